"""Whether the log is anchored as it should be: places that fail, checkpoints that are late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from models.log.anchor_places import PlaceState, list_places, newest_statement
from models.records import Records
from models.times import from_text

CHECKPOINTS = "checkpoints"
"""The code of checkpoints that stopped."""
PATIENCE = timedelta(minutes=5)
"""How long a place may fail before somebody is told; a restart of the other side is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorHealth:
    """Places that have failed for too long, and since when entries wait for a checkpoint.

    `unsigned_since` is None while checkpoints come as they should; `unsigned_seq` is the first
    entry without one.
    """

    failing: tuple[PlaceState, ...]
    unsigned_since: datetime | None
    unsigned_seq: int

    @property
    def well(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.failing and self.unsigned_since is None

    @property
    def codes(self) -> tuple[str, ...]:
        """What is wrong, in codes: `anchor:PLACE` and `checkpoints`."""
        late = (CHECKPOINTS,) if self.unsigned_since else ()
        return (*(f"anchor:{each.name}" for each in self.failing), *late)


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
        failing=tuple(
            each
            for each in list_places(db)
            if each.failing_since is not None and now - each.failing_since >= PATIENCE
        ),
        unsigned_since=waiting if late else None,
        unsigned_seq=row[0] if row and late else 0,
    )


def known_troubles(records: Records, every: timedelta | None) -> tuple[str, ...]:
    """What is wrong, in codes, asked from outside of any act: nothing here is about a visitor."""
    if every is None:
        return ()
    with records.peek() as look:
        return read_anchor_health(look.db, records.clock(), every).codes
