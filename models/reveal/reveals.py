"""Reveals: asked for by one person, decided by another, and told about to both.

Nothing here reads an original; that is in models/reveal/revealing.py.
"""

from datetime import timedelta
from typing import Any

from models.accounts.notices import NoticeKind, notify, notify_roles, withdraw_notices
from models.accounts.people import find_person
from models.actors import Purpose
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.ids import new_id
from models.keeping.plain_values import find_plain_value
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.reveal.reveal_rows import find_row, rows_of, sealed_note, state_of, tell
from models.reveal.reveal_words import (
    APPROVING,
    ASKING,
    MOST_NOTE,
    MaskPlace,
    Reveal,
    RevealReason,
    RevealRules,
    RevealState,
)
from models.times import to_text
from models.transcripts.masked import read_masked
from models.transcripts.originals import has_original
from models.transcripts.readable import get_readable, require_reading

_MOST = 200


def ask_reveal(
    act: Act,
    session_id: str,
    *,
    revision: int,
    place: MaskPlace | None,
    reason: RevealReason,
    note: str,
    minutes: int,
    rules: RevealRules,
) -> Reveal:
    """Ask to see what one mask hides, or a whole session. Logs reveal:asked; tells who decides.

    Refuses with NotAllowed (`role`, `purpose`), NotFound, Conflict (`revision_moved`, `asked`,
    `original_gone`, `unplaced`) and Invalid (`minutes`, `note_long`, `note_email` and the like).
    """
    event, about = Event.REVEAL_ASKED, thing("session", session_id)
    row = begin(
        act, session_id, event, revision=revision, place=place, minutes=minutes, rules=rules
    )
    if act.actor.role not in ASKING:
        raise NotAllowed(event, about, "role")
    check_note(event, about, note)
    same = (
        "session = :session AND asked_by = :asked_by AND outcome = '' AND glass = 0 "
        "AND position IS :position AND original_start IS :original_start AND asked_at > :asked_at"
    )
    recent = {**row, "asked_at": to_text(act.now - timedelta(hours=24))}
    if act.db.table("reveals").count_where(same, recent):
        raise Conflict(event, about, "asked")
    row["reason"] = RevealReason(reason).value
    row["note"] = sealed_note(act, session_id, row["id"], "note", note)
    act.db.table("reveals").insert(row)
    told = notify_roles(
        act, APPROVING, NoticeKind.REVEAL_ASKED, f"reveal:{row['id']}", but=act.actor.id
    )
    act.log(
        event,
        about,
        reason=row["reason"],
        reveal=row["id"],
        of=row["entity"] or "session",
        minutes=minutes,
        told=told,
    )
    return get_reveal(act, row["id"], event, notes=True)


def decide_reveal(act: Act, reveal_id: str, *, approve: bool) -> Reveal:
    """Approve or refuse a reveal. Logs reveal:approved or reveal:refused; tells the asker.

    The time begins to run with the approval. Refuses with NotAllowed (`role`, `purpose`,
    `own`), NotFound, and Conflict (`decided`, `expired`, `revision_moved`, `asker_changed`).
    """
    event = Event.REVEAL_APPROVED if approve else Event.REVEAL_REFUSED
    row = _row(act, reveal_id, event)
    about = f"session:{row['session']}"
    require_officer(act, event, about)
    if row["asked_by"] == act.actor.id:
        raise NotAllowed(event, about, "own")
    state = state_of(row, act.now)
    if state is not RevealState.ASKED:
        expired = state is RevealState.EXPIRED
        raise Conflict(event, about, "expired" if expired else "decided")
    if approve:
        session = get_readable(act, row["session"], event)
        if session["revision"] != row["revision"]:
            raise Conflict(event, about, "revision_moved")
        asker = find_person(act.db, row["asked_by"])
        if asker is None or asker.ended(act.now) or asker.role.value != row["asked_role"]:
            raise Conflict(event, about, "asker_changed")
    act.db.table("reveals").update(
        reveal_id,
        {
            "outcome": "approved" if approve else "refused",
            "decided_by": act.actor.id,
            "decided_at": to_text(act.now),
            "ends_at": to_text(act.now + timedelta(minutes=row["minutes"])) if approve else None,
        },
    )
    withdraw_notices(act, NoticeKind.REVEAL_ASKED, f"reveal:{reveal_id}")
    told = NoticeKind.REVEAL_APPROVED if approve else NoticeKind.REVEAL_REFUSED
    notify(act, row["asked_by"], told, f"reveal:{reveal_id}")
    act.log(
        event,
        about,
        reason=row["reason"],
        reveal=reveal_id,
        of=row["entity"] or "session",
        asker=row["asked_by"],
        minutes=row["minutes"],
    )
    return get_reveal(act, reveal_id, event, notes=True)


