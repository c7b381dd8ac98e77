"""Holds: what keeps one session from deletion, by whatever way it would go.

A hold is narrow: one session, one reason, set by one person, until a day or until released.
Its note is sealed. It ends by an act, never by the clock alone, so that a wrong clock frees
nothing. Whether a hold on a person (models/rights/subject_holds.py) keeps a session is asked here
as well: of the blind index, each time anew, so that what comes later is kept, too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from models.actors import Purpose
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import is_session_id, new_id
from models.keeping.plain_values import find_plain_value
from models.log.access_log import thing
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act, Records
from models.seals.sealing import seal, unseal
from models.times import from_text, optional_text, optional_time, to_text
from models.worded import WordedEnum

MOST_NOTE = 200
"""The most characters a note may have."""

_MOST = 200
_MATCHED = (
    "subject_index i JOIN subject_hold_digests d ON d.digest = i.digest AND d.kind = i.kind "
    "JOIN subject_holds p ON p.id = d.hold_id AND p.released_at IS NULL"
)
_TELLING = "('email', 'phone', 'number')"
_COUNTS = (
    f"(i.relation = 'about' OR i.kind IN {_TELLING} OR NOT EXISTS (SELECT 1 FROM subject_index o "  # noqa: S608
    f"WHERE o.session_id = i.session_id AND o.relation = 'about' AND o.kind IN {_TELLING}))"
)
_OF_A_PERSON = f"EXISTS (SELECT 1 FROM {_MATCHED} WHERE i.session_id = $ AND {_COUNTS})"  # noqa: S608


class HoldReason(WordedEnum):
    """Why a session must not be deleted."""

    LEGAL_CLAIM = "legal_claim", "Legal claim"
    INVESTIGATION = "investigation", "Internal investigation"
    AUTHORITY = "authority", "Request of an authority"
    COMPLAINT = "complaint", "Open complaint"
    SUBJECT_REQUEST = "subject_request", "Open request of the person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One hold. `note` is unsealed; `placed_by` is the name of who set it."""

    id: str
    session_id: str
    reason: HoldReason
    note: str
    placed_at: datetime
    placed_by: str
    ends_at: datetime | None
    released_at: datetime | None


def is_held(db: Database, session_id: str) -> bool:
    """Whether a hold that was not released keeps this session, or everything of its person."""
    sql = f"SELECT {held_condition(':session')}"
    return bool(db.execute(sql, {"session": session_id}).fetchone()[0])


def held_condition(session: str) -> str:
    """The SQL condition that a hold keeps the session of this column or parameter.

    Of a person it keeps what the vendor says is theirs, by whatever they are known; and what
    was said in a chat where it points to one person, or the vendor told nothing better.
    """
    return (
        f"(EXISTS (SELECT 1 FROM holds h WHERE h.session_id = {session} "  # noqa: S608
        f"AND h.released_at IS NULL) OR {_OF_A_PERSON.replace('$', session)})"
    )


def sessions_held(db: Database, hold_id: str) -> tuple[str, ...]:
    """The sessions that one hold on a person keeps now."""
    rows = db.execute(
        f"SELECT DISTINCT i.session_id FROM {_MATCHED} WHERE p.id = ? AND {_COUNTS}",  # noqa: S608
        [hold_id],
    )
    return tuple(session_id for (session_id,) in rows)


def place_hold(
    act: Act, session_id: str, *, reason: str, note: str = "", ends_at: datetime | None = None
) -> str:
    """Keep a session from deletion; gives the hold's id. Logs hold:placed.

    Open under "privacy duties" only. Refuses with NotAllowed, NotFound, Invalid (`reason`,
    `note`, `ends_at`), Conflict (`erasing`: it is too late).
    """
    about = thing("session", session_id)
    _require_privacy(act, Event.HOLD_PLACED, about)
    require_sound(act, Event.HOLD_PLACED, about, reason=reason, note=note, ends_at=ends_at)
    known = is_session_id(session_id) and act.db.table("sessions").count_where(
        "id = ?", [session_id]
    )
    if not known:
        raise NotFound(Event.HOLD_PLACED, about, "unknown")
    if act.db.table("erasures").count_where("session_id = ?", [session_id]):
        raise Conflict(Event.HOLD_PLACED, about, "erasing")
    hold_id = new_id(act.records.random)
    act.db.table("holds").insert(
        {
            "id": hold_id,
            "session_id": session_id,
            "reason": reason,
            "note": seal_note(act.records, hold_id, note),
            "placed_at": to_text(act.now),
            "placed_by": act.actor.id,
            "ends_at": optional_text(ends_at),
            "released_at": None,
        }
    )
    act.log(Event.HOLD_PLACED, about, reason=reason, hold=hold_id)
    return hold_id


