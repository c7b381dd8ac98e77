"""People: who may sign in, in which role. For administrators."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.accounts.people import (
    Person,
    add_person,
    disable_person,
    get_person,
    list_people,
    make_invite,
)
from models.accounts.second_factors import reset_second_factors
from models.actors import Role
from models.errors import Conflict, Invalid, NotAllowed
from review_ui.address import read_choice, read_day_after
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, last_day_words, length_words

router = APIRouter()
SAID = {
    "disabled": "The account is closed; the person is signed out everywhere.",
    "moved": "The role is changed; the person is signed out everywhere and comes in anew.",
    "day": "The last day is set.",
    "out": "The person is signed out everywhere, and comes in again as before.",
    "all_out": "Everybody is signed out but you here, and comes in again as before.",
    "reset": "The second factors are taken away and the person is signed out. Make a one-time link "
    "so that they can come in and set up new ones.",
}
PROBLEMS = {
    "name": "Enter the person's name, at most 80 characters.",
    "email": "Enter an e-mail address, such as name@company.example.",
    "email_taken": "Somebody with this e-mail address is on the list already.",
    "email_domain": "Only addresses of the company's own domains may be added.",
    "employment_kind": "Only employees may have access; the privacy policy says so.",
    "role": "Choose a role.",
    "same_role": "The person has this role already.",
    "already_disabled": "This account is closed already.",
    "last_administrator": "Nobody else could look after accounts. Add another administrator first.",
    "ends_at": "The last day must be a date such as 2027-01-31.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person in the list."""

    id: str
    name: str
    email: str
    role: str
    state: str
    mark: str
    ends: str
    is_me: bool
    disabled: bool
    second_factor: bool
    role_code: str
    ends_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the form for a new person held."""

    name: str = ""
    email: str = ""
    role: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleContext:
    """Everybody, and the form for one more."""

    template: ClassVar[str] = "people.html"
    room: ClassVar[str] = "/people"
    roles: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(r), r.words) for r in Role)
    title: str = "People"
    said: str
    problem: str
    count: str
    people: tuple[PersonRow, ...]
    entered: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteContext:
    """A one-time link, shown once."""

    template: ClassVar[str] = "invite.html"
    room: ClassVar[str] = "/people"
    title: str = "One-time link"
    name: str
    link: str
    lasts: str


@router.get("/people")
def show_people(
    visit: Annotated[Visit, needs(Permission.PERSON_LIST)], said: str = ""
) -> HTMLResponse:
    """Show everybody who has or had an account."""
    return people_page(visit, said=SAID.get(said, ""))


@router.post("/people")
def add(visit: Annotated[Visit, needs(Permission.PERSON_ADD, proven=True)]) -> HTMLResponse:
    """Add a person and show the one-time link to hand over."""
    entered = visit.entered(Entered)
    try:
        role = read_choice("role", entered.role, Role)
        ends_at = read_day_after("ends_at", entered.ends_at, visit.zone)
        if role is None:
            return people_page(visit, entered=entered, problem="role")
        person, token = _added(visit, entered, role, ends_at)
    except AddressInvalid as error:
        return people_page(visit, entered=entered, problem=error.field)
    except (Invalid, Conflict, NotAllowed) as error:
        return people_page(visit, entered=entered, problem=error.reason)
    return _invite_page(visit, person.name, token)


@router.post("/people/{person_id}/invite")
def invite(
    visit: Annotated[Visit, needs(Permission.PERSON_INVITE, proven=True)], person_id: str
) -> HTMLResponse:
    """Make a new one-time link and show it once."""
    with visit.act() as act:
        person = get_person(act, person_id)
        token = make_invite(act, person_id, visit.desk.invite_ttl)
    return _invite_page(visit, person.name, token)


@router.post("/people/{person_id}/disable")
def disable(
    visit: Annotated[Visit, needs(Permission.PERSON_DISABLE, proven=True)], person_id: str
) -> Response:
    """Close an account; the person is signed out at once."""
    try:
        with visit.act() as act:
            disable_person(act, person_id)
    except Conflict as error:
        return people_page(visit, problem=error.reason)
    return go("/people?said=disabled")


@router.post("/people/{person_id}/reset")
def reset(
    visit: Annotated[Visit, needs(Permission.PERSON_RESET, proven=True)], person_id: str
) -> Response:
    """Take away the second factors of who lost them; they are signed out everywhere."""
    with visit.act() as act:
        reset_second_factors(act, person_id)
    return go("/people?said=reset")


def _added(
    visit: Visit, entered: Entered, role: Role, ends_at: datetime | None
) -> tuple[Person, str]:
    with visit.act() as act:
        person = add_person(
            act,
            name=entered.name,
            email=entered.email,
            role=role,
            ends_at=ends_at,
            allowed_domains=visit.desk.allowed_domains,
        )
        return person, make_invite(act, person.id, visit.desk.invite_ttl)


def people_page(
    visit: Visit, *, said: str = "", entered: Entered | None = None, problem: str = ""
) -> HTMLResponse:
    """Return the page with everybody on it."""
    with visit.act() as act:
        people = list_people(act)
    return visit.page(
        PeopleContext(
            said=said,
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            count=count_words(sum(not p.disabled for p in people), "open account"),
            people=tuple(_row(person, visit) for person in people),
            entered=entered or Entered(),
        ),
        status=422 if problem else 200,
    )


def _row(person: Person, visit: Visit) -> PersonRow:
    state, mark = "Active", "ok"
    if person.disabled:
        state, mark = "Closed", ""
    elif person.turned_away:
        state, mark = "Turned away", "stop"
    elif not person.has_password:
        state, mark = "Has not set a password", "warn"
    return PersonRow(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role.words,
        state=state,
        mark=mark,
        ends=last_day_words(person.ends_at, visit.zone),
        is_me=person.id == visit.actor.id,
        disabled=person.disabled,
        second_factor=person.second_factor,
        role_code=person.role.value,
        ends_at=_last_date(person.ends_at, visit),
    )


def _last_date(ends_at: datetime | None, visit: Visit) -> str:
    last = ends_at - timedelta(seconds=1) if ends_at else None
    return f"{last.astimezone(visit.zone):%Y-%m-%d}" if last else ""


def _invite_page(visit: Visit, name: str, token: str) -> HTMLResponse:
    return visit.page(
        InviteContext(
            name=name,
            link=f"{visit.desk.address.url}/sign-in/once/{token}",
            lasts=length_words(visit.desk.invite_ttl),
        ),
        ("People", "/people"),
        ("One-time link", ""),
    )
