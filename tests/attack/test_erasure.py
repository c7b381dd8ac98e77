"""Promise 6: deletion is real: canaries through every door, kills, a full disk, old backups."""

import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actors import Actor, ActorKind, Purpose, Role
from models.errors import KeyGone
from models.intake.inbox import accept
from models.intake.sources import add_source
from models.keeping.byte_scan import scan
from models.keeping.erasing import ask_erasure
from models.keeping.holds import place_hold
from models.records import Records
from models.transcripts.sessions import keep
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.attack import canary
from tests.models.scene import redacted, snapshot
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

OFFICER = Actor(
    kind=ActorKind.PERSON,
    id="officer",
    name="Officer",
    role=Role.PRIVACY_OFFICER,
    purpose=Purpose.PRIVACY,
)
KINDS = {
    "conversation_started": canary.event,
    "transcript": canary.transcript,
    "feedback": canary.event,
    "offline_message": canary.offline_message,
}
SEED = 20261126
PAGE = 4096


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def session_ids(records: Records) -> list[str]:
    with records.peek() as look:
        return [row["id"] for row in look.db.query("SELECT id FROM sessions ORDER BY id")]


def ask_all(records: Records, ids: list[str]) -> None:
    for session_id in ids:
        with records.act(operator()) as act:
            ask_erasure(act, session_id, reason="subject_request")


def unfinished(records: Records) -> int:
    with records.peek() as look:
        return look.db.table("erasures").count_where("done_at IS NULL")


