"""What a thief can do with a disk, a backup, old keys or a pen: nothing that shows a visitor."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.backups.backing_up import KEYS, RECORDS, backup_keys, keys_key, make_backup, records_key
from models.backups.bundle import extract
from models.backups.restoring import find_bundle, prove
from models.errors import BackupUnusable, KeyGone, KeyUnsafe, Unsealable
from models.intake import inbox
from models.keeping.erased_list import Listed, append_erased
from models.log.anchors import create_signing_key, write_checkpoint
from models.records import Place, Records
from models.seals.keys import write_secret, written_key
from models.seals.sealing import unseal
from models.store import opened
from models.transcripts.mask_places import find_places
from models.transcripts.sessions import find_original
from service.composition import set_up
from service.settings import Settings
from tests.attack import canary
from tests.models.conftest import clock, keep_one, records, source_id
from tests.models.scene import CLI, MASTER_KEY, Clock, redacted
from tests.service_process import free_port

__all__ = ["clock", "keep_one", "records", "source_id"]  # fixtures of the records' own tests

WRONG = b"w" * 31 + b"1"
READABLE = "a plain question about an invoice"


@pytest.fixture
def sessions(records: Records, source_id: str, keep_one: Callable[..., str]) -> tuple[str, str]:
    """Two sessions of the canary, each with a delivery in line."""
    original = json.dumps(canary.transcript()).encode()
    masked = redacted(f"Hi, I am [PERSON_1], {READABLE}", "Hello")
    made = tuple(
        keep_one(reference=f"conversation-{number}", original=original, redacted=masked)
        for number in range(2)
    )
    with records.act(CLI) as act:
        for number in range(2):
            body = json.dumps({**canary.event(), "number": number}).encode()
            inbox.accept(act, source_id=source_id, kind="transcript", body=body)
    return made[0], made[1]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def backed_up(records: Records, tmp_path: Path) -> tuple[Path, Path, Path]:
    write_checkpoint(records, create_signing_key(tmp_path / "signing.key"))
    to, keys_to, erased = tmp_path / "medium", tmp_path / "other", tmp_path / "erased.jsonl"
    make_backup(records, CLI, to=to, keys_to=keys_to, erased=erased)
    return find_bundle(to, RECORDS), find_bundle(keys_to, KEYS), erased


def test_a_stolen_disk_shows_nobody(records: Records, sessions: tuple[str, str]) -> None:
    files = files_of(records.place.database.parent)
    for name, content in files.items():
        assert canary.found_in(content) == [], name
    assert any(READABLE.encode() in content for content in files.values()), "masked text is there"


def test_a_stolen_disk_is_not_opened_by_any_other_key(
    records: Records, sessions: tuple[str, str], tmp_path: Path, clock: Clock
) -> None:
    thief = tmp_path / "thief"
    thief.mkdir()
    place = records.place
    stolen = Place(
        database=thief / "records.db", key_store=thief / "keys.db", anchor=thief / "anchor"
    )
    for source, target in ((place.database, stolen.database), (place.key_store, stolen.key_store)):
        for ending in ("", "-wal"):
            shutil.copy(f"{source}{ending}", f"{target}{ending}")
    with pytest.raises(KeyUnsafe, match="not the one"):
        Records.open(stolen, master_key=WRONG, clock=clock)
    with opened(stolen.key_store) as db:
        wrapped = [bytes(row[0]) for row in db.execute("SELECT wrapped FROM keys")]
        wrapped += [bytes(row[0]) for row in db.execute("SELECT wrapped FROM wrappings")]
    with opened(stolen.database) as db:
        sealed = [bytes(row[0]) for row in db.execute("SELECT sealed FROM originals")]
    candidates = [WRONG, *(blob[i : i + 32] for blob in wrapped for i in range(len(blob) - 31))]
    for blob in sealed:
        for candidate in candidates:
            with pytest.raises(Unsealable):
                unseal(candidate, blob, bound_to=f"session:{sessions[0]}:original:1")


def test_an_old_key_store_without_the_master_key_brings_nothing_back(
    records: Records, sessions: tuple[str, str], tmp_path: Path, clock: Clock
) -> None:
    old = tmp_path / "old.db"
    shutil.copy(records.place.key_store, old)
    shutil.copy(f"{records.place.key_store}-wal", f"{old}-wal")
    records.keys.shred(f"session:{sessions[0]}")
    stolen = Place(database=records.place.database, key_store=old, anchor=tmp_path / "a")
    with pytest.raises(KeyUnsafe):
        Records.open(stolen, master_key=WRONG, clock=clock)


def test_the_key_store_of_today_opens_no_old_database_for_what_was_erased(
    records: Records, source_id: str, sessions: tuple[str, str], tmp_path: Path, clock: Clock
) -> None:
    """Even for who has the master key."""
    old = tmp_path / "old.db"
    shutil.copy(records.place.database, old)
    shutil.copy(f"{records.place.database}-wal", f"{old}-wal")
    records.keys.shred(f"session:{sessions[0]}")
    place = Place(database=old, key_store=records.place.key_store, anchor=tmp_path / "a")
    thief = Records.open(place, master_key=MASTER_KEY, clock=clock)
    with pytest.raises(KeyGone):
        find_original(thief, source_id, "conversation-0")
    assert find_original(thief, source_id, "conversation-1") is not None


def test_a_stolen_backup_shows_nothing_at_all(
    records: Records, sessions: tuple[str, str], tmp_path: Path
) -> None:
    bundle, keys, _ = backed_up(records, tmp_path)
    for path in (bundle, keys):
        content = path.read_bytes()
        assert canary.found_in(content) == []
        assert canary.found_in(content, [READABLE, *sessions, "shop", "sqlite"]) == []


def test_no_part_of_a_backup_opens_without_the_others(
    records: Records, sessions: tuple[str, str], tmp_path: Path
) -> None:
    bundle, keys, _ = backed_up(records, tmp_path)
    root = records.keys.prove()
    for path, key in (
        (bundle, records_key(MASTER_KEY)),  # the records and the master key, but not the keys
        (bundle, keys_key(MASTER_KEY)),
        (keys, keys_key(WRONG)),  # both files, but not the master key
        (keys, records_key(root)),
        (bundle, records_key(WRONG)),
    ):
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        with pytest.raises(BackupUnusable, match="does not open it"):
            extract(path, key, out)
        assert not list(out.iterdir())


def test_a_backup_from_before_an_erasure_is_unreadable_for_that_session(
    records: Records, source_id: str, sessions: tuple[str, str], tmp_path: Path, clock: Clock
) -> None:
    bundle, _, erased = backed_up(records, tmp_path)
    with opened(records.place.key_store) as db:
        (wrapped,) = db.execute(
            "SELECT wrapped FROM keys WHERE id = ?", [f"session:{sessions[0]}"]
        ).fetchone()
    records.keys.shred(f"session:{sessions[0]}")
    line = Listed(session=sessions[0], source=source_id, reference="r", reason="x", at="x")
    append_erased(erased, [line])
    made = backup_keys(records, CLI, keys_to=tmp_path / "other", erased=erased)
    assert len(list((tmp_path / "other").iterdir())) == 1, "the older keys are not kept"
    out = tmp_path / "out"
    out.mkdir()
    log_key = create_signing_key(tmp_path / "other.key").public_key()
    with pytest.raises(BackupUnusable, match="signed with another key"):
        prove(  # even one who cannot verify the log gets this far only
            out,
            records=bundle,
            keys=made.keys,
            master_key=MASTER_KEY,
            log_key=log_key,
            live=records.place,
        )
    assert bytes(wrapped) not in (out / "keys.db").read_bytes()
    place = Place(database=out / "records.db", key_store=out / "keys.db", anchor=out / "a")
    thief = Records.open(place, master_key=MASTER_KEY, clock=clock)
    with pytest.raises(KeyGone):
        find_original(thief, source_id, "conversation-0")
    for name, content in files_of(out).items():
        assert canary.found_in(content) == [], name


CHANGES = {
    "an older revision": "UPDATE originals SET revision = revision + 1",
    "another column of the same session": (
        "UPDATE originals SET sealed = (SELECT sealed FROM mask_places m "
        "WHERE m.session_id = originals.session_id)"
    ),
    "a delivery": "UPDATE originals SET sealed = (SELECT body FROM deliveries LIMIT 1)",
    "cut": "UPDATE originals SET sealed = substr(sealed, 1, length(sealed) - 1)",
    "emptied": "UPDATE originals SET sealed = x''",
}


@pytest.mark.parametrize("change", CHANGES)
def test_sealed_bytes_that_were_moved_or_changed_are_refused(
    records: Records, source_id: str, sessions: tuple[str, str], change: str
) -> None:
    with records.step() as step:
        step.db.execute(CHANGES[change])
    for number in range(2):
        with pytest.raises(Unsealable) as refusal:
            find_original(records, source_id, f"conversation-{number}")
        assert canary.found_in(str(refusal.value).encode()) == []


def test_one_flipped_bit_is_refused(
    records: Records, source_id: str, sessions: tuple[str, str]
) -> None:
    with records.peek() as look:
        (sealed,) = look.db.execute(
            "SELECT sealed FROM originals WHERE session_id = ?", [sessions[0]]
        ).fetchone()
    for where in (0, 1, 12, 24, 25, len(sealed) // 2, len(sealed) - 1):
        flipped = sealed[:where] + bytes([sealed[where] ^ 1]) + sealed[where + 1 :]
        with records.step() as step:
            step.db.table("originals").update(sessions[0], {"sealed": flipped})
        with pytest.raises(Unsealable):
            find_original(records, source_id, "conversation-0")


def swap(records: Records, table: str, owner: str, column: str) -> None:
    """Let two rows of a table change what is sealed in them."""
    with records.step() as step:
        (one, first), (other, second) = step.db.execute(f"SELECT {owner}, {column} FROM {table}")
        for id_, sealed in ((one, second), (other, first)):
            step.db.execute(f"UPDATE {table} SET {column} = ? WHERE {owner} = ?", [sealed, id_])


def test_swapped_originals_are_refused(
    records: Records, source_id: str, sessions: tuple[str, str]
) -> None:
    swap(records, "originals", "session_id", "sealed")
    for number in range(2):
        with pytest.raises(Unsealable):
            find_original(records, source_id, f"conversation-{number}")


def test_swapped_places_are_refused(records: Records, sessions: tuple[str, str]) -> None:
    swap(records, "mask_places", "session_id", "sealed")
    for session_id in sessions:
        with pytest.raises(Unsealable), records.act(CLI) as act:
            find_places(act, session_id)


def test_swapped_deliveries_are_parked_and_never_read(
    records: Records, sessions: tuple[str, str]
) -> None:
    swap(records, "deliveries", "id", "body")
    assert inbox.take(records, worker="worker-1", lease=timedelta(minutes=1)) is None
    with records.act(CLI) as act:
        page = inbox.list_deliveries(act)
    assert [delivery.reason for delivery in page.deliveries] == ["seal_broken", "seal_broken"]


def test_wrapped_keys_that_were_swapped_open_nothing(
    records: Records, source_id: str, sessions: tuple[str, str]
) -> None:
    with opened(records.place.key_store) as db:
        db.execute(
            "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = ?) WHERE id = ?",
            [f"session:{sessions[1]}", f"session:{sessions[0]}"],
        )
    with pytest.raises(Unsealable):
        find_original(records, source_id, "conversation-0")


@pytest.mark.parametrize("command", ["serve", "web", "worker"])
def test_nothing_starts_with_another_master_key(tmp_path: Path, command: str) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    subprocess.run(
        [sys.executable, "-m", "service.cli", "people", "list"],
        env={"REDACTOR_DATA_DIR": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    key = settings.keys / "master.key"
    key.unlink()
    write_secret(key, written_key(WRONG))
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", command],
        env={"REDACTOR_DATA_DIR": str(tmp_path), "REDACTOR_PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "this master key is not the one of this key store" in done.stderr
    assert "Traceback" not in done.stderr