def release_hold(act: Act, hold_id: str) -> None:
    """End a hold; what was due meanwhile goes with the next sweep. Logs hold:released."""
    _require_privacy(act, Event.HOLD_RELEASED, "")
    rows = act.db.table("holds").rows_where("id = ?", [hold_id])
    row = next(iter(rows), None) if is_code(hold_id) else None
    if row is None:
        raise NotFound(Event.HOLD_RELEASED, reason="unknown")
    about = f"session:{row['session_id']}"
    if row["released_at"] is not None:
        raise Conflict(Event.HOLD_RELEASED, about, "already_released")
    _release(act, row, about)


def lapse_holds(act: Act) -> int:
    """End the holds whose last day is over; gives how many. Logs hold:released for each."""
    rows = list(
        act.db.table("holds").rows_where(
            "released_at IS NULL AND ends_at <= ?", [to_text(act.now)], limit=_MOST
        )
    )
    for row in rows:
        _release(act, row, f"session:{row['session_id']}")
    return len(rows)


def list_holds(act: Act, *, released: bool = False) -> tuple[Hold, ...]:
    """The holds in force, or those that were released; newest first. Logs hold:listed."""
    _require_privacy(act, Event.HOLD_LISTED, "")
    sql = (
        "SELECT h.*, coalesce(p.name, h.placed_by) AS name FROM holds h "  # noqa: S608 - constants
        "LEFT JOIN people p ON p.id = h.placed_by "
        f"WHERE h.released_at IS {'NOT NULL' if released else 'NULL'} "
        "ORDER BY h.placed_at DESC, h.id DESC LIMIT ?"
    )
    found = tuple(_hold(act.records, row) for row in act.db.query(sql, [_MOST]))
    act.log(Event.HOLD_LISTED, count=len(found))
    return found


def require_sound(
    act: Act, event: Event, about: str, *, reason: str, note: str, ends_at: datetime | None
) -> None:
    """Invalid (`reason`, `note`, `note_value`, `ends_at`) unless a hold can be placed with these.

    A long number is let through: it is what the file is found by.
    """
    if reason not in list(HoldReason):
        raise Invalid(event, about, "reason")
    if len(note) > MOST_NOTE or not note.isprintable():
        raise Invalid(event, about, "note")
    if find_plain_value(note) not in ("", "number"):
        raise Invalid(event, about, "note_value")
    if ends_at is not None and ends_at <= act.now:
        raise Invalid(event, about, "ends_at")


def seal_note(records: Records, hold_id: str, note: str) -> bytes | None:
    """Seal the note of a hold; None for an empty one."""
    if not note:
        return None
    plain = note.encode("utf-8", "surrogatepass")
    return seal(records.derived_key("hold_notes"), plain, bound_to=f"hold:{hold_id}")


def open_note(records: Records, hold_id: str, sealed: bytes | None) -> str:
    """Unseal the note of a hold."""
    if sealed is None:
        return ""
    note = unseal(records.derived_key("hold_notes"), sealed, bound_to=f"hold:{hold_id}")
    return note.decode("utf-8", "surrogatepass")


def _require_privacy(act: Act, event: Event, about: str) -> None:
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, about, "purpose")


def _release(act: Act, row: dict[str, Any], about: str) -> None:
    act.db.table("holds").update(row["id"], {"released_at": to_text(act.now)})
    act.log(Event.HOLD_RELEASED, about, reason=row["reason"], hold=row["id"])


def _hold(records: Records, row: dict[str, Any]) -> Hold:
    return Hold(
        id=row["id"],
        session_id=row["session_id"],
        reason=HoldReason(row["reason"]),
        note=open_note(records, row["id"], row["note"]),
        placed_at=from_text(row["placed_at"]),
        placed_by=row["name"],
        ends_at=optional_time(row["ends_at"]),
        released_at=optional_time(row["released_at"]),
    )