def wait_until_done(records: Records, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while unfinished(records):
        assert time.monotonic() < deadline, "the keeper does not come to an end"
        time.sleep(0.2)


def states(records: Records) -> set[tuple[str, str]]:
    with records.peek() as look:
        return {(r["state"], r["problem"]) for r in look.db.query("SELECT * FROM erasures")}


def test_a_canary_through_every_door_leaves_no_byte(tmp_path: Path) -> None:
    folder = tmp_path / "service"
    folder.mkdir()
    service = ServiceProcess(folder, sweep_seconds="1")
    service.start()
    for kind, payload in KINDS.items():
        assert service.post(kind, payload()).status_code == 200
    service.wait_until_idle()
    place = service.records.place
    for path in (place.database, place.key_store):
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(path, tmp_path / path.name)
    ids = session_ids(service.records)
    assert len(ids) >= 2
    seen_before = b"".join(content for _, content in every_byte(folder))
    assert b"plain question though" in seen_before
    ask_all(service.records, ids)
    wait_until_done(service.records)
    assert states(service.records) == {("done", "")}
    late = service.post("transcript", canary.transcript() | {"endedAt": "2026-03-03T09:00:00Z"})
    assert late.status_code == 200
    service.wait_until_idle()
    assert session_ids(service.records) == [], "no late delivery brings it back"
    assert service.stop() == 0
    for name, content in every_byte(folder):
        assert canary.found_in(content) == [], name
        assert b"plain question" not in content.lower(), name
    old_backup_is_unreadable(service.records, tmp_path / place.database.name)


def old_backup_is_unreadable(records: Records, backup: Path) -> None:
    """The database of before, with the keys of now: nothing in it can be unsealed."""
    with sqlite3.connect(backup) as db:
        originals = db.execute("SELECT session_id FROM originals").fetchall()
        deliveries = db.execute("SELECT id FROM deliveries WHERE session_id NOT NULL").fetchall()
    db.close()
    assert originals
    assert deliveries
    for (session_id,) in originals:
        with pytest.raises(KeyGone):
            records.keys.key(f"session:{session_id}")
    for (delivery_id,) in deliveries:
        with pytest.raises(KeyGone):
            records.keys.key(f"delivery:{delivery_id}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data_dir=tmp_path / "data", sweep_seconds=1)
    set_up(made)
    return made


@pytest.fixture
def records(settings: Settings) -> Records:
    return open_records(settings)


@pytest.fixture
def source_id(records: Records) -> str:
    with records.act(operator()) as act:
        return add_source(act, name="Website", vendor="chatlio", kinds=["transcript"]).source.id


def fill(records: Records, source_id: str, names: list[str], *, old: bool = False) -> list[str]:
    """A session with a delivery for each name; `old` ones are over every period."""
    ids = []
    for name in names:
        body = f'{{"identity": {{"email": ["visitor.{name}@mail.example"]}}}}'.encode()
        text = f"the {name}word lamp of visitor.{name}@mail.example flickers"  # a miss: in clear
        with records.act(operator()) as act:
            accept(act, source_id=source_id, kind="transcript", body=body)
            kept = keep(
                act, snapshot(source_id, reference=name, original=body, redacted=redacted(text))
            )
            ids.append(kept.session_id)
            act.db.execute(
                "UPDATE deliveries SET session_id = ?, status = 'done' WHERE session_id IS NULL",
                [kept.session_id],
            )
            if old:
                act.db.execute(
                    "UPDATE sessions SET arrived_at = '2020-01-01T00:00:00.000000Z' WHERE id = ?",
                    [kept.session_id],
                )
    return ids


def residue(settings: Settings, names: list[str]) -> list[str]:
    """The names of which anything is found, looked for by another process.

    Reading the files here would let go of the locks SQLite holds on them for this process.
    """
    values = [form for n in names for form in (f"the {n}word lamp of", f"visitor.{n}@mail.example")]
    found = scan([settings.data_dir], values)
    assert found.unread == ()
    return sorted({names[hit.value // 2] for hit in found.hits})


def keeper(settings: Settings, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "service.cli", "keeper"],
        env=settings.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def assert_whole(settings: Settings) -> None:
    verified = subprocess.run(
        [sys.executable, "-m", "service.cli", "audit", "verify"],
        env=settings.environment(),
        capture_output=True,
        text=True,
    )
    assert verified.returncode == 0, verified.stdout


def test_kills_in_the_middle_of_sweep_and_erasure(
    settings: Settings, records: Records, source_id: str
) -> None:
    chance = random.Random(SEED)
    asked, due = [f"asked{n}" for n in range(12)], [f"due{n}" for n in range(12)]
    ask_all(records, fill(records, source_id, asked))
    fill(records, source_id, due, old=True)
    (held,) = fill(records, source_id, ["held"], old=True)
    (kept,) = fill(records, source_id, ["kept"])
    with records.act(OFFICER) as act:
        place_hold(act, held, reason="legal_claim")
    assert residue(settings, [*due, "held", "kept"]) == sorted([*due, "held", "kept"])
    for _ in range(8):
        process = keeper(settings)
        begun, before = time.monotonic(), unfinished(records)
        while unfinished(records) == before and time.monotonic() - begun < 20:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 0.4))
        process.kill()
        process.communicate()
    process = keeper(settings)
    deadline = time.monotonic() + 120
    while unfinished(records) or len(session_ids(records)) > 2:
        assert time.monotonic() < deadline, "the keeper does not come to an end"
        time.sleep(0.2)
    process.terminate()
    process.communicate(timeout=30)
    assert set(session_ids(records)) == {held, kept}
    assert {state for state, _ in states(records)} == {"done"}
    assert records.keys.key(f"session:{held}")
    assert residue(settings, [*asked, *due]) == []
    assert_whole(settings)


def test_a_full_disk_stops_nothing_for_good(
    settings: Settings, records: Records, source_id: str
) -> None:
    gone, kept = ["full0", "full1"], "stays"
    ask_all(records, fill(records, source_id, gone))
    (kept_id,) = fill(records, source_id, [kept])

    def nearly_full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (PAGE, PAGE))

    process = keeper(settings, preexec_fn=nearly_full)
    time.sleep(6)
    assert process.poll() is None, "it waits, it does not die"
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert b"visitor." not in said
    assert unfinished(records) == 2
    process = keeper(settings)
    wait_until_done(records)
    process.terminate()
    process.communicate(timeout=30)
    assert session_ids(records) == [kept_id]
    assert residue(settings, gone) == []
    assert_whole(settings)
