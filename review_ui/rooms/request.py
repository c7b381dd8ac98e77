"""One request at its desk: who it is, proof, what was found, decision, answer. For officers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid, NotAllowed
from models.records import Act
from models.rights.corrections import Correction, Field
from models.rights.request_decisions import approve_request, close_request, return_request
from models.rights.request_sessions import Choice
from models.rights.request_work import (
    choose_sessions,
    extend_deadline,
    propose_decision,
    search_subject,
    show_request,
    verify_subject,
)
from models.rights.subject_holds import hold_requester
from models.rights.subject_requests import (
    Decision,
    Extension,
    Proof,
    Refusal,
    add_correction,
    add_identifiers,
)
from review_ui.address import read_choice
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.request_page import request_context
from review_ui.rooms.requests import given_in
from review_ui.visits import Visit, go

router = APIRouter()
Work = Annotated[Visit, needs(Permission.REQUEST_WORK)]
Approval = Annotated[Visit, needs(Permission.REQUEST_APPROVE, proven=True)]
SAID = {
    "opened": "The request is taken in, and the person was looked for.",
    "searched": "The person was looked for again.",
    "chosen": "Your choices are saved.",
    "verified": "The proof is recorded; nothing that was shown is kept.",
    "extended": "The deadline is put off by two months. Tell the person, and why.",
    "proposed": "The request waits for a second person; the other officers have a notice.",
    "returned": "The request is back with whoever works on it.",
    "approved": "It is approved. What was done stands under Decision: tell the person, then close "
    "the request.",
    "closed": "The request is closed. What the person gave is destroyed.",
    "corrected": "The correction is noted; it is made when the request is approved.",
    "held": "Every chat of this person is kept from deletion, those to come included. It stands "
    "under Holds, where two release it.",
}
PROBLEMS = {
    "same_person": "You worked on this request, so somebody else has to approve it.",
    "new_sessions": "Chats from before the request turned out to be of this person, and nobody has "
    "looked at them. Send it back, so that the person is looked for again.",
    "not_searched": "Look for the person first.",
    "not_verified": "Record how the person proved who they are first.",
    "undecided": "Decide for each session whether it is of this person.",
    "refusal": "Choose why it is refused.",
    "not_exported": "Make the copy for the person first.",
    "no_correction": "Note what is wrong and what is right first.",
    "reason": "Choose why everything of this person is to be kept.",
    "note": "A note has one line of at most 200 characters.",
    "note_value": "The note seems to hold a value of the person. Write a file number instead.",
    "correction": "Enter what is wrong, what is right, or both.",
    "identifiers": "Nobody can be found by that.",
    "already_extended": "The deadline was put off once; it cannot be put off again.",
    "open": "The request is being worked on; nothing waits for approval.",
    "proposed": "The request waits for approval.",
    "approved": "The request is approved already.",
    "closed": "The request is closed.",
}


@dataclass(frozen=True, slots=True)
class Problem(Exception):
    """What was wrong with a form; the page says it and changes nothing."""

    reason: str


@router.get("/requests/{request_id}")
def show(
    visit: Work, request_id: str, said: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    """Show one request and what can be done next."""
    return _page(visit, request_id, said=SAID.get(said, ""))


@router.post("/requests/{request_id}/identifiers")
def identify(visit: Work, request_id: str) -> Response:
    """Add what the person can be found by, and look again."""

    def work(act: Act) -> None:
        add_identifiers(act, request_id, given_in(visit.form))
        search_subject(act, request_id)

    return _done(visit, request_id, "searched", work)


@router.post("/requests/{request_id}/search")
def search(visit: Work, request_id: str) -> Response:
    """Look for the person again; choices stay."""
    return _done(visit, request_id, "searched", lambda act: search_subject(act, request_id))


@router.post("/requests/{request_id}/choices")
def choose(visit: Work, request_id: str) -> Response:
    """Save which sessions are of the person."""

    def work(act: Act) -> None:
        choices = {
            name.removeprefix("choice."): _choice(value)
            for name, value in visit.form.items()
            if name.startswith("choice.")
        }
        choose_sessions(act, request_id, choices)

    return _done(visit, request_id, "chosen", work)


@router.post("/requests/{request_id}/verify")
def verify(visit: Work, request_id: str) -> Response:
    """Record how the person proved who they are."""

    def work(act: Act) -> None:
        how = read_choice("how", visit.form.get("how", ""), Proof)
        if how is None:
            raise AddressInvalid("how")
        verify_subject(act, request_id, how)

    return _done(visit, request_id, "verified", work)


@router.post("/requests/{request_id}/corrections")
def correct(visit: Work, request_id: str) -> Response:
    """Note one thing to be put right."""

    def work(act: Act) -> None:
        field = read_choice("field", visit.form.get("field", ""), Field) or Field.NAME
        wrong, right = (visit.form.get(name, "").strip() for name in ("wrong", "right"))
        add_correction(act, request_id, Correction(field=field, wrong=wrong, right=right))

    return _done(visit, request_id, "corrected", work)


@router.post("/requests/{request_id}/extend")
def extend(visit: Work, request_id: str) -> Response:
    """Put the deadline off."""

    def work(act: Act) -> None:
        why = read_choice("why", visit.form.get("why", ""), Extension) or Extension.COMPLEX
        extend_deadline(act, request_id, why)

    return _done(visit, request_id, "extended", work)


@router.post("/requests/{request_id}/propose")
def propose(visit: Work, request_id: str) -> Response:
    """Hand the request to a second person."""

    def work(act: Act) -> None:
        decision = read_choice("decision", visit.form.get("decision", ""), Decision)
        refusal = read_choice("refusal", visit.form.get("refusal", ""), Refusal)
        if decision is None:
            raise AddressInvalid("decision")
        refused = decision is Decision.REFUSE
        propose_decision(act, request_id, decision, refusal if refused else None)

    return _done(visit, request_id, "proposed", work)


@router.post("/requests/{request_id}/hold")
def hold(visit: Annotated[Visit, needs(Permission.HOLD_PLACE)], request_id: str) -> Response:
    """Keep every chat of the person from deletion."""

    def work(act: Act) -> None:
        reason, note = (visit.form.get(name, "").strip() for name in ("hold_reason", "hold_note"))
        hold_requester(act, request_id, reason=reason, note=note)

    return _done(visit, request_id, "held", work)


@router.post("/requests/{request_id}/return")
def send_back(visit: Work, request_id: str) -> Response:
    """Send a proposal back."""
    return _done(visit, request_id, "returned", lambda act: return_request(act, request_id))


@router.post("/requests/{request_id}/approve")
def approve(visit: Approval, request_id: str) -> Response:
    """Approve what another person proposed, and do it."""
    return _done(visit, request_id, "approved", lambda act: approve_request(act, request_id))


@router.post("/requests/{request_id}/close")
def close(visit: Work, request_id: str) -> Response:
    """Close a request that was answered."""
    return _done(visit, request_id, "closed", lambda act: close_request(act, request_id))


def _choice(value: str) -> Choice:
    return read_choice("choice", value, Choice) or Choice.UNDECIDED


@contextmanager
def _problems() -> Iterator[None]:
    try:
        yield
    except AddressInvalid as error:
        raise Problem(error.field) from None
    except (Conflict, Invalid, NotAllowed) as error:
        raise Problem(error.reason) from None


def _done(visit: Visit, request_id: str, said: str, work: Callable[[Act], object]) -> Response:
    try:
        with _problems(), visit.act() as act:
            work(act)
    except Problem as problem:
        return _page(visit, request_id, problem=problem.reason)
    return go(f"/requests/{request_id}?said={said}")


def _page(visit: Visit, request_id: str, *, said: str = "", problem: str = "") -> HTMLResponse:
    with visit.act() as act:
        page = show_request(act, request_id)
    words = PROBLEMS.get(problem, "Check what you entered.") if problem else ""
    return visit.page(
        request_context(page, visit, act.now, said=said, problem=words),
        ("Requests", "/requests"),
        (request_id, ""),
        status=422 if problem else 200,
    )
