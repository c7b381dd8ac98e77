"""The keeper erases beside the service, and nothing that was erased is there when a door opens."""

import json
import shutil
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import Unwritable
from models.intake.sources import add_source
from models.keeping.certificates import fingerprint
from models.keeping.erasing import ErasureState, ask_erasure, get_erasure
from models.keeping.retention import Kept
from models.log.access_log import export_entries
from models.log.anchors import load_signing_key, public_bytes, write_checkpoint
from models.log.events import Event
from models.log.key_rotation import rotate_key
from models.records import Records
from models.store import opened
from models.transcripts.sessions import keep
from service.composition import open_records, operator, set_up, signing_key_file
from service.keeping import Keeper, create_rules, open_replayed, replay_erasures, say_retention
from service.settings import Settings, SourceDays
from tests.models.scene import snapshot
from tests.service.terminal import redactor

ORIGINAL = b'{"identity":{"email":["quillon@mail.example"]}}'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    logs = tmp_path / "logs"
    logs.mkdir()
    made = Settings(data_dir=tmp_path / "data", scanned_paths=(logs,))
    set_up(made)
    return made


@pytest.fixture
def records(settings: Settings) -> Records:
    return open_records(settings)


@pytest.fixture
def session_id(records: Records) -> str:
    with records.act(operator()) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
        return keep(act, snapshot(source.id, original=ORIGINAL)).session_id


def ask(records: Records, session_id: str) -> None:
    with records.act(operator()) as act:
        ask_erasure(act, session_id, reason="subject_request")


def certificate_of(records: Records, session_id: str) -> str:
    with records.act(operator()) as act:
        erasure = get_erasure(act, session_id)
        act.log(Event.ERASURE_LISTED)
    assert erasure.state is ErasureState.DONE
    return erasure.certificate_id or ""


def test_what_was_asked_for_is_done_once(
    settings: Settings, records: Records, session_id: str
) -> None:
    keeper = Keeper(settings, records)
    assert not keeper.keep_once()
    ask(records, session_id)
    assert keeper.keep_once()
    assert not keeper.keep_once()
    assert certificate_of(records, session_id)


