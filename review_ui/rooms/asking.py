"""Asking for a reveal, and revealing without approval in an emergency."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypedDict

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid
from models.reveal.reveal_words import (
    GLASS_REASONS,
    MOST_NOTE,
    MaskPlace,
    RevealReason,
    RevealRules,
)
from models.reveal.revealing import break_glass
from models.reveal.reveals import ask_reveal
from models.transcripts.sessions import SessionPage, open_session
from review_ui.address import read_choice
from review_ui.chips import say_label
from review_ui.dependencies import needs
from review_ui.entities import entity_words
from review_ui.errors import AddressInvalid
from review_ui.mask_place import LONGEST, read_number, read_place, write_place
from review_ui.permissions import Permission
from review_ui.revealed import revealed_page
from review_ui.visits import Visit, go
from review_ui.words import count_words

router = APIRouter()
CHOICES = (5, 10, 30, 60)
PROBLEMS = {
    "reason": "Choose why you need to see it.",
    "minutes": "Choose for how long.",
    "note_missing": "Say in a few words what is going on; who reviews this reads it.",
    "note_long": f"Shorten the note to {MOST_NOTE} characters.",
    "asked": "You have asked for this already, and it waits for a decision.",
    "unplaced": "What stands behind this mask cannot be shown: it was masked in another way since, "
    "or before reveals were possible.",
    "revision_moved": "The chat went on meanwhile. Open the session again and ask from there.",
    "original_gone": "The original is not kept any more; nobody can see it.",
}
_NOTE = "The note seems to hold a value of the visitor. Take it out: it is not needed to decide."


class Wanted(TypedDict):
    """What a reveal is asked for with, however it is asked for."""

    revision: int
    reason: RevealReason
    note: str
    minutes: int
    rules: RevealRules


@dataclass(frozen=True, slots=True)
class Unchosen(Exception):
    """A field of the form that has to be chosen was not."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskContext:
    """What would be revealed, and the forms to ask for it, or to take it in an emergency."""

    template: ClassVar[str] = "ask_reveal.html"
    room: ClassVar[str] = "/queue"
    most_note: ClassVar[int] = MOST_NOTE
    title: str = "Ask for a reveal"
    id: str
    revision: int
    mask: str
    what: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    emergencies: tuple[tuple[str, str], ...]
    minutes: tuple[int, ...]
    chosen: str
    chosen_minutes: int
    note: str
    problem: str
    glass: bool
    glass_problem: str


@router.get("/sessions/{session_id}/reveal")
def show_ask(
    visit: Annotated[Visit, needs(Permission.REVEAL_ASK)],
    session_id: str,
    mask: Annotated[str, Query(max_length=LONGEST)] = "",
) -> HTMLResponse:
    """Show what a reveal would be of, and ask why."""
    return _page(visit, session_id, read_place(mask))


@router.post("/sessions/{session_id}/reveal")
def ask(visit: Annotated[Visit, needs(Permission.REVEAL_ASK)], session_id: str) -> Response:
    """Ask for a reveal; somebody else decides."""
    place = read_place(visit.form.get("mask", ""))
    try:
        wanted = _wanted(visit)
        with visit.act() as act:
            reveal = ask_reveal(act, session_id, place=place, **wanted)
    except (Unchosen, Invalid, Conflict) as error:
        return _page(visit, session_id, place, problem=error.reason)
    return go(f"/reveals/{reveal.id}?said=asked")


@router.post("/sessions/{session_id}/glass")
def take(
    visit: Annotated[Visit, needs(Permission.GLASS_BREAK, proven=True)], session_id: str
) -> Response:
    """Show an original at once; officers and auditors hear of it, and it has to be reviewed."""
    place = read_place(visit.form.get("mask", ""))
    try:
        wanted = _wanted(visit)
        with visit.act() as act:
            shown = break_glass(act, session_id, place=place, **wanted)
    except (Unchosen, Invalid, Conflict) as error:
        return _page(visit, session_id, place, glass_problem=error.reason)
    return revealed_page(visit, shown, now=act.now)


def _wanted(visit: Visit) -> Wanted:
    """What both forms hold besides the mask; Unchosen without a reason."""
    reason = read_choice("reason", visit.form.get("reason", ""), RevealReason)
    if reason is None:
        raise Unchosen("reason")
    return Wanted(
        revision=read_number(visit.form.get("revision", "")),
        reason=reason,
        note=visit.form.get("note", ""),
        minutes=read_number(visit.form.get("minutes", "")),
        rules=visit.desk.reveal_rules,
    )


def _page(
    visit: Visit,
    session_id: str,
    place: MaskPlace | None,
    *,
    problem: str = "",
    glass_problem: str = "",
) -> HTMLResponse:
    with visit.act() as act:
        opened = open_session(act, session_id)
    most = visit.desk.reveal_rules.most_minutes
    minutes = tuple(choice for choice in CHOICES if choice <= most) or (most,)
    sent = visit.form.get("minutes", "")
    what, facts = _what(opened, place)
    return visit.page(
        AskContext(
            id=session_id,
            revision=opened.row.revision,
            mask=write_place(place) if place else "",
            what=what,
            facts=facts,
            reasons=tuple((str(reason), reason.words) for reason in RevealReason),
            emergencies=tuple((str(reason), reason.words) for reason in GLASS_REASONS),
            minutes=minutes,
            chosen=visit.form.get("reason", ""),
            chosen_minutes=int(sent) if sent in map(str, minutes) else min(10, minutes[-1]),
            note=visit.form.get("note", "")[: 2 * MOST_NOTE],
            problem=_words(problem),
            glass=visit.desk.reveal_rules.break_glass and visit.may(Permission.GLASS_BREAK),
            glass_problem=_words(glass_problem),
        ),
        ("Queue", "/queue"),
        (f"Session {session_id}", f"/sessions/{session_id}"),
        ("Ask for a reveal", ""),
        status=422 if problem or glass_problem else 200,
    )


def _words(problem: str) -> str:
    if problem.startswith("note_") and problem not in PROBLEMS:
        return _NOTE
    return PROBLEMS.get(problem, "Check what you entered.") if problem else ""


def _what(opened: SessionPage, place: MaskPlace | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What would be shown, in words; AddressInvalid for a mask that is not there."""
    if place is None:
        count = count_words(opened.row.message_count, "message")
        masks = count_words(opened.row.mask_count, "mask")
        return "The whole session", (("What", f"All of it unmasked: {count}, {masks}"),)
    mark = place.find_in(opened.messages)
    if mark is None:
        raise AddressInvalid("mask")
    label = say_label(mark.mask.label)
    return label, (
        ("What", f"{label}, in message {place.position}"),
        ("Kind", entity_words(mark.mask.entity)),
    )
