"""My second factor: an authenticator app, and recovery codes for when it is lost."""

import io
from dataclasses import dataclass
from typing import Annotated, ClassVar

import segno
from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.authenticators import (
    address_for_apps,
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    waiting_secret,
)
from models.accounts.recovery_codes import make_recovery_codes
from models.accounts.second_factors import note_second_factor
from models.errors import NotFound
from review_ui.dependencies import needs
from review_ui.factor_page import factor_page
from review_ui.pages import PRODUCT
from review_ui.permissions import Permission
from review_ui.recovery_page import codes_page, factor_way
from review_ui.visits import Visit, go

router = APIRouter()
Mine = Annotated[Visit, needs(Permission.SECOND_FACTOR_SET)]
MineProven = Annotated[Visit, needs(Permission.SECOND_FACTOR_SET, proven=True)]
SAID = {
    "removed": "The authenticator app is removed. Its codes do not count any more.",
    "added": "The passkey is added.",
    "renamed": "The passkey has its new name.",
    "gone": "The passkey is removed. It lets nobody in any more.",
    "needed": "Your role works with a second factor only. Set one up; the other pages open then.",
}
ADDED = "The app is set up. From now on you are asked for its code when you sign in."
WRONG = "That code does not fit. Wait for the next one and enter it; mind the phone's clock."


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunContext:
    """The secret, as a picture and in letters, and the question for its first code."""

    template: ClassVar[str] = "authenticator.html"
    room: ClassVar[str] = "/me"
    title: str = "Set up an authenticator app"
    secret: str
    problem: str


@router.get("/me/second-factor")
def show_second_factor(
    visit: Mine, said: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    """Show what second factors I have; never a secret."""
    return factor_page(visit, said=SAID.get(said, ""))


@router.post("/me/authenticator")
def begin(visit: MineProven) -> Response:
    """Make a secret for a new app."""
    with visit.act() as act:
        begin_authenticator(act, visit.sign_in.person.id)
    return go("/me/authenticator")


@router.get("/me/authenticator")
def show_authenticator(visit: MineProven) -> Response:
    """Show the secret that waits for its first code."""
    return _begun(visit)


@router.get("/me/authenticator.svg")
def draw_authenticator(visit: MineProven) -> Response:
    """Draw the secret that waits, for the app to read."""
    secret = waiting_secret(visit.desk.records, visit.sign_in.person.id)
    wanted = address_for_apps(secret, email=visit.sign_in.person.email, product=PRODUCT)
    drawn = io.BytesIO()
    segno.make(wanted, micro=False).save(
        drawn, kind="svg", border=4, scale=4, light="#fff", xmldecl=False
    )
    return Response(drawn.getvalue(), media_type="image/svg+xml")


@router.post("/me/authenticator/confirm")
def confirm(visit: MineProven) -> Response:
    """Take the app into use with its first code, and show new recovery codes."""
    person_id = visit.sign_in.person.id
    code = "".join(visit.form.get("code", "").split())
    with visit.act() as act:
        if confirm_authenticator(act, person_id, code):
            note_second_factor(act, person_id)
            codes = make_recovery_codes(act, person_id)
        else:
            codes = ()
    return codes_page(visit, codes, said=ADDED) if codes else _begun(visit, problem=WRONG)


@router.post("/me/authenticator/remove")
def remove(visit: MineProven) -> Response:
    """Stop the app; the recovery codes stop with the last second factor."""
    person_id = visit.sign_in.person.id
    with visit.act() as act:
        remove_authenticator(act, person_id)
        note_second_factor(act, person_id)
    return go("/me/second-factor?said=removed")


@router.post("/me/recovery-codes")
def renew_codes(visit: MineProven) -> Response:
    """Make new recovery codes and show them once; the old ones stop."""
    if not visit.sign_in.person.second_factor:
        return go("/me/second-factor")
    with visit.act() as act:
        codes = make_recovery_codes(act, visit.sign_in.person.id)
    return codes_page(visit, codes)


def _begun(visit: Visit, *, problem: str = "") -> Response:
    try:
        secret = waiting_secret(visit.desk.records, visit.sign_in.person.id)
    except NotFound:
        return go("/me/second-factor")
    grouped = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return visit.page(
        BegunContext(secret=grouped, problem=problem),
        *factor_way("Authenticator app"),
        status=422 if problem else 200,
    )
