"""Whether the log is anchored as it should be: places behind, and checkpoints that are late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from models.log.anchor_places import PlaceState, list_places, newest_statement, oldest_pending
from models.records import Records
from models.times import find_time, from_text, to_text

CHECKPOINTS = "checkpoints"
"""The code of checkpoints that stopped."""
PATIENCE = timedelta(minutes=5)
"""How long a place may fail before somebody is told; a restart of the other side is shorter."""
_AHEAD = timedelta(hours=2)
"""How far a clock may be set back before what it said is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A place that has not taken what is there for it, since when, and how many entries it lacks.

    `code` is that of its last try, after so many; empty where it only lags. `outage` is the same
    from its beginning to its end, whoever is started again meanwhile.
    """

    name: str
    since: datetime
    outage: str
    entries: int
    code: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorHealth:
    """Places that are behind for too long, and since when entries wait for a checkpoint.

    `unsigned_since` is None while checkpoints come as they should; `unsigned_seq` is the first
    entry without one.
    """

    behind: tuple[Behind, ...]
    unsigned_since: datetime | None
    unsigned_seq: int

    @property
    def well(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.behind and self.unsigned_since is None

    @property
    def codes(self) -> tuple[str, ...]:
        """What is wrong, in codes: `anchor:PLACE` and `checkpoints`."""
        late = (CHECKPOINTS,) if self.unsigned_since else ()
        return (*(f"anchor:{each.name}" for each in self.behind), *late)


def read_anchor_health(db: Database, now: datetime, every: timedelta) -> AnchorHealth:
    """How anchoring does; `every` is the time from one checkpoint to the next."""
    newest = newest_statement(db)
    row = db.execute(
        "SELECT seq, at FROM entries WHERE seq > ? ORDER BY seq LIMIT 1",
        [newest.seq if newest else 0],
    ).fetchone()
    waiting = from_text(row[1]) if row else None
    late = waiting is not None and now - waiting > 3 * every + timedelta(minutes=1)
    return AnchorHealth(
        behind=_find_behind(db, newest.seq if newest else 0, now),
        unsigned_since=waiting if late else None,
        unsigned_seq=row[0] if row and late else 0,
    )


def _find_behind(db: Database, newest_seq: int, now: datetime) -> tuple[Behind, ...]:
    """The places that have been told of for long enough, by name."""
    behind = (
        (state, state.failing_since or _lags_since(db, state, now)) for state in list_places(db)
    )
    return tuple(
        Behind(
            name=state.name,
            since=since,
            outage=_outage(state),
            entries=max(0, newest_seq - state.seq),
            code=state.code,
            tries=state.tries,
        )
        for state, since in behind
        if since is not None and now - since >= PATIENCE
    )


def _outage(state: PlaceState) -> str:
    """Tell a failure by when it began, a lag by what was brought last: a start changes neither."""
    if state.failing_since:
        return to_text(state.failing_since)
    return f"after_{state.number}"


def _lags_since(db: Database, state: PlaceState, now: datetime) -> datetime | None:
    """When a courier should have brought what waits for a place; None when nothing does.

    A time of something that was, and is far ahead, says nothing: the clock was wrong then.
    """
    oldest = oldest_pending(db, state)
    if oldest is None or state.every is None or state.watched_at is None:
        return None
    latest, had = now + _AHEAD, state.delivered_at
    rested = (had + state.every,) if had is not None and had <= latest else ()
    been = (find_time(oldest.at), state.watched_at)
    known = (each for each in been if each is not None and each <= latest)
    return max((*rested, *known), default=None)


def known_health(records: Records, every: timedelta | None) -> AnchorHealth:
    """How anchoring does, asked from outside of any act: nothing here is about a visitor.

    Where nobody said how often checkpoints come, there is nothing to tell.
    """
    if every is None:
        return AnchorHealth(behind=(), unsigned_since=None, unsigned_seq=0)
    with records.peek() as look:
        return read_anchor_health(look.db, records.clock(), every)


def known_troubles(records: Records, every: timedelta | None) -> tuple[str, ...]:
    """The same in codes."""
    return known_health(records, every).codes
