"""Sessions held back, as privacy officers see them: which, since when and why. Never any text.

Nothing is read of a session but its row's ids, codes and times, so that not even a masked word
of it can get out here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actors import Purpose
from models.errors import NotAllowed
from models.log.events import Event
from models.records import Act
from models.times import from_text
from models.transcripts.snapshots import SessionStatus

HELD = (SessionStatus.QUARANTINED, SessionStatus.WITHHELD)
"""The statuses of what nobody may read."""

_MOST = 200
_SELECT = (
    "SELECT s.id, s.source_id, src.name AS source_name, s.status, s.reason, s.started_at, "
    "s.kept_at, s.revision FROM sessions s JOIN sources src ON src.id = s.source_id "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSession:
    """A session that is held back. `reason` is a code; `held_at` when this revision was kept."""

    id: str
    source_id: str
    source_name: str
    status: SessionStatus
    reason: str
    started_at: datetime
    held_at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """Sessions held back, newest first; `next` is the `after` of the next page, if any."""

    sessions: tuple[HeldSession, ...]
    total: int
    next: str | None


def held(
    act: Act, status: SessionStatus | None = None, *, after: str | None = None, limit: int = 50
) -> HeldPage:
    """A page of sessions held back, of one status or of both. Logs session:held_listed.

    Open under "privacy duties" only: NotAllowed otherwise. ValueError for a status under which
    sessions may be read.
    """
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(Event.SESSION_HELD_LISTED, reason="purpose")
    if status is not None and status not in HELD:
        raise ValueError("sessions of this status are not held back")
    statuses = [kind.value for kind in HELD if status in (None, kind)]
    where = f"status IN ({', '.join('?' * len(statuses))})"
    total = act.db.table("sessions").count_where(where, statuses)
    values: list[Any] = list(statuses)
    started_at, _, session_id = (after or "").partition("~")
    if session_id:
        where += " AND (s.started_at, s.id) < (?, ?)"
        values += [started_at, session_id]
    limit = max(1, min(limit, _MOST))
    order = "ORDER BY s.started_at DESC, s.id DESC LIMIT ?"
    found = list(act.db.query(f"{_SELECT} WHERE {where} {order}", [*values, limit + 1]))
    sessions = tuple(_session(row) for row in found[:limit])
    kinds = status.value if status else "any"
    act.log(Event.SESSION_HELD_LISTED, count=len(sessions), older=bool(session_id), status=kinds)
    last = found[limit - 1] if len(found) > limit else None
    return HeldPage(
        sessions=sessions, total=total, next=f"{last['started_at']}~{last['id']}" if last else None
    )


def _session(row: dict[str, Any]) -> HeldSession:
    return HeldSession(
        id=row["id"],
        source_id=row["source_id"],
        source_name=row["source_name"],
        status=SessionStatus(row["status"]),
        reason=row["reason"],
        started_at=from_text(row["started_at"]),
        held_at=from_text(row["kept_at"]),
        revision=row["revision"],
    )
