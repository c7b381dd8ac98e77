"""A question costs what it finds, not the whole time it is about once for every span."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from models.log.entry_filter import EntryFilter
from models.log.looks import LOOKS, REVEALING, SEEN
from models.migrations.desk import log_ways
from models.records import Records
from models.times import to_text

START = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def steps(db: sqlite3.Connection, asked: EntryFilter) -> int:
    """How many hundreds of the machine's steps it takes to count what fits."""
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    where, values = asked.where()
    db.set_progress_handler(tick, 100)
    (count,) = db.execute(f"SELECT count(*) {where}", values).fetchone()
    db.set_progress_handler(None, 0)
    assert count == 480
    return ticks


def test_spans_within_a_time_cost_no_more_than_the_spans() -> None:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE entries (seq INTEGER PRIMARY KEY, at, actor_kind, actor_id, event, "
        "object, outcome, details)"
    )
    rows = (
        (to_text(START + HOUR * n / 2), "person", "p1", LOOKS[0], "", "allowed", "{}")
        for n in range(48 * 20)
    )
    db.executemany("INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", rows)
    log_ways(Database(db))
    spans = tuple((START + HOUR * 24 * d, START + HOUR * (24 * d + 12)) for d in range(20))
    spanned = EntryFilter(kind="person", events=LOOKS, spans=spans)
    within = replace(spanned, since=START, until=START + HOUR * 24 * 20)
    assert steps(db, within) < 2 * steps(db, spanned)
    db.close()


SINCE, UNTIL = (datetime(2026, 3, day, tzinfo=UTC) for day in (1, 31))
WAYS = {
    "who saw a session": (
        EntryFilter(object="session:8F3KQ2ZD", kind="person", events=SEEN),
        "entries_by_object",
    ),
    "what a person did": (
        EntryFilter(actor="a", kind="person", since=SINCE, until=UNTIL),
        "entries_by_actor",
    ),
    "what was refused": (
        EntryFilter(outcome="refused", since=SINCE, until=UNTIL),
        "entries_by_outcome",
    ),
    "what was revealed": (
        EntryFilter(events=REVEALING, since=SINCE, until=UNTIL),
        "entries_by_event",
    ),
    "who looked off hours": (
        EntryFilter(kind="person", events=LOOKS, spans=((SINCE, UNTIL),)),
        "COVERING INDEX entries_by_kind",
    ),
}


@pytest.mark.parametrize("question", WAYS)
def test_each_question_has_its_way_through_a_long_log(records: Records, question: str) -> None:
    """Chosen by the planner as it is in service: without statistics, from the question alone."""
    asked, way = WAYS[question]
    where, values = asked.where()
    with records.peek() as look:
        plan = " ".join(
            row[3]
            for row in look.db.execute(
                f"EXPLAIN QUERY PLAN SELECT seq {where} ORDER BY +at", values
            )
        )
    assert way in plan, plan
