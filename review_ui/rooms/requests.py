"""Requests: what people ask of the company about their own chats, and by when. For officers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.errors import Invalid
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_work import search_subject
from models.rights.subject_requests import (
    Channel,
    RequestKind,
    RequestStatus,
    SubjectRequest,
    list_requests,
    open_request,
)
from review_ui.address import read_choice, read_day
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, day_words, iso

router = APIRouter()
SOON_DAYS = 7
GIVEN = (
    (IdentifierKind.EMAIL, "E-mail addresses", "email"),
    (IdentifierKind.PHONE, "Phone numbers", "tel"),
    (IdentifierKind.NAME, "Full names", "text"),
    (IdentifierKind.NUMBER, "Customer, account or order numbers", "text"),
    (IdentifierKind.USERNAME, "Usernames", "text"),
)
"""What a person may give to be found by; several of a kind are parted by semicolons."""
PROBLEMS = {
    "identifiers": "Nobody can be found by that. Enter an e-mail address, a phone number with its "
    "area code, a first and last name, or a number of five characters or more.",
    "too_many_identifiers": "At most twenty values can be looked for.",
    "too_long": "A value is longer than any of its kind.",
    "received_at": "Enter the day it came in; it cannot be in the future.",
    "kind": "Choose what the person wants.",
    "channel": "Choose how it came in.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request in the list."""

    id: str
    kind: str
    status: str
    mark: str
    due: str
    due_at: str
    left: str
    left_mark: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsContext:
    """All requests, those that are due first on top."""

    template: ClassVar[str] = "requests.html"
    room: ClassVar[str] = "/requests"
    title: str = "Requests"
    count: str
    rows: tuple[RequestRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeContext:
    """The form for a new request; what was typed comes back when something is wrong."""

    template: ClassVar[str] = "request_new.html"
    room: ClassVar[str] = "/requests"
    kinds: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(k), k.words) for k in RequestKind)
    channels: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(c), c.words) for c in Channel)
    title: str = "Take in a request"
    problem: str
    kind: str
    channel: str
    received_on: str
    given: tuple[tuple[str, str, str], ...]


@router.get("/requests")
def show_requests(visit: Annotated[Visit, needs(Permission.REQUEST_LIST)]) -> HTMLResponse:
    """Show all requests with their deadlines."""
    with visit.act() as act:
        found = list_requests(act)
    still = sum(request.closed_at is None for request in found)
    return visit.page(
        RequestsContext(
            count=f"{count_words(still, 'open request')}",
            rows=tuple(_row(request, visit, act.now) for request in found),
        )
    )


@router.get("/requests/new")
def show_intake(visit: Annotated[Visit, needs(Permission.REQUEST_OPEN)]) -> HTMLResponse:
    """Show the form for a new request."""
    return _intake(visit, {"received_on": f"{visit.desk.records.clock():%Y-%m-%d}"})


@router.post("/requests")
def take_in(visit: Annotated[Visit, needs(Permission.REQUEST_OPEN)]) -> Response:
    """Take a request in, look for the person at once, and go to its desk."""
    form = visit.form
    try:
        kind = read_choice("kind", form.get("kind", ""), RequestKind)
        channel = read_choice("channel", form.get("channel", ""), Channel)
        received_at = read_day("received_at", form.get("received_on", ""), visit.zone)
        if kind is None or channel is None or received_at is None:
            missing = "kind" if kind is None else "channel" if channel is None else "received_at"
            return _intake(visit, form, missing)
        with visit.act() as act:
            request_id = open_request(act, kind, channel, given_in(form), received_at=received_at)
            search_subject(act, request_id)
    except AddressInvalid as error:
        return _intake(visit, form, error.field)
    except Invalid as error:
        return _intake(visit, form, error.reason)
    return go(f"/requests/{request_id}?said=opened")


def given_in(form: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return the identifiers of a form, each field holding one or several."""
    return tuple(
        Identifier(kind=kind, value=value.strip())
        for kind, _, _ in GIVEN
        for value in form.get(kind.value, "").replace("\n", ";").split(";")
        if value.strip()
    )


def left_words(request: SubjectRequest, now: datetime) -> tuple[str, str]:
    """Return how long there is to answer, and the mark of it."""
    if request.closed_at is not None:
        return "", ""
    days = request.days_left(now)
    if days < 0:
        return f"{count_words(-days, 'day')} late", "stop"
    return f"{count_words(days, 'day')} left", "warn" if days <= SOON_DAYS else ""


def status_mark(status: RequestStatus) -> str:
    """Return the colour that goes with a status; the words say it too."""
    return {RequestStatus.PROPOSED: "warn", RequestStatus.APPROVED: "ok"}.get(status, "")


def _row(request: SubjectRequest, visit: Visit, now: datetime) -> RequestRow:
    left, left_mark = left_words(request, now)
    return RequestRow(
        id=request.id,
        kind=request.kind.words,
        status=request.status.words,
        mark=status_mark(request.status),
        due=day_words(request.due_at, visit.zone),
        due_at=iso(request.due_at),
        left=left,
        left_mark=left_mark,
        received=day_words(request.received_at, visit.zone),
    )


def _intake(visit: Visit, form: Mapping[str, str], problem: str = "") -> HTMLResponse:
    return visit.page(
        IntakeContext(
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            kind=form.get("kind", ""),
            channel=form.get("channel", ""),
            received_on=form.get("received_on", ""),
            given=tuple((k.value, words, form.get(k.value, "")) for k, words, _ in GIVEN),
        ),
        ("Requests", "/requests"),
        ("Take in a request", ""),
        status=422 if problem else 200,
    )
