"""Revealing: the one place where an original is unsealed for a person's eyes.

Once, within its time, to who asked and was allowed to; or in an emergency, which others hear of
at once and have to review. The entry is committed with the act; only then may a byte leave.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.accounts.notices import NoticeKind, notify_roles, withdraw_notices
from models.actors import Role
from models.errors import Conflict, Invalid, KeyGone, NotAllowed, NotFound
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.reveal.reveal_rows import find_row, sealed_note, state_of
from models.reveal.reveal_words import (
    GLASS_BREAKING,
    GLASS_REASONS,
    GlassVerdict,
    MaskPlace,
    RevealReason,
    RevealRules,
    RevealState,
)
from models.reveal.reveals import begin, check_note, require_officer
from models.times import from_text, to_text
from models.transcripts.masked import read_masked
from models.transcripts.readable import get_readable, require_reading
from models.transcripts.said import unsealed_texts
from redactor import Role as Speaker


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RevealedMessage:
    """A message of a revealed session, unmasked."""

    position: int
    role: Speaker
    speaker: str
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Revealed:
    """What is shown, once: the value behind one label, or all messages. Never kept anywhere."""

    reveal_id: str
    session_id: str
    label: str
    value: str
    messages: tuple[RevealedMessage, ...]
    ends_at: datetime


def show_reveal(act: Act, reveal_id: str) -> Revealed:
    """Show what was approved, to who asked, once. Logs original:revealed.

    Refuses with NotFound (another's, or a session that may not be read any more), NotAllowed
    (`role`, `purpose`), and Conflict (`undecided`, `refused`, `expired`, `shown`, `glass`,
    `revision_moved`, `unplaced`, `original_gone`).
    """
    event = Event.ORIGINAL_REVEALED
    row = find_row(act, reveal_id)
    if row is None or row["asked_by"] != act.actor.id:
        raise NotFound(event, reason="no_such_reveal")
    about = f"session:{row['session']}"
    if act.actor.role is None or act.actor.role.value != row["asked_role"]:
        raise NotAllowed(event, about, "role")
    if act.actor.purpose_name != row["purpose"]:
        raise NotAllowed(event, about, "purpose")
    state = state_of(row, act.now)
    if state is not RevealState.APPROVED:
        raise Conflict(event, about, _REASONS.get(state, state.value))
    shown = _unsealed(act, row, event, ends_at=from_text(row["ends_at"]))
    act.db.table("reveals").update(reveal_id, {"shown_at": to_text(act.now)})
    act.log(
        event,
        about,
        reason=row["reason"],
        reveal=reveal_id,
        of=row["entity"] or "session",
        approver=row["decided_by"],
        revision=row["revision"],
    )
    return shown


def break_glass(
    act: Act,
    session_id: str,
    *,
    revision: int,
    place: MaskPlace | None,
    reason: RevealReason,
    note: str,
    minutes: int,
    rules: RevealRules,
) -> Revealed:
    """Show an original without approval. Logs glass:broken; tells officers and auditors at once.

    It stays open until an officer who is not this person has reviewed it. Refuses with
    NotAllowed (`switched_off`, `role`, `purpose`), NotFound, Conflict and Invalid (`reason`,
    `note_missing`, and as `ask_reveal`).
    """
    event, about = Event.GLASS_BROKEN, thing("session", session_id)
    if not rules.break_glass:
        raise NotAllowed(event, about, "switched_off")
    require_reading(act, event, about)
    if act.actor.role not in GLASS_BREAKING:
        raise NotAllowed(event, about, "role")
    if reason not in GLASS_REASONS:
        raise Invalid(event, about, "reason")
    if not note.strip():
        raise Invalid(event, about, "note_missing")
    check_note(event, about, note)
    row = begin(
        act, session_id, event, revision=revision, place=place, minutes=minutes, rules=rules
    )
    ends_at = act.now + timedelta(minutes=minutes)
    row |= {
        "reason": reason.value,
        "note": sealed_note(act, session_id, row["id"], "note", note),
        "glass": 1,
        "shown_at": to_text(act.now),
        "ends_at": to_text(ends_at),
    }
    shown = _unsealed(act, row, event, ends_at=ends_at)
    act.db.table("reveals").insert(row)
    told = notify_roles(
        act,
        (Role.PRIVACY_OFFICER, Role.AUDITOR),
        NoticeKind.GLASS_BROKEN,
        f"reveal:{row['id']}",
        but=act.actor.id,
    )
    act.log(
        event,
        about,
        reason=row["reason"],
        reveal=row["id"],
        of=row["entity"] or "session",
        revision=revision,
        minutes=minutes,
        told=told,
    )
    return shown


def review_glass(act: Act, reveal_id: str, verdict: GlassVerdict, note: str) -> None:
    """Close the review of a reveal without approval. Logs glass:reviewed.

    Refuses with NotAllowed (`role`, `purpose`, `own`), NotFound, Conflict (`reviewed`) and
    Invalid (`note_missing`, and as `ask_reveal`).
    """
    event = Event.GLASS_REVIEWED
    row = find_row(act, reveal_id)
    if row is None or not row["glass"]:
        raise NotFound(event, reason="no_such_reveal")
    about = f"session:{row['session']}"
    require_officer(act, event, about)
    if row["asked_by"] == act.actor.id:
        raise NotAllowed(event, about, "own")
    if row["reviewed_at"] is not None:
        raise Conflict(event, about, "reviewed")
    if not note.strip():
        raise Invalid(event, about, "note_missing")
    check_note(event, about, note)
    try:
        sealed = sealed_note(act, row["session"], reveal_id, "review_note", note)
    except KeyGone:
        sealed = None  # the session was erased; that it was reviewed still counts
    act.db.table("reveals").update(
        reveal_id,
        {
            "reviewed_by": act.actor.id,
            "reviewed_at": to_text(act.now),
            "review_outcome": GlassVerdict(verdict).value,
            "review_note": sealed,
        },
    )
    withdraw_notices(act, NoticeKind.GLASS_BROKEN, f"reveal:{reveal_id}")
    act.log(event, about, reason=verdict.value, reveal=reveal_id, who=row["asked_by"])


_REASONS = {RevealState.ASKED: "undecided", RevealState.REVIEWED: "glass"}


def _unsealed(act: Act, row: dict[str, Any], event: Event, *, ends_at: datetime) -> Revealed:
    about = f"session:{row['session']}"
    session = get_readable(act, row["session"], event)
    if session["revision"] != row["revision"]:
        raise Conflict(event, about, "revision_moved")
    try:
        found = unsealed_texts(act, row["session"])
    except KeyGone:
        raise Conflict(event, about, "original_gone") from None
    if found is None:
        raise Conflict(event, about, "original_gone")
    revision, texts = found
    masked = read_masked(act.db, row["session"])
    if revision != row["revision"] or len(texts) != len(masked):
        raise Conflict(event, about, "unplaced")
    value = ""
    if row["position"] is not None:
        value = texts[row["position"] - 1][row["original_start"] : row["original_end"]]
        if len(value) != row["original_end"] - row["original_start"]:
            raise Conflict(event, about, "unplaced")
    return Revealed(
        reveal_id=row["id"],
        session_id=row["session"],
        label=row["label"],
        value=value,
        messages=()
        if row["position"] is not None
        else tuple(
            RevealedMessage(
                position=message.position,
                role=message.role,
                speaker=message.speaker,
                at=message.at,
                text=text,
            )
            for message, text in zip(masked, texts, strict=True)
        ),
        ends_at=ends_at,
    )
