"""Erasure, asked for: from that moment nobody reads the session, and nothing brings it back.

What was asked for is done by models/keeping/eraser.py; the row here stays for good, so that
whatever is delivered of the conversation later is known for what it is. It holds ids, codes,
times and a keyed digest; nothing of the visitor.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.accounts.notices import NoticeKind, withdraw_notices
from models.errors import Conflict, Invalid, NotFound
from models.ids import is_session_id
from models.keeping.holds import is_held
from models.log.access_log import thing
from models.log.entries import is_code
from models.log.events import Event
from models.records import Act
from models.times import from_text, optional_time, to_text
from models.transcripts.masked import drop_masked, masked_columns
from models.transcripts.snapshots import SessionStatus
from models.worded import WordedEnum


class ErasureState(WordedEnum):
    """How far an erasure has come; each state is reached only after the one before."""

    ASKED = "asked", "Asked"  # nobody reads it any more; everything is still there, sealed
    SHREDDED = "shredded", "Keys destroyed"  # what was sealed is unreadable, backups included
    CLEARED = "cleared", "Rows removed"  # every row is gone from every table
    SCRUBBED = "scrubbed", "Traces removed"  # index and write-ahead log hold nothing of it
    DONE = "done", "Done"  # looked for byte by byte; a certificate says so
    FOUND = "found", "Something was found"  # it was looked for and found: a person has to look


UNFINISHED = (
    ErasureState.ASKED,
    ErasureState.SHREDDED,
    ErasureState.CLEARED,
    ErasureState.SCRUBBED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One session's erasure. `reason` and `problem` are codes, `asked_by` an actor's id."""

    session_id: str
    source_id: str
    reason: str
    state: ErasureState
    asked_at: datetime
    asked_by: str
    done_at: datetime | None
    attempts: int
    problem: str
    certificate_id: str | None


def ask_erasure(act: Act, session_id: str, *, reason: str, request_id: str = "") -> None:
    """Have a session erased: nobody reads it from now on. Logs erasure:asked.

    Its masked text goes at once, the rest by the next sweep. `request_id` names the request of the
    person that it is done for. Refuses with NotFound, Invalid
    (`reason` is not a code), Conflict (`held`, `already_asked`).
    """
    about = thing("session", session_id)
    if not is_code(reason):
        raise Invalid(Event.ERASURE_ASKED, about, "reason")
    row = None
    if is_session_id(session_id):
        row = next(iter(act.db.table("sessions").rows_where("id = ?", [session_id])), None)
    if row is None:
        raise NotFound(Event.ERASURE_ASKED, about, "unknown")
    if row["status"] == SessionStatus.ERASING:
        raise Conflict(Event.ERASURE_ASKED, about, "already_asked")
    if is_held(act.db, session_id):
        raise Conflict(Event.ERASURE_ASKED, about, "held")
    hide(act, row, reason=reason, request_id=request_id)


def hide(act: Act, row: dict[str, Any], *, reason: str, request_id: str = "") -> None:
    """Take a session's row out of everybody's sight, held or not, and note that it is to go.

    For what was decided before: asked for anew, or erased already where a backup was taken.
    """
    session_id = row["id"]
    drop_masked(act.db, session_id)
    hidden = {"status": SessionStatus.ERASING.value, "reason": "", **masked_columns(None)}
    act.db.table("sessions").update(session_id, hidden)
    act.db.table("erasures").insert(
        {
            "session_id": session_id,
            "source_id": row["source_id"],
            "reference_digest": row["reference_digest"],
            "reason": reason,
            "state": ErasureState.ASKED.value,
            "asked_at": to_text(act.now),
            "asked_by": act.actor.id,
            "attempts": 0,
            "problem": "",
            "request_id": request_id or None,
        },
        replace=True,
    )
    act.log(Event.ERASURE_ASKED, f"session:{session_id}", reason=reason)


def look_again(act: Act, session_id: str) -> None:
    """Have it cleaned up and looked for once more, with all that one report is about.

    For after a person removed what the report names. Logs erasure:look_asked; refuses with
    NotFound, Conflict (`not_found` where no report waits).
    """
    erasure = get_erasure(act, session_id, Event.ERASURE_LOOK_ASKED)
    about = f"session:{session_id}"
    if erasure.state is not ErasureState.FOUND:
        raise Conflict(Event.ERASURE_LOOK_ASKED, about, "not_found")
    act.db.execute(
        "UPDATE erasures SET state = ?, done_at = NULL, problem = '' "
        "WHERE certificate_id = ? AND state = 'found'",
        [ErasureState.CLEARED.value, erasure.certificate_id],
    )
    withdraw_notices(act, NoticeKind.ERASURE_FOUND, f"certificate:{erasure.certificate_id}")
    act.log(Event.ERASURE_LOOK_ASKED, about)


def erasures_of_request(act: Act, request_id: str) -> tuple[Erasure, ...]:
    """The erasures a person's request led to, oldest first. Logs nothing itself."""
    rows = act.db.table("erasures").rows_where(
        "request_id = ?", [request_id], order_by="asked_at, session_id"
    )
    return tuple(map(as_erasure, rows))


def get_erasure(act: Act, session_id: str, event: Event = Event.ERASURE_LISTED) -> Erasure:
    """The erasure of a session; NotFound where none was asked for. Logs nothing itself."""
    rows = act.db.table("erasures").rows_where("session_id = ?", [session_id])
    row = next(iter(rows), None) if is_session_id(session_id) else None
    if row is None:
        raise NotFound(event, thing("session", session_id), "unknown")
    return as_erasure(row)


def as_erasure(row: dict[str, Any]) -> Erasure:
    """A row of the table as a value."""
    return Erasure(
        session_id=row["session_id"],
        source_id=row["source_id"],
        reason=row["reason"],
        state=ErasureState(row["state"]),
        asked_at=from_text(row["asked_at"]),
        asked_by=row["asked_by"],
        done_at=optional_time(row["done_at"]),
        attempts=row["attempts"],
        problem=row["problem"],
        certificate_id=row["certificate_id"],
    )
