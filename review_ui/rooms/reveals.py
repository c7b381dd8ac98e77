"""Reveals: what was asked for, by whom and why; decisions, and the one showing."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid, NotAllowed
from models.reveal.reveal_words import MOST_NOTE, GlassVerdict, RevealState
from models.reveal.revealing import review_glass, show_reveal
from models.reveal.reveals import decide_reveal, list_reveals, open_reveal
from review_ui.address import read_choice
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.reveal_facts import MARKS, RevealRow, reveal_facts, reveal_row, reveal_what
from review_ui.revealed import revealed_page
from review_ui.visits import Visit, go
from review_ui.words import count_words

router = APIRouter()
SAID = {
    "asked": "You have asked. A privacy officer decides; you get a notice.",
    "approved": "Approved. Its time is running, and who asked is told.",
    "refused": "Refused. Who asked is told.",
    "closed": "It is closed. It is not shown again; if you still need it, ask again.",
    "reviewed": "Reviewed and closed.",
}
PROBLEMS = {
    "own": "You asked for this yourself. Somebody else has to decide.",
    "decided": "This is decided already.",
    "expired": "Its time is over. Ask again if you still need it.",
    "shown": "It was shown already, and is shown once only. Ask again if you still need it.",
    "refused": "It was refused.",
    "undecided": "Nobody has decided yet.",
    "glass": "It was shown already, without approval.",
    "revision_moved": "The chat went on since this was asked. It has to be asked for again.",
    "asker_changed": "Who asked has another role now, or has left. It cannot be approved.",
    "role": "Your role has changed since you asked. Ask again.",
    "purpose": "You asked for this under another purpose. Sign in under that one.",
    "unplaced": "It cannot be found in the original any more.",
    "original_gone": "The original is not kept any more; nobody can see it.",
    "reviewed": "This is reviewed already.",
    "note_missing": "Say in a few words what you found.",
    "note_long": f"Shorten the note to {MOST_NOTE} characters.",
    "verdict": "Choose what you found.",
}
_NOTE = "The note seems to hold a value of the visitor. Take it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealsContext:
    """The newest reveals, what waits first; everybody's or one's own."""

    template: ClassVar[str] = "reveals.html"
    room: ClassVar[str] = "/reveals"
    title: str = "Reveals"
    count: str
    own: bool
    rows: tuple[RevealRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealContext:
    """One reveal, and what this person can do about it."""

    template: ClassVar[str] = "reveal.html"
    room: ClassVar[str] = "/reveals"
    most_note: ClassVar[int] = MOST_NOTE
    verdicts: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(v), v.words) for v in GlassVerdict)
    title: str = "Reveal"
    said: str
    problem: str
    id: str
    what: str
    state: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    session: str
    note: str
    review_note: str
    minutes: str
    decides: bool
    shows: bool
    reviews: bool
    typed: str


@router.get("/reveals")
def show_reveals(visit: Annotated[Visit, needs(Permission.REVEAL_LIST)]) -> HTMLResponse:
    """Show the newest reveals: an officer sees all, everybody else their own."""
    with visit.act() as act:
        found = list_reveals(act)
    waiting = sum(r.state in (RevealState.ASKED, RevealState.GLASS) for r in found)
    return visit.page(
        RevealsContext(
            count=f"{count_words(waiting, 'waits', 'wait')} for somebody",
            own=not visit.may(Permission.REVEAL_DECIDE),
            rows=tuple(reveal_row(reveal, visit.zone) for reveal in found),
        )
    )


@router.get("/reveals/{reveal_id}")
def show_one(
    visit: Annotated[Visit, needs(Permission.REVEAL_OPEN)],
    reveal_id: str,
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what was asked for and where it stands; never what is behind it."""
    return _page(visit, reveal_id, said=SAID.get(said, ""))


@router.post("/reveals/{reveal_id}/decide")
def decide(
    visit: Annotated[Visit, needs(Permission.REVEAL_DECIDE, proven=True)], reveal_id: str
) -> Response:
    """Approve or refuse; what is neither is a refusal."""
    approve = visit.form.get("do") == "approve"
    try:
        with visit.act() as act:
            decide_reveal(act, reveal_id, approve=approve)
    except (Conflict, NotAllowed) as error:
        return _page(visit, reveal_id, problem=error.reason)
    return go(f"/reveals/{reveal_id}?said={'approved' if approve else 'refused'}")


@router.post("/reveals/{reveal_id}/show")
def show(visit: Annotated[Visit, needs(Permission.ORIGINAL_REVEAL)], reveal_id: str) -> Response:
    """Show what was approved, this once."""
    try:
        with visit.act() as act:
            shown = show_reveal(act, reveal_id)
    except (Conflict, NotAllowed) as error:
        return _page(visit, reveal_id, problem=error.reason)
    return revealed_page(visit, shown, now=act.now)


@router.post("/reveals/{reveal_id}/review")
def review(
    visit: Annotated[Visit, needs(Permission.GLASS_REVIEW, proven=True)], reveal_id: str
) -> Response:
    """Close the review of what was shown without approval."""
    verdict = read_choice("verdict", visit.form.get("verdict", ""), GlassVerdict)
    if verdict is None:
        return _page(visit, reveal_id, problem="verdict")
    try:
        with visit.act() as act:
            review_glass(act, reveal_id, verdict, visit.form.get("note", ""))
    except (Conflict, Invalid, NotAllowed) as error:
        return _page(visit, reveal_id, problem=error.reason)
    return go(f"/reveals/{reveal_id}?said=reviewed")


def _page(visit: Visit, reveal_id: str, *, said: str = "", problem: str = "") -> HTMLResponse:
    with visit.act() as act:
        reveal = open_reveal(act, reveal_id)
    mine = reveal.asked_by == visit.actor.id
    return visit.page(
        RevealContext(
            said=said,
            problem=_words(problem),
            id=reveal.id,
            what=reveal_what(reveal),
            state=reveal.state.words,
            mark=MARKS.get(reveal.state, ""),
            facts=reveal_facts(reveal, visit.zone),
            session=reveal.session_id if visit.may(Permission.SESSION_OPEN) else "",
            note=reveal.note,
            review_note=reveal.review_note,
            minutes=count_words(reveal.minutes, "minute"),
            decides=reveal.state is RevealState.ASKED
            and not mine
            and visit.may(Permission.REVEAL_DECIDE),
            shows=reveal.state is RevealState.APPROVED
            and mine
            and visit.may(Permission.ORIGINAL_REVEAL),
            reviews=reveal.state is RevealState.GLASS
            and not mine
            and visit.may(Permission.GLASS_REVIEW),
            typed=visit.form.get("note", "")[: 2 * MOST_NOTE],
        ),
        ("Reveals", "/reveals"),
        (reveal_what(reveal), ""),
        status=409 if problem else 200,
    )


def _words(problem: str) -> str:
    if problem.startswith("note_") and problem not in PROBLEMS:
        return _NOTE
    return PROBLEMS.get(problem, "Check what you entered.") if problem else ""
