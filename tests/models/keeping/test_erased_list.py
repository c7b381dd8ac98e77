"""No backup brings back what was erased, and a torn line costs no other."""

import fcntl
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, Purpose, Role
from models.errors import Erased, KeyGone, NotFound, Unwritable
from models.keeping.byte_scan import scan_here
from models.keeping.erased_list import Listed, append_ended, append_erased, read_erased, replay
from models.keeping.eraser import KEEPER, Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.holds import HoldReason, place_hold
from models.log.access_log import EntryFilter, find_entries
from models.log.events import Event
from models.records import Records
from models.store import opened
from models.transcripts.sessions import find_original, keep, open_session, queue
from tests.models.scene import CLI, MASTER_KEY, WORKER, Clock, actor_of, make_person, snapshot


@pytest.fixture
def listed(records: Records) -> Path:
    return records.place.database.parent / "elsewhere" / "erased.jsonl"


@pytest.fixture
def erase(records: Records, listed: Path) -> Callable[[str], None]:
    def erasing(session_id: str) -> None:
        with records.act(CLI) as act:
            ask_erasure(act, session_id, reason="subject_request")
        Eraser(
            records=records,
            listed=listed,
            scanned=(records.place.database.parent,),
            signing_key=Ed25519PrivateKey.generate(),
            look=scan_here,
        ).run_once()

    return erasing


