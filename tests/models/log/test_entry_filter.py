"""A question costs what it finds, not the whole time it is about once for every span."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from models.log.entry_filter import EntryFilter
from models.log.looks import LOOKS
from models.migrations.desk import log_ways
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
