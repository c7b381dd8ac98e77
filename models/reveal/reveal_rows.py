"""Rows of reveals: read, written, told. Notes are sealed with the key of the session."""

from datetime import datetime
from typing import Any

from models.errors import KeyGone
from models.records import Act, Step
from models.reveal.reveal_words import ASK_LASTS, GlassVerdict, Reveal, RevealReason, RevealState
from models.seals.sealing import seal
from models.texts import storable
from models.times import from_text, optional_time

_SELECT = (
    "SELECT r.*, a.name AS asked_name, d.name AS decided_name, v.name AS reviewed_name "
    "FROM reveals r JOIN people a ON a.id = r.asked_by "
    "LEFT JOIN people d ON d.id = r.decided_by LEFT JOIN people v ON v.id = r.reviewed_by "
)


def find_row(step: Step, reveal_id: str) -> dict[str, Any] | None:
    """The row of a reveal with the names of its people."""
    return next(iter(step.db.query(f"{_SELECT} WHERE r.id = ?", [reveal_id])), None)


def rows_of(step: Step, *, asked_by: str = "", limit: int) -> list[dict[str, Any]]:
    """The newest rows, of one person or of all; what waits for somebody comes first."""
    where = "WHERE r.asked_by = :person" if asked_by else ""
    waits = (
        "(r.glass = 1 AND r.reviewed_at IS NULL) OR (r.outcome = '' AND r.glass = 0)"  # may be old
    )
    order = f"ORDER BY ({waits}) DESC, r.asked_at DESC, r.id LIMIT :limit"
    return list(step.db.query(f"{_SELECT} {where} {order}", {"person": asked_by, "limit": limit}))


def state_of(row: dict[str, Any], now: datetime) -> RevealState:
    """Where a reveal stands at this time."""
    if row["glass"]:
        return RevealState.REVIEWED if row["reviewed_at"] else RevealState.GLASS
    if row["outcome"] == "refused":
        return RevealState.REFUSED
    if row["shown_at"]:
        return RevealState.SHOWN
    if row["outcome"] == "approved":
        ended = from_text(row["ends_at"]) <= now
        return RevealState.EXPIRED if ended else RevealState.APPROVED
    expired = from_text(row["asked_at"]) + ASK_LASTS <= now
    return RevealState.EXPIRED if expired else RevealState.ASKED


def tell(step: Step, row: dict[str, Any], *, notes: bool) -> Reveal:
    """What may be told about a reveal; its notes only where they were asked for."""
    return Reveal(
        id=row["id"],
        session_id=row["session"],
        revision=row["revision"],
        position=row["position"],
        label=row["label"],
        entity=row["entity"],
        reason=RevealReason(row["reason"]),
        note=_unsealed(step, row, "note") if notes else "",
        minutes=row["minutes"],
        asked_by=row["asked_by"],
        asked_name=row["asked_name"],
        asked_at=from_text(row["asked_at"]),
        state=state_of(row, step.now),
        decided_name=row["decided_name"] or "",
        decided_at=optional_time(row["decided_at"]),
        ends_at=optional_time(row["ends_at"]),
        shown_at=optional_time(row["shown_at"]),
        reviewed_name=row["reviewed_name"] or "",
        reviewed_at=optional_time(row["reviewed_at"]),
        verdict=GlassVerdict(row["review_outcome"]) if row["review_outcome"] else None,
        review_note=_unsealed(step, row, "review_note") if notes else "",
    )


def sealed_note(act: Act, session_id: str, reveal_id: str, field: str, note: str) -> bytes | None:
    """A note under the session's key, or nothing; KeyGone when the session was erased."""
    if not note.strip():
        return None
    key = act.records.keys.key(f"session:{session_id}")
    return seal(key, storable(note.strip()).encode(), bound_to=f"reveal:{reveal_id}:{field}")


def _unsealed(step: Step, row: dict[str, Any], field: str) -> str:
    if row[field] is None:
        return ""
    key_id, bound_to = f"session:{row['session']}", f"reveal:{row['id']}:{field}"
    try:
        return step.records.keys.unseal(key_id, row[field], bound_to=bound_to).decode()
    except KeyGone:
        return ""