def backed_up(records: Records, folder: Path, *, keys: bool) -> Callable[[], None]:
    """Copy the files as they are; gives what puts them back."""
    folder.mkdir()
    paths = [records.place.database, *([records.place.key_store] if keys else [])]
    for path in paths:
        with opened(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(path, folder / path.name)

    def restore() -> None:
        for path in paths:
            shutil.copy(folder / path.name, path)

    return restore


def line(session: str = "AAAAAAAA") -> Listed:
    return Listed(session=session, source="s", reference="d", reason="minor", at="2026")


def test_an_old_backup_does_not_bring_a_session_back(
    records: Records,
    keep_one: Callable[..., str],
    erase: Callable[[str], None],
    listed: Path,
    reader: Actor,
    source_id: str,
    tmp_path: Path,
) -> None:
    session_id, other = keep_one(), keep_one(reference="other")
    restore = backed_up(records, tmp_path / "backup", keys=True)
    erase(session_id)
    restore()
    again = Records.open(records.place, master_key=MASTER_KEY, clock=Clock())
    assert again.keys.key(f"session:{session_id}"), "the old key store has the key"
    assert replay(again, listed, KEEPER).erased == 1
    with again.act(reader) as act:
        assert [row.id for row in queue(act).rows] == [other]
    with pytest.raises(NotFound), again.act(reader) as act:
        open_session(act, session_id)
    with pytest.raises(KeyGone):
        again.keys.key(f"session:{session_id}")
    assert again.keys.key(f"session:{other}")
    assert replay(again, listed, KEEPER).erased == 0, "a second time there is nothing to do"


def test_an_old_database_without_its_keys_cannot_be_read(
    records: Records,
    keep_one: Callable[..., str],
    erase: Callable[[str], None],
    source_id: str,
    tmp_path: Path,
) -> None:
    session_id = keep_one()
    restore = backed_up(records, tmp_path / "backup", keys=False)
    erase(session_id)
    restore()
    with pytest.raises(KeyGone):
        find_original(records, source_id, "conversation-1")


def test_a_backup_from_before_the_session_lets_no_delivery_bring_it(
    records: Records,
    keep_one: Callable[..., str],
    erase: Callable[[str], None],
    listed: Path,
    source_id: str,
    tmp_path: Path,
) -> None:
    restore = backed_up(records, tmp_path / "backup", keys=True)
    erase(keep_one())
    restore()
    assert replay(records, listed, KEEPER).erased == 0
    with pytest.raises(Erased), records.act(WORKER) as act:
        keep(act, snapshot(source_id))


@pytest.mark.parametrize(("held", "shredded", "left"), [(1, 0, 1), (1, 1, 0), (0, 0, 0)])
def test_an_original_that_was_listed_but_never_ended_stays_while_it_is_held(
    records: Records,
    keep_one: Callable[..., str],
    listed: Path,
    reader: Actor,
    held: int,
    shredded: int,
    left: int,
) -> None:
    """The keys could not be destroyed that day, and the hold came before the next."""
    session_id = keep_one()
    append_ended(listed, [session_id], "2026-12-01T00:00:00.000000Z")
    if held:
        person = make_person(records, "Priya", "p@company.example", Role.PRIVACY_OFFICER)
        with records.act(actor_of(person, Purpose.PRIVACY)) as act:
            place_hold(act, session_id, reason=HoldReason.LEGAL_CLAIM)
    if shredded:
        records.keys.shred(f"session:{session_id}")
    for _ in range(2):
        assert replay(records, listed, KEEPER).erased == 0
    with records.peek() as look:
        assert look.db.table("originals").count == left
    with records.act(reader) as act:
        assert [row.id for row in queue(act).rows] == [session_id]
    with records.act(CLI) as act:
        entries = find_entries(act, EntryFilter(event=Event.ORIGINAL_DELETED)).entries
    assert len(entries) == 1 - left, "a second time there is nothing to do"


def test_two_processes_that_start_at_once_erase_it_once(
    records: Records, keep_one: Callable[..., str], listed: Path
) -> None:
    append_erased(listed, [line(keep_one())])
    erased: list[int] = []
    starts = [
        threading.Thread(target=lambda: erased.append(replay(records, listed, KEEPER).erased))
        for _ in range(2)
    ]
    with records.step():
        for start in starts:
            start.start()
        time.sleep(0.5)  # both have looked, and wait to write
    for start in starts:
        start.join()
    assert sorted(erased) == [0, 1]
    with records.act(CLI) as act:
        asked = find_entries(act, EntryFilter(event=Event.ERASURE_ASKED)).entries
    assert len(asked) == 1


def test_a_torn_line_costs_no_other(listed: Path) -> None:
    append_erased(listed, [line("AAAAAAAA")])
    with listed.open("ab") as file:
        file.write(b'{"session":"BBBB')
    append_erased(listed, [line("CCCCCCCC"), line("DDDDDDDD")])
    found = [each.session for each in read_erased(listed)]
    assert found == ["AAAAAAAA", "CCCCCCCC", "DDDDDDDD"]
    assert listed.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", '{"session":"x"}\n', "\x00\n", "null\n"])
def test_rubbish_is_no_line(listed: Path, text: str) -> None:
    append_erased(listed, [line()])
    with listed.open("a") as file:
        file.write(text)
    assert [each.session for each in read_erased(listed)] == ["AAAAAAAA"]


def test_a_list_that_somebody_keeps_locked_is_not_waited_for_without_end(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_ended(listed, ["8F3KQ2ZD"], "2026-03-02T09:00:00Z")
    monkeypatch.setattr("models.keeping.erased_list.LOCK_SECONDS", 0.2, raising=False)
    with ThreadPoolExecutor(1) as pool, listed.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        adding = pool.submit(append_ended, listed, ["8F3KQ2ZE"], "2026-03-02T09:00:00Z")
        wait([adding], timeout=10)
        ended = adding.done()
        fcntl.flock(held, fcntl.LOCK_UN)
        failed = adding.exception()
    assert ended
    assert isinstance(failed, Unwritable)
    assert failed.code == "ERASED_LIST_IN_USE"
    assert listed.read_text().count("\n") == 1


def test_without_a_list_there_is_nothing_to_replay(records: Records, tmp_path: Path) -> None:
    assert replay(records, tmp_path / "nothing", KEEPER).erased == 0


def test_nothing_is_shredded_when_the_list_cannot_be_written(
    records: Records, keep_one: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    session_id = keep_one()
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="minor")
    eraser = Eraser(
        records=records,
        listed=tmp_path / "file" / "erased.jsonl",
        scanned=(),
        signing_key=Ed25519PrivateKey.generate(),
        look=scan_here,
    )
    with pytest.raises(Unwritable):
        eraser.run_once()
    assert records.keys.key(f"session:{session_id}")
