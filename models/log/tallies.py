"""Counts of the access log: by actor, event, reason or day. Part of a look at the log.

They log nothing themselves; call them in the act that reads the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.actors import ActorKind
from models.log.entry_filter import EntryFilter
from models.records import Act
from models.times import from_text, to_text

MOST = 500
"""Groups of a tally; what is counted less often is left out."""


class TallyBy(StrEnum):
    """What entries are counted by."""

    ACTOR = "actor_id"
    EVENT = "event"
    OBJECT = "object"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many entries have one thing in common, and when the last of them was."""

    code: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTally:
    """How many entries each actor left within one span."""

    start: datetime
    by_actor: dict[str, int]

    @property
    def count(self) -> int:
        """How many all of them left."""
        return sum(self.by_actor.values())


def tally(act: Act, filter: EntryFilter, by: TallyBy) -> tuple[Tally, ...]:  # noqa: A002
    """The entries that fit, counted by one column, most first."""
    where, values = filter.where()
    rows = act.db.execute(
        f"SELECT {by.value}, count(*), max(at) {where} "
        f"GROUP BY {by.value} ORDER BY 2 DESC, 1 LIMIT {MOST}",
        values,
    )
    return tuple(
        Tally(code=code, count=count, last=from_text(last)) for code, count, last in rows.fetchall()
    )


def tally_days(
    act: Act, events: Sequence[str], spans: Sequence[tuple[datetime, datetime]]
) -> tuple[DayTally, ...]:
    """How many of these events each person was allowed within each of the spans."""
    marks = ", ".join("?" * len(events))
    query = (
        f"SELECT actor_id, count(*) FROM entries WHERE actor_kind = '{ActorKind.PERSON}' "  # noqa: S608
        f"AND at >= ? AND at < ? AND event IN ({marks}) AND outcome = 'allowed' GROUP BY +actor_id"
    )
    return tuple(
        DayTally(
            start=start,
            by_actor=dict(
                act.db.execute(query, [to_text(start), to_text(stop), *events]).fetchall()
            ),
        )
        for start, stop in spans
    )
