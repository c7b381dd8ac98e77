"""Movers: another role, another last day, signed out. A part of the page of people."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from models.accounts.movers import change_last_day, change_role
from models.accounts.signing_out import sign_out_everybody, sign_out_person
from models.actors import Role
from models.errors import Conflict, Invalid
from models.records import Act
from review_ui.address import read_choice, read_day_after
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.rooms.people import people_page
from review_ui.visits import Visit, go

router = APIRouter()
SigningOut = Annotated[Visit, needs(Permission.PERSON_SIGN_OUT, proven=True)]


@router.post("/people/{person_id}/role")
def give_role(
    visit: Annotated[Visit, needs(Permission.PERSON_CHANGE, proven=True)], person_id: str
) -> Response:
    """Give a person another role; what they had open in the old one ends."""
    return _change(visit, "moved", lambda act: change_role(act, person_id, _role(visit)))


@router.post("/people/{person_id}/last-day")
def set_last_day(
    visit: Annotated[Visit, needs(Permission.PERSON_CHANGE, proven=True)], person_id: str
) -> Response:
    """Set when an account stops by itself; an empty date takes the end away."""

    def change(act: Act) -> None:
        day = visit.form.get("ends_at", "").strip()
        change_last_day(act, person_id, read_day_after("ends_at", day, visit.zone))

    return _change(visit, "day", change)


@router.post("/people/{person_id}/sign-out")
def sign_out(visit: SigningOut, person_id: str) -> Response:
    """Sign a person out everywhere; the account stays open."""
    return _change(visit, "out", lambda act: sign_out_person(act, visit.sign_in, person_id))


@router.post("/people/sign-out")
def sign_all_out(visit: SigningOut) -> Response:
    """Sign everybody out but oneself here, for when nobody knows which sign-ins to trust."""
    return _change(visit, "all_out", lambda act: sign_out_everybody(act, visit.sign_in))


def _change(visit: Visit, said: str, change: Callable[[Act], object]) -> Response:
    try:
        with visit.act() as act:
            change(act)
    except AddressInvalid as error:
        return people_page(visit, problem=error.field)
    except (Invalid, Conflict) as error:
        return people_page(visit, problem=error.reason)
    return go(f"/people?said={said}")


def _role(visit: Visit) -> Role:
    role = read_choice("role", visit.form.get("role", ""), Role)
    if role is None:
        raise AddressInvalid("role")
    return role
