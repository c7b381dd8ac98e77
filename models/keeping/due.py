"""What is due: found along indexes, source by source, a batch at a time. Held ones are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from models.keeping.finished import count_finished
from models.keeping.holds import held_condition
from models.keeping.retention import Kept, Rules
from models.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Where one kind of thing is found: its rows, its id, since when, and whose session it is."""

    rows: str
    id: str
    since: str
    session: str
    but: str


_KEPT_SESSIONS = "s.source_id = :source AND s.status <> 'erasing'"
_PLACES: Mapping[Kept, _Where] = {
    Kept.SESSION: _Where(
        rows="sessions s", id="s.id", since="s.arrived_at", session="s.id", but=_KEPT_SESSIONS
    ),
    Kept.ORIGINAL: _Where(
        rows="sessions s JOIN originals o ON o.session_id = s.id",
        id="s.id",
        since="s.arrived_at",
        session="s.id",
        but=_KEPT_SESSIONS,
    ),
    Kept.DELIVERY: _Where(
        rows="deliveries d",
        id="d.id",
        since="d.received_at",
        session="d.session_id",
        but="d.source_id = :source AND d.status IN ('done', 'parked')",
    ),
    Kept.REVIEW: _Where(
        rows="reviews r JOIN sessions s ON s.id = r.session_id",
        id="r.id",
        since="r.updated_at",
        session="s.id",
        but=_KEPT_SESSIONS,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is due of each kind, and how many due sessions a hold keeps.

    `work` counts what proves people's work, such as closed requests.
    """

    sessions: int = 0
    originals: int = 0
    deliveries: int = 0
    reviews: int = 0
    held: int = 0
    work: int = 0

    @property
    def total(self) -> int:
        """How much would be deleted."""
        return self.sessions + self.originals + self.deliveries + self.reviews + self.work


def count_due(db: Database, rules: Rules, now: datetime) -> Counts:
    """How much is due now. An original that goes with its session is counted with that only."""
    with_sessions = _count(db, Kept.ORIGINAL, rules, now, period=Kept.SESSION)
    return Counts(
        sessions=_count(db, Kept.SESSION, rules, now),
        originals=_count(db, Kept.ORIGINAL, rules, now) - with_sessions,
        deliveries=_count(db, Kept.DELIVERY, rules, now),
        reviews=_count(db, Kept.REVIEW, rules, now),
        held=_count(db, Kept.SESSION, rules, now, held=True),
        work=count_finished(db, rules.work, now),
    )


def find_due(db: Database, kept: Kept, rules: Rules, now: datetime, most: int) -> list[str]:
    """The ids of what is due and not held, at most so many, the oldest of each source first."""
    place = _PLACES[kept]
    found: list[str] = []
    for _, until in _cutoffs(db, rules, now, kept):
        sql = f"SELECT {place.id} {_due(place)} ORDER BY {place.since} LIMIT :most"
        found += [id_ for (id_,) in db.execute(sql, {**until, "most": most - len(found)})]
        if len(found) >= most:
            break
    return found


def days_ahead(
    db: Database, kept: Kept, rules: Rules, now: datetime, days: int
) -> Mapping[str, int]:
    """How much goes on each of the coming days (UTC, ISO); what is due already goes today.

    Counts what is held, too, and a part that goes with its session with its own kind.
    """
    place = _PLACES[kept]
    ahead: dict[str, int] = {}
    for period, until in _cutoffs(db, rules, now + timedelta(days=days), kept):
        sql = (
            f"SELECT substr({place.since}, 1, 10), count(*) FROM {place.rows} "  # noqa: S608
            f"WHERE {place.but} AND {place.since} <= :until GROUP BY 1"
        )
        for day, count in db.execute(sql, until):
            goes = max(datetime.fromisoformat(day).date() + period, now.date()).isoformat()
            ahead[goes] = ahead.get(goes, 0) + int(count)
    return dict(sorted(ahead.items()))


def _count(
    db: Database,
    kept: Kept,
    rules: Rules,
    now: datetime,
    *,
    period: Kept | None = None,
    held: bool = False,
) -> int:
    """How much of a kind is over its period, or over that of another kind."""
    sql = f"SELECT count(*) {_due(_PLACES[kept], held=held)}"
    cutoffs = _cutoffs(db, rules, now, period or kept)
    return sum(int(db.execute(sql, until).fetchone()[0]) for _, until in cutoffs)


def _due(place: _Where, *, held: bool = False) -> str:
    """From where, and under which conditions, something is due."""
    return (
        f"FROM {place.rows} WHERE {place.but} AND {place.since} <= :until "
        f"AND {'' if held else 'NOT '}{held_condition(place.session)}"
    )


def _cutoffs(
    db: Database, rules: Rules, now: datetime, kept: Kept
) -> Iterator[tuple[timedelta, dict[str, Any]]]:
    """Each source's period, and up to when what came from it is over that period."""
    for (source_id,) in db.execute("SELECT id FROM sources ORDER BY id").fetchall():
        period = rules.periods(source_id).of(kept)
        try:
            until = to_text(now - period)
        except OverflowError:
            until = ""
        yield period, {"source": source_id, "until": until}
