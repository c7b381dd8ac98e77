"""What proves people's work goes after its time; what is open, or younger, stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.actors import Actor
from models.keeping.finished import FINISHED, count_finished, find_finished
from models.keeping.retention import USUAL
from models.keeping.sweep_guard import Limits, Stop
from models.keeping.sweeping import Swept, sweep
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.rights.request_decisions import approve_request, close_request
from models.rights.subject_requests import RequestKind
from tests.models.rights.request_steps import EMAIL, propose, take_in
from tests.models.scene import CLI, Clock

OPEN = Limits(gap=timedelta(days=10_000), share=100)
TIME = USUAL.work


def swept(records: Records, limits: Limits = OPEN) -> Swept:
    listed = records.place.database.parent / "erased.jsonl"
    return sweep(records, USUAL, limits=limits, listed=listed)


def rows(records: Records) -> dict[str, int]:
    tables = ("subject_requests", "subject_request_digests", "subject_request_workers", "notices")
    with records.peek() as look:
        return {table: look.db.table(table).count for table in tables}


def test_a_closed_request_goes_with_all_that_hangs_on_it_and_an_open_one_stays(
    records: Records, officer: Actor, second: Actor, keep_one: Callable[..., str], clock: Clock
) -> None:
    keep_one(identifiers=(EMAIL,))
    done = take_in(records, officer, RequestKind.OBJECT)
    propose(records, officer, done)
    with records.act(second) as act:
        approve_request(act, done)
        close_request(act, done)
    take_in(records, officer, RequestKind.ERASE)
    assert rows(records)["subject_requests"] == 2
    clock.now += TIME - timedelta(hours=1)
    swept(records)
    assert rows(records)["subject_requests"] == 2
    clock.now += timedelta(hours=2)
    work = swept(records).counts.work
    assert work >= 1
    assert rows(records) == {
        "subject_requests": 1,
        "subject_request_digests": 1,
        "subject_request_workers": 1,
        "notices": 0,
    }
    with records.act(CLI) as act:
        entries = [e for e in export_entries(act) if e.event == Event.WORK_DELETED]
    assert entries[0].details["subject_requests"] == 1
    assert sum(int(v) for e in entries for v in e.details.values()) == work


@pytest.mark.parametrize(
    ("table", "row", "over"),
    [
        ("alerts", {"closed_at": None}, False),
        ("alerts", {"closed_at": "2020-01-01T00:00:00.000000Z"}, True),
        ("reveals", {"glass": 1, "shown_at": "2020-01-01T00:00:00.000000Z"}, False),
        ("reveals", {"glass": 1, "reviewed_at": "2020-01-01T00:00:00.000000Z"}, True),
        ("reveals", {"glass": 0}, True),
        ("objections", {"lifted_at": None}, False),
        ("objections", {"lifted_at": "2020-01-01T00:00:00.000000Z"}, True),
        ("subject_holds", {"released_at": None}, False),
    ],
)
def test_what_is_open_never_goes(
    records: Records, officer: Actor, table: str, row: dict[str, object], *, over: bool
) -> None:
    with records.step() as step:
        step.db.execute("PRAGMA defer_foreign_keys = ON")
        needed = {
            column.name: officer.id if column.name == "asked_by" else "2020-01-01"
            for column in step.db.table(table).columns
            if column.notnull and column.type == "TEXT"
        }
        numbers = {
            column.name: 0
            for column in step.db.table(table).columns
            if column.notnull and column.type == "INTEGER"
        }
        step.db.table(table).insert({**needed, **numbers, "id": "x", **row})
    with records.peek() as look:
        found = find_finished(look.db, TIME, look.now, 10)
        assert (f"{table}:x" in found) is over
        assert count_finished(look.db, TIME, look.now) == len(found)


def test_a_clock_that_jumped_deletes_nothing_of_it(
    records: Records, officer: Actor, second: Actor, clock: Clock, keep_one: Callable[..., str]
) -> None:
    swept(records)
    take_in(records, officer, RequestKind.ERASE)
    propose(records, officer, take_in(records, officer, RequestKind.OBJECT))
    before = rows(records)
    assert before["notices"], "officers were told"
    clock.now += timedelta(days=3650)
    assert swept(records, Limits()).stop is Stop.CLOCK_JUMPED
    assert rows(records)["subject_requests"] == before["subject_requests"]
    assert rows(records)["notices"] >= before["notices"]


def test_every_table_is_there_and_the_page_of_keeping_knows_it(records: Records) -> None:
    with records.peek() as look:
        assert set(FINISHED) <= set(look.db.table_names())
    said = Path("docs/privacy-officer.md").read_text()
    assert "REDACTOR_WORK_DAYS" in said
