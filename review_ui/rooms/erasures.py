"""Erasures: asked for, under way, done with a certificate, or in need of a person."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid, NotFound
from models.keeping.erasing import Erasure, ErasureState, ask_erasure, look_again
from models.keeping.keeping_desk import ErasurePage, list_erasures
from review_ui.address import address, read_choice
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import ERASED_BECAUSE, count_words, moment_words

router = APIRouter()
LISTED = 50
SAID = {
    "asked": "From now on nobody can read this session. The keeper erases it within minutes.",
    "look": "The keeper cleans up and looks once more, within minutes.",
}
OFFERED = ("officer", "consent", "minor")
PROBLEMS = {
    "unknown": "There is no session with this id.",
    "held": "A hold keeps this session. Release it first.",
    "already_asked": "This session is being erased already.",
    "reason": "Choose a reason.",
    "not_found": "No report waits for this session any more.",
}
TROUBLE = {
    "found": "Something of it is still there. Open the report: it names the files and places. "
    "Remove them there, and in what copies them, then have it looked for again.",
    "unread": "A file or folder could not be read, or is not where it was said to be, so nothing "
    "can be sworn. Open the report, have that mended, then have it looked for again.",
    "old_records": "A restore moved older records aside, and it may be in them. Open the report, "
    "have the folder that it names deleted, then have it looked for again.",
}
PARTS = {"cli": "Command line", "keeper": "Keeper"}
"""What the service's own parts are called; people have names of their own."""

MARKS = {ErasureState.DONE: "ok", ErasureState.FOUND: "stop"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRow:
    """One erasure; `todo` says what to do where something is wrong."""

    session: str
    reason: str
    asked: str
    by: str
    state: str
    mark: str
    todo: str
    certificate: str
    certificate_words: str
    may_look: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasuresContext:
    """Erasures, newest first, and the form to have one session erased."""

    template: ClassVar[str] = "erasures.html"
    room: ClassVar[str] = "/erasures"
    kinds: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("", "All", "/erasures"),
        ("done", "Done", address("/erasures", {"state": "done"})),
        ("found", "Needs you", address("/erasures", {"state": "found"})),
    )
    reasons: ClassVar[tuple[tuple[str, str], ...]] = tuple((r, ERASED_BECAUSE[r]) for r in OFFERED)
    title: str = "Erasures"
    said: str
    problem: str
    state: str
    count: str
    fact: str
    fact_mark: str
    rows: tuple[ErasureRow, ...]
    older: str
    newest: str
    has_older: bool
    has_newer: bool
    entered_session: str
    entered_reason: str


@router.get("/erasures")
def show_erasures(
    visit: Annotated[Visit, needs(Permission.ERASURE_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    after: Annotated[str, Query(max_length=60)] = "",
) -> HTMLResponse:
    """Show what was asked for, what is under way and what is done."""
    return _page(visit, said=SAID.get(said, ""), state=state, after=after)


@router.post("/erasures")
def ask(visit: Annotated[Visit, needs(Permission.ERASURE_ASK, proven=True)]) -> Response:
    """Have one session erased, now and for good."""
    session = visit.form.get("session", "").strip().upper()
    reason = visit.form.get("reason", "")
    if reason not in OFFERED:
        return _page(visit, session=session, problem="reason")
    try:
        with visit.act() as act:
            ask_erasure(act, session, reason=reason)
    except (Conflict, Invalid, NotFound) as error:
        return _page(visit, session=session, reason=reason, problem=error.reason)
    return go("/erasures?said=asked")


@router.post("/erasures/{session_id}/look")
def look(visit: Annotated[Visit, needs(Permission.ERASURE_ASK)], session_id: str) -> Response:
    """Have what a report is about cleaned up and looked for once more."""
    try:
        with visit.act() as act:
            look_again(act, session_id)
    except Conflict as error:
        return _page(visit, problem=error.reason)
    return go("/erasures?said=look")


def _page(
    visit: Visit,
    *,
    said: str = "",
    state: str = "",
    after: str = "",
    session: str = "",
    reason: str = "",
    problem: str = "",
) -> HTMLResponse:
    chosen = read_choice("state", state, ErasureState)
    with visit.act() as act:
        found = list_erasures(act, chosen, after=after or None, limit=LISTED)
    fact, mark = _fact(found)
    return visit.page(
        ErasuresContext(
            said=said,
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            state=state,
            count=count_words(found.total, "erasure"),
            fact=fact,
            fact_mark=mark,
            rows=tuple(_row(erasure, found, visit) for erasure in found.erasures),
            older=address("/erasures", {"state": state, "after": found.next}),
            newest=address("/erasures", {"state": state}),
            has_older=found.next is not None,
            has_newer=bool(after),
            entered_session=session,
            entered_reason=reason,
        ),
        status=422 if problem else 200,
    )


def _fact(found: ErasurePage) -> tuple[str, str]:
    """The line of fact on top: what needs a person, or what is under way."""
    if found.found:
        many = count_words(found.found, "erasure needs", "erasures need")
        return f"{many} you: what was erased is somewhere still, or may be.", "stop"
    if found.unfinished:
        return f"{count_words(found.unfinished, 'erasure')} under way.", ""
    return "Nothing is under way.", "ok"


def _row(erasure: Erasure, found: ErasurePage, visit: Visit) -> ErasureRow:
    waits = f"The keeper tries again ({erasure.problem})." if erasure.attempts else ""
    trouble = TROUBLE.get(erasure.problem, "")
    return ErasureRow(
        session=erasure.session_id,
        reason=ERASED_BECAUSE.get(erasure.reason, erasure.reason.replace("_", " ").capitalize()),
        asked=moment_words(erasure.asked_at, visit.zone),
        by=found.names.get(erasure.asked_by) or PARTS.get(erasure.asked_by, "The service itself"),
        state=erasure.state.words,
        mark=MARKS.get(erasure.state, "warn" if erasure.attempts else ""),
        todo=trouble or (waits if erasure.done_at is None else ""),
        certificate=erasure.certificate_id or "",
        certificate_words="Report" if erasure.state is ErasureState.FOUND else "Certificate",
        may_look=erasure.state is ErasureState.FOUND,
    )