def open_reveal(act: Act, reveal_id: str) -> Reveal:
    """One reveal for its asker, or for an officer. Logs reveal:opened; NotFound for others."""
    row = _row(act, reveal_id, Event.REVEAL_OPENED)
    if row["asked_by"] != act.actor.id and not is_officer(act):
        raise NotFound(Event.REVEAL_OPENED, reason="no_such_reveal")
    act.log(Event.REVEAL_OPENED, f"session:{row['session']}", reveal=reveal_id)
    return tell(act, row, notes=True)


def list_reveals(act: Act) -> tuple[Reveal, ...]:
    """The newest reveals: all of them for an officer, else one's own. Logs reveal:listed."""
    own = "" if is_officer(act) else act.actor.id
    found = tuple(tell(act, row, notes=False) for row in rows_of(act, asked_by=own, limit=_MOST))
    act.log(Event.REVEAL_LISTED, count=len(found))
    return found


def get_reveal(act: Act, reveal_id: str, event: Event, *, notes: bool = False) -> Reveal:
    """One reveal, for the event at hand; NotFound when there is none. Logs nothing itself."""
    return tell(act, _row(act, reveal_id, event), notes=notes)


def is_officer(act: Act) -> bool:
    """Whether the actor is here to decide."""
    return act.actor.role in APPROVING and act.actor.purpose is Purpose.PRIVACY


def require_officer(act: Act, event: Event, about: str) -> None:
    """NotAllowed unless the actor decides on reveals and reports, and is here for that."""
    if act.actor.role not in APPROVING:
        raise NotAllowed(event, about, "role")
    if act.actor.purpose is not Purpose.PRIVACY:
        raise NotAllowed(event, about, "purpose")


def check_note(event: Event, about: str, note: str) -> None:
    """Invalid for a note that is too long, or that holds a value one can tell by its form."""
    if len(note) > MOST_NOTE:
        raise Invalid(event, about, "note_long")
    if plain := find_plain_value(note):
        raise Invalid(event, about, f"note_{plain}")


def begin(
    act: Act,
    session_id: str,
    event: Event,
    *,
    revision: int,
    place: MaskPlace | None,
    minutes: int,
    rules: RevealRules,
) -> dict[str, Any]:
    """The row of a new reveal of something that may be read, as far as it says what of."""
    about = thing("session", session_id)
    require_reading(act, event, about)
    session = get_readable(act, session_id, event)
    if session["revision"] != revision:
        raise Conflict(event, about, "revision_moved")
    if not has_original(act.db, session_id):
        raise Conflict(event, about, "original_gone")
    if not 1 <= minutes <= rules.most_minutes:
        raise Invalid(event, about, "minutes")
    mark = place.find_in(read_masked(act.db, session_id)) if place else None
    if place and mark is None:
        raise Conflict(event, about, "unplaced")
    start, end = mark.origin if mark and mark.origin else (None, None)
    return {
        "id": new_id(act.records.random),
        "session": session_id,
        "revision": revision,
        "position": place.position if place else None,
        "original_start": start,
        "original_end": end,
        "label": mark.mask.label if mark else "",
        "entity": mark.mask.entity if mark else "",
        "minutes": minutes,
        "purpose": act.actor.purpose_name,
        "asked_by": act.actor.id,
        "asked_role": act.actor.role.value if act.actor.role else "",
        "asked_at": to_text(act.now),
        "outcome": "",
        "glass": 0,
    }


def _row(act: Act, reveal_id: str, event: Event) -> dict[str, Any]:
    row = find_row(act, reveal_id)
    if row is None:
        raise NotFound(event, reason="no_such_reveal")
    return row
