# ruff: noqa: PT012 - what happens inside an act is what is tested
"""One act, one transaction, one entry; or nothing."""

import stat
import threading

import pytest

from models.actors import Actor, ActorKind
from models.errors import (
    EntryInvalid,
    KeyUnsafe,
    NotFound,
    UnloggedAct,
    Unmigrated,
    Unwritable,
)
from models.log.access_log import EntryFilter, Event, find_entries
from models.records import Place, Records, migrate
from models.seals.key_store import make_key_store
from models.store import create_private, opened
from tests.models.scene import CLI, MASTER_KEY, Clock


def scorecards(records: Records) -> list[str]:
    with records.peek() as look:
        return [row["id"] for row in look.db.table("scorecards").rows_where(order_by="id")]


def events(records: Records) -> list[tuple[str, str, str]]:
    with records.peek() as look:
        return [
            (row["event"], row["outcome"], row["reason"])
            for row in look.db.table("entries").rows_where(order_by="seq")
        ]


def add_scorecard(act) -> None:
    act.db.table("scorecards").insert({"id": "x", "name": "x", "version": 0})


def test_work_and_entry_are_committed_together(records: Records) -> None:
    with records.act(CLI) as act:
        add_scorecard(act)
        act.log(Event.POLICY_READ)
    assert scorecards(records) == ["support-1", "x"]
    assert events(records) == [("policy:read", "allowed", "")]


def test_an_act_without_an_entry_is_not_committed(records: Records) -> None:
    with pytest.raises(UnloggedAct), records.act(CLI) as act:
        add_scorecard(act)
    assert scorecards(records) == ["support-1"]
    assert events(records) == []


def test_a_refusal_undoes_the_work_and_is_written(records: Records) -> None:
    with pytest.raises(NotFound), records.act(CLI) as act:
        add_scorecard(act)
        act.log(Event.SESSION_LISTED)
        raise NotFound(Event.SESSION_OPENED, "session:8F3KQ2ZD", "unknown")
    assert scorecards(records) == ["support-1"]
    assert events(records) == [("session:opened", "refused", "unknown")]


def test_any_other_error_leaves_nothing(records: Records) -> None:
    with pytest.raises(ZeroDivisionError), records.act(CLI) as act:
        add_scorecard(act)
        act.log(Event.SESSION_LISTED)
        raise ZeroDivisionError
    assert scorecards(records) == ["support-1"]
    assert events(records) == []


def test_sqlite_utils_does_not_commit_behind_our_back(records: Records) -> None:
    with pytest.raises(ZeroDivisionError), records.act(CLI) as act:
        act.log(Event.SESSION_LISTED)
        act.db.table("scorecards").insert({"id": "y", "name": "y", "version": 0})
        act.db.table("scorecards").update("y", {"name": "z"})
        list(act.db.query("SELECT 1"))
        act.db.table("scorecards").delete_where("id = 'y'")
        assert act.db.conn.in_transaction
        raise ZeroDivisionError
    assert scorecards(records) == ["support-1"]


def test_when_the_entry_cannot_be_written_nothing_is(records: Records) -> None:
    with opened(records.place.database) as db:
        db.execute(
            "CREATE TRIGGER broken_disk BEFORE INSERT ON entries "
            "BEGIN SELECT RAISE(ABORT, 'secret words'); END"
        )
    with pytest.raises(Unwritable) as failure, records.act(CLI) as act:
        add_scorecard(act)
        act.log(Event.POLICY_READ)
    assert "secret words" not in str(failure.value)
    assert failure.value.__cause__ is None
    assert scorecards(records) == ["support-1"]


def test_when_a_refusal_cannot_be_written_the_caller_still_gets_an_error(records: Records) -> None:
    with opened(records.place.database) as db:
        db.execute(
            "CREATE TRIGGER broken_disk BEFORE INSERT ON entries "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(Unwritable), records.act(CLI):
        raise NotFound(Event.SESSION_OPENED)


def test_a_full_disk_commits_nothing(records: Records) -> None:
    def fill(act) -> None:
        pages = act.db.execute("PRAGMA page_count").fetchone()[0]
        act.db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Unwritable) as failure, records.act(CLI) as act:
        fill(act)
        act.log(Event.POLICY_READ)
        act.db.table("scorecards").insert({"id": "x", "name": "x" * 100_000, "version": 0})
    assert failure.value.code == "SQLITE_FULL"
    assert scorecards(records) == ["support-1"]
    assert events(records) == []


def test_a_statement_that_ends_the_transaction_does_not_pass_as_a_commit(records: Records) -> None:
    with pytest.raises(Unwritable), records.act(CLI) as act:
        act.log(Event.POLICY_READ)
        act.db.execute("ROLLBACK")
    assert events(records) == []


def test_writers_wait_for_each_other_and_lose_nothing(records: Records) -> None:
    def write() -> None:
        for _ in range(10):
            with records.act(CLI) as act:
                act.log(Event.HEALTH_READ)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(events(records)) == 40


def test_an_act_may_go_on_in_another_thread(records: Records) -> None:
    with records.act(CLI) as act:
        thread = threading.Thread(target=lambda: act.log(Event.HEALTH_READ))
        thread.start()
        thread.join()
    assert len(events(records)) == 1


def test_a_peek_cannot_write(records: Records) -> None:
    with pytest.raises(Unwritable), records.peek() as look:
        look.db.execute("DELETE FROM scorecards")