def test_a_log_outside_the_data_folder_is_looked_through(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    (tmp_path / "logs/mail.log").write_text("to=<quillon@mail.example> status=sent")
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    with records.act(operator()) as act:
        assert get_erasure(act, session_id).state is ErasureState.FOUND
        act.log(Event.ERASURE_LISTED)


def test_a_log_that_was_named_and_is_not_there_is_said(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    (tmp_path / "logs").rmdir()
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    with records.act(operator()) as act:
        erasure = get_erasure(act, session_id)
        act.log(Event.ERASURE_LISTED)
    assert (erasure.state, erasure.problem) == (ErasureState.FOUND, "unread")


def test_a_look_that_comes_to_no_end_is_no_end_of_the_keeper(
    settings: Settings, records: Records, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(records, session_id)
    keeper = Keeper(settings, records)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", shutil.which("false"))
        assert not keeper.keep_once()
    assert keeper.keep_once()
    assert certificate_of(records, session_id)


def test_a_full_disk_is_no_end_of_the_keeper(
    settings: Settings, records: Records, session_id: str
) -> None:
    ask(records, session_id)
    settings.erased.mkdir()  # stands for a place that cannot be written
    assert not Keeper(settings, records).keep_once()
    settings.erased.rmdir()
    assert Keeper(settings, records).keep_once()


@contextmanager
def reader(settings: Settings) -> Iterator[sqlite3.Connection]:
    """Somebody who reads the key store as it was before the newest key was destroyed."""
    with closing(sqlite3.connect(settings.data_dir / "session-keys.db", timeout=0)) as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM keys").fetchone()
        yield db


@pytest.fixture
def erased(settings: Settings, records: Records, session_id: str) -> None:
    """One session that the list of erasures names."""
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    records.keys.new_key("session:other")


@pytest.mark.usefixtures("erased")
def test_a_start_waits_for_whoever_reads_the_key_store(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    with reader(settings) as reading:

        class Stop(threading.Event):
            def wait(self, timeout: float | None = None) -> bool:
                reading.rollback()
                return super().wait(timeout)

        open_replayed(settings, Stop()).close()
    assert "the start waits" in caplog.text


@pytest.mark.usefixtures("erased")
def test_a_start_that_waited_in_vain_says_for_whom(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    stop = threading.Event()
    with reader(settings):
        with pytest.raises(Unwritable, match="something reads the key store for long"):
            open_replayed(settings, wait_seconds=0.3)
        stop.set()
        with pytest.raises(Unwritable):
            open_replayed(settings, stop)


def test_a_restored_backup_is_erased_again_before_a_door_opens(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    for name in ("records.db", "session-keys.db"):
        with opened(settings.data_dir / name) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(settings.data_dir / name, tmp_path / name)
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    for name in ("records.db", "session-keys.db"):
        shutil.copy(tmp_path / name, settings.data_dir / name)
    again = open_records(settings)
    assert replay_erasures(settings, again).erased == 1
    with again.act(operator()) as act:
        replayed = export_entries(act)[-1]
    assert (replayed.event, replayed.details) == ("erasure:replayed", {"back": 1, "noted": 0})
    assert Keeper(settings, again).keep_once()
    assert certificate_of(again, session_id)


def test_a_certificate_is_exported_and_checked_from_the_command_line(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    written = redactor(
        "certificate", "export", certificate_of(records, session_id), data=settings.data_dir
    )
    assert written.returncode == 0, written.stderr
    file = tmp_path / "certificate.json"
    file.write_text(written.stdout)
    checked = redactor("certificate", "verify", str(file), data=settings.data_dir)
    assert checked.returncode == 0, checked.stderr
    assert "1 sessions erased" in checked.stderr
    public = tmp_path / "public.pem"
    public.write_bytes(public_bytes(load_signing_key(signing_key_file(settings))))
    assert (
        redactor(
            "certificate", "verify", str(file), "--key", str(public), data=settings.data_dir
        ).returncode
        == 0
    )
    document = json.loads(written.stdout)
    document["scan"]["bytes"] += 1
    file.write_text(json.dumps(document))
    forged = redactor("certificate", "verify", str(file), data=settings.data_dir)
    assert forged.returncode == 1
    assert "was changed" in forged.stderr


def test_a_certificate_outlives_the_key_that_signed_it(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    file, key = tmp_path / "certificate.json", tmp_path / "key.pem"
    exported = redactor(
        "certificate", "export", certificate_of(records, session_id), data=settings.data_dir
    )
    file.write_text(exported.stdout)
    write_checkpoint(records, load_signing_key(signing_key_file(settings)))
    rotate_key(records, operator(), signing_key_file(settings))
    checked = redactor("certificate", "verify", str(file), data=settings.data_dir)
    assert checked.returncode == 0, checked.stderr
    assert "handover" in checked.stderr
    key.write_bytes(public_bytes(load_signing_key(signing_key_file(settings))))
    auditor = ("certificate", "verify", str(file), "--key", str(key))
    alone = redactor(*auditor, data=settings.data_dir)
    assert (alone.returncode, "another key" in alone.stderr) == (1, True)
    assert (
        redactor(*auditor, "--anchors", str(settings.anchor), data=settings.data_dir).returncode
        == 0
    )
    document = json.loads(exported.stdout)
    document["scan"]["bytes"] += 1
    file.write_text(json.dumps(document))
    forged = redactor("certificate", "verify", str(file), data=settings.data_dir)
    assert (forged.returncode, "was changed" in forged.stderr) == (1, True)


def test_another_key_and_no_key_are_told_apart(
    settings: Settings, records: Records, session_id: str, tmp_path: Path
) -> None:
    ask(records, session_id)
    Keeper(settings, records).keep_once()
    file, key = tmp_path / "certificate.json", tmp_path / "key.pem"
    exported = redactor(
        "certificate", "export", certificate_of(records, session_id), data=settings.data_dir
    )
    file.write_text(exported.stdout)
    key.write_bytes(public_bytes(Ed25519PrivateKey.generate()))
    other = redactor("certificate", "verify", str(file), "--key", str(key), data=settings.data_dir)
    assert (other.returncode, "another key" in other.stderr) == (1, True)
    key.write_text("no key")
    none = redactor("certificate", "verify", str(file), "--key", str(key), data=settings.data_dir)
    assert (none.returncode, "not an Ed25519 public key" in none.stderr) == (1, True)
    missing = redactor("certificate", "export", "nothing", data=settings.data_dir)
    assert (missing.returncode, "no such certificate" in missing.stderr) == (1, True)


def test_the_settings_say_how_long(settings: Settings) -> None:
    changed = settings.model_copy(
        update={"session_days": 10, "source_days": {"abc": SourceDays(original=3)}}
    )
    rules = create_rules(changed)
    assert rules.periods("other").of(Kept.ORIGINAL) == timedelta(days=10)
    assert rules.periods("abc").of(Kept.ORIGINAL) == timedelta(days=3)
    assert rules.periods("abc").of(Kept.SESSION) == timedelta(days=10)
    said = " ".join(say_retention(rules))
    assert "Redacted sessions are deleted after 10 days." in said
    assert "1 source has periods of their own." in said


def test_source_periods_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_SOURCE_DAYS", '{"abc": {"session": 5}}')
    assert Settings().source_days == {"abc": SourceDays(session=5)}
    assert "REDACTOR_SOURCE_DAYS" in Settings().environment()
    for wrong in ('{"abc": {"sesion": 5}}', '{"abc": {"session": 0}}'):
        monkeypatch.setenv("REDACTOR_SOURCE_DAYS", wrong)
        with pytest.raises(ValueError, match="source_days"):
            Settings()


def test_a_sweep_from_the_command_line(
    settings: Settings, records: Records, session_id: str
) -> None:
    with records.step() as step:
        step.db.execute("UPDATE sessions SET arrived_at = '2020-01-01T00:00:00.000000Z'")
    counted = redactor("retention", "sweep", "--dry-run", data=settings.data_dir)
    assert counted.returncode == 0, counted.stderr
    assert counted.stdout.splitlines()[0] == "sessions\t1"
    with records.act(operator()) as act:
        act.log(Event.RETENTION_LISTED)
        assert not act.db.table("erasures").count
    done = redactor("retention", "sweep", data=settings.data_dir)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "sessions\t1")
    assert Keeper(settings, records).keep_once()
    assert certificate_of(records, session_id)


def test_the_page_says_first_when_no_originals_are_kept() -> None:
    rules = create_rules(Settings())
    assert say_retention(rules, keep_originals=False)[0].startswith("Originals are not kept")
    assert say_retention(rules, keep_originals=False)[1:] == say_retention(rules)


def test_the_keeper_signs_with_the_key_that_is_in_force(
    settings: Settings, records: Records, session_id: str
) -> None:
    keeper = Keeper(settings, records)
    rotate_key(records, operator(), signing_key_file(settings))
    ask(records, session_id)
    keeper.keep_once()
    with records.peek() as look:
        (row,) = look.db.table("certificates").rows
    new = load_signing_key(signing_key_file(settings)).public_key()
    assert json.loads(row["document"])["key"] == fingerprint(new)


def test_erasure_goes_on_while_the_signing_key_is_lost(
    settings: Settings, records: Records, session_id: str
) -> None:
    keeper = Keeper(settings, records)
    signing_key_file(settings).unlink()
    ask(records, session_id)
    keeper.keep_once()
    with records.peek() as look:
        assert look.db.table("certificates").count == 1
