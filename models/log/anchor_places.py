"""Which place has which statements: what waits for each, and since when one fails.

A place is where statements are put: the anchor file, and whatever else the operator named. Each
goes at its own pace; one that fails is told of, tried again, and keeps nobody else waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from models.actors import Actor, ActorKind, Purpose
from models.log.events import Event, Outcome
from models.log.verify import Statement, parse_statement
from models.records import Act, Records, Step
from models.times import optional_time, to_text

FILE = "file"
ANCHORER = Actor(kind=ActorKind.SYSTEM, id="anchors", name="Anchors", purpose=Purpose.OPERATION)
LONGEST_WAIT = timedelta(hours=1)
_FIRST_WAIT = timedelta(seconds=10)
_STATES = "anchor_places"
_TABLE = "statements"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """How a place does. `seq` is the newest entry it vouches for; `code` says what is wrong.

    `every` is how long it rests between two batches, since `watched_at` at least a courier brings
    them; None where no courier does.
    """

    name: str
    number: int = 0
    seq: int = 0
    delivered_at: datetime | None = None
    failing_since: datetime | None = None
    code: str = ""
    tries: int = 0
    next_try_at: datetime | None = None
    every: timedelta | None = None
    watched_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Statements that wait for a place, oldest first; `number` is that of the last."""

    statements: tuple[Statement, ...]
    number: int


def queue(step: Step, statement: Statement) -> int:
    """Keep a statement for the places; gives its number. Does nothing when it is kept already."""
    digest = statement.digest()
    table = step.db.table(_TABLE)
    known = next(iter(table.rows_where("digest = ?", [digest])), None)
    if known is None:
        newest = next(iter(table.rows_where(order_by="number DESC", limit=1)), {"number": 0})
        known = {
            "number": newest["number"] + 1,
            "digest": digest,
            "type": statement.type,
            "seq": statement.seq,
            "line": statement.as_line().decode(),
        }
        table.insert(known)
    return int(known["number"])


def pending(db: Database, place: str, *, most: int = 500) -> Batch:
    """What waits for this place; empty when it has everything."""
    rows = list(
        db.table(_TABLE).rows_where(
            "number > ?", [state_of(db, place).number], order_by="number", limit=most
        )
    )
    found = [parse_statement(row["line"]) for row in rows]
    return Batch(
        statements=tuple(each for each in found if each is not None),
        number=rows[-1]["number"] if rows else 0,
    )


def oldest_pending(db: Database, state: PlaceState) -> Statement | None:
    """The statement that has waited longest for this place; None when it has everything."""
    waiting = db.table(_TABLE).rows_where("number > ?", [state.number], order_by="number", limit=1)
    row = next(iter(waiting), None)
    return None if row is None else parse_statement(row["line"])


def newest_statement(db: Database) -> Statement | None:
    """The statement made last, wherever it has come to."""
    row = next(iter(db.table(_TABLE).rows_where(order_by="number DESC", limit=1)), None)
    return None if row is None else parse_statement(row["line"])


def state_of(db: Database, place: str) -> PlaceState:
    """How this place does."""
    row = next(iter(db.table(_STATES).rows_where("name = ?", [place])), None)
    return PlaceState(name=place) if row is None else _state(row)


def list_places(db: Database) -> tuple[PlaceState, ...]:
    """All places that were ever tried, by name."""
    return tuple(_state(row) for row in db.table(_STATES).rows_where(order_by="name"))


def known_places(records: Records) -> tuple[PlaceState, ...]:
    """The same, asked from outside of any act: nothing here is about a visitor."""
    with records.peek() as look:
        return list_places(look.db)


def note_delivered(records: Records, place: str, batch: Batch) -> None:
    """Write down that a place took a batch; an entry says so when it had failed before."""
    with records.peek() as look:
        before = state_of(look.db, place)
    if before.failing_since:
        with records.act(ANCHORER) as act:
            delivered(act, before, batch)
            act.log(Event.ANCHOR_RECOVERED, f"anchor:{place}", tries=before.tries)
        return
    with records.step() as step:
        delivered(step, before, batch)


def delivered(step: Step, before: PlaceState, batch: Batch) -> None:
    """Write down that a place took a batch, and forget statements that every place has."""
    step.db.table(_STATES).upsert(
        {
            "name": before.name,
            "number": max(batch.number, before.number),
            "seq": max((each.seq for each in batch.statements), default=before.seq),
            "delivered_at": to_text(step.now),
            "failing_since": None,
            "code": "",
            "tries": 0,
            "next_try_at": None,
        },
        pk="name",
    )
    step.db.execute(
        f"DELETE FROM {_TABLE} WHERE type = 'checkpoint' "  # noqa: S608 - constants
        f"AND number < (SELECT min(number) FROM {_STATES}) "
        f"AND number < (SELECT max(number) FROM {_TABLE})"
    )


def note_failed(records: Records, place: str, code: str) -> None:
    """Write down that a place did not take what waits for it; the first failure is an entry."""
    with records.peek() as look:
        before = state_of(look.db, place)
    if before.failing_since is None:
        with records.act(ANCHORER) as act:
            _failed(act, before, code)
            act.log(
                Event.ANCHOR_FAILED, f"anchor:{place}", outcome=Outcome.REFUSED, reason=code[:64]
            )
        return
    with records.step() as step:
        _failed(step, before, code)


def _failed(step: Step | Act, before: PlaceState, code: str) -> None:
    wait = min(LONGEST_WAIT, _FIRST_WAIT * 2 ** min(before.tries, 20))
    row: dict[str, Any] = {
        "name": before.name,
        "number": before.number,
        "seq": before.seq,
        "failing_since": to_text(before.failing_since or step.now),
        "code": code[:64],
        "tries": before.tries + 1,
        "next_try_at": to_text(step.now + wait),
    }
    step.db.table(_STATES).upsert(row, pk="name")


def watch(records: Records, places: Mapping[str, timedelta | None]) -> None:
    """Begin to look after these places, and forget those that are no longer named.

    With each goes how long it rests between two batches; None where no courier brings them.
    """
    with records.step() as step:
        for state in list_places(step.db):
            if state.name not in places:
                step.db.table(_STATES).delete(state.name)
        for name, every in places.items():
            step.db.table(_STATES).insert(
                {"name": name, "number": 0, "seq": 0, "code": "", "tries": 0}, ignore=True
            )
            seconds = None if every is None else int(every.total_seconds())
            step.db.table(_STATES).update(
                name, {"every_seconds": seconds, "watched_at": to_text(step.now)}
            )


def _state(row: dict[str, Any]) -> PlaceState:
    times = {
        name: optional_time(row[name])
        for name in ("delivered_at", "failing_since", "next_try_at", "watched_at")
    }
    seconds = row.pop("every_seconds")
    every = None if seconds is None else timedelta(seconds=seconds)
    return PlaceState(**{**row, **times, "every": every})