def test_the_pragmas_are_those_promised(records: Records) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }
    with records.step() as step:
        found = {name: step.db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_records_do_not_open_before_they_are_migrated(place: Place, clock: Clock) -> None:
    with pytest.raises(Unmigrated) as early:
        Records.open(place, master_key=MASTER_KEY, clock=clock)
    assert "access_log" in early.value.pending
    create_private(place.database)
    make_key_store(place.key_store)
    with pytest.raises(Unmigrated):
        Records.open(place, master_key=MASTER_KEY, clock=clock)


def test_migrating_twice_does_nothing_the_second_time(place: Place) -> None:
    assert migrate(place)[0] == "access_log"
    assert migrate(place) == []


def test_a_failing_migration_leaves_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from models import migrations

    last = migrations.migrations._migrations[-1]

    def fail(db) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(last, "fn", fail)
    with pytest.raises(ZeroDivisionError):
        migrate(place)
    with opened(place.database) as db:
        assert db.table_names() == []


def test_several_processes_may_migrate_at_once(place: Place) -> None:
    applied: list[list[str]] = []
    threads = [threading.Thread(target=lambda: applied.append(migrate(place))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, applied)) == [0, 0, 0, max(map(len, applied))]


def test_another_master_key_does_not_open_the_records(records: Records, clock: Clock) -> None:
    with pytest.raises(KeyUnsafe):
        Records.open(records.place, master_key=b"z" * 32, clock=clock)
    with pytest.raises(KeyUnsafe):
        Records.open(records.place, master_key=b"short", clock=clock)


def test_files_are_readable_by_their_owner_only(records: Records) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
        files = [f for f in records.place.database.parent.iterdir() if f.is_file()]
        assert len(files) >= 3
        assert {f.stat().st_mode & 0o077 for f in files} == {0}


def test_a_key_store_others_may_read_is_refused(records: Records, clock: Clock) -> None:
    records.place.key_store.chmod(0o644)
    with pytest.raises(KeyUnsafe):
        Records.open(records.place, master_key=MASTER_KEY, clock=clock)


@pytest.mark.parametrize("emptied", [False, True])
def test_a_lost_key_store_opens_nothing_and_is_not_made_anew(
    records: Records, clock: Clock, emptied: bool
) -> None:
    """Another root would know no digest again: no objection, no erasure, no session."""
    place = records.place
    records.close()
    for part in place.key_store.parent.glob(f"{place.key_store.name}*"):
        part.unlink()
    if emptied:
        create_private(place.key_store)
    with pytest.raises(KeyUnsafe, match="is gone"):
        Records.open(place, master_key=MASTER_KEY, clock=clock)
    with pytest.raises(KeyUnsafe, match="is gone"):
        migrate(place)
    assert place.key_store.exists() is emptied


def test_a_first_start_that_was_cut_off_goes_on(place: Place, clock: Clock) -> None:
    create_private(place.database)
    assert migrate(place)
    assert Records.open(place, master_key=MASTER_KEY, clock=clock)


@pytest.mark.parametrize(
    "details",
    [
        {"words": "Chloe Zhang"},
        {"words": "chloe@mail.example"},
        {"words": "a\nb"},
        {"words": "x" * 65},
        {"words": "ünï"},
        {"words": 1.5},
        {"words": None},
        {"words": ["a"]},
        {"words": 2**60},
        {"bad name": 1},
    ],
)
def test_an_entry_takes_no_words(records: Records, details) -> None:
    with pytest.raises(EntryInvalid), records.act(CLI) as act:
        act.log(Event.HEALTH_READ, **details)
    assert events(records) == []


@pytest.mark.parametrize(
    "field",
    [
        {"object": "session:Chloe Zhang"},
        {"object": "8F3K"},
        {"object": "session:"},
        {"object": "session:a\nb"},
        {"reason": "because she said so"},
    ],
)
def test_an_entry_takes_no_words_for_thing_or_reason(records: Records, field) -> None:
    with pytest.raises(EntryInvalid), records.act(CLI) as act:
        act.log(Event.HEALTH_READ, **field)


@pytest.mark.parametrize(
    "who",
    [
        {"name": "Rosa\nReview signed in"},
        {"name": "x" * 121},
        {"address": "10.0.0.1, evil"},
        {"id": "a b"},
    ],
)
def test_an_entry_takes_no_forged_actor(records: Records, who) -> None:
    actor = Actor(**({"kind": ActorKind.PERSON, "id": "p1", "name": "Rosa"} | who))
    with pytest.raises(EntryInvalid), records.act(actor) as act:
        act.log(Event.HEALTH_READ)


def test_details_keep_numbers_yes_and_no_and_codes(records: Records) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ, "worker:w-1", count=3, new=True, kind="chat")
    with records.act(CLI) as act:
        (entry,) = find_entries(act, EntryFilter(event="health:read")).entries
    assert dict(entry.details) == {"count": 3, "new": True, "kind": "chat"}
    assert entry.object == "worker:w-1"


def test_errors_of_sqlite_come_out_without_their_words(records: Records) -> None:
    with pytest.raises(Unwritable) as failure, records.act(CLI) as act:
        act.db.execute("SELECT 'Chloe Zhang' FROM nowhere")
    assert "Chloe" not in repr(failure.value)
    assert failure.value.__suppress_context__


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_database_that_others_may_read_is_not_opened(
    place: Place, clock: Clock, mode: int
) -> None:
    """A backup that was copied back has the copier's permissions, and masked text is not public."""
    migrate(place)
    place.database.chmod(mode)
    with pytest.raises(KeyUnsafe, match="chmod 600"):
        Records.open(place, master_key=MASTER_KEY, clock=clock)


def test_every_file_is_for_its_owner_only(records: Records, place: Place) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
        records.keys.new_key("session:1")
        for path in place.database.parent.glob("*.db*"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
