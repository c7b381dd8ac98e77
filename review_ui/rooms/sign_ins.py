"""My sign-ins: where I am signed in, and signing out there."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.my_sign_ins import OpenSignIn, close_elsewhere, close_one, open_sign_ins
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import ago_words, moment_words

router = APIRouter()
Mine = Annotated[Visit, needs(Permission.SIGN_IN_CLOSE, proven=True)]
WAYS = {"one_time_link": "One-time link"}
SAID = {"closed": "Signed out there.", "elsewhere": "You are signed in nowhere but here."}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRow:
    """One place I am signed in at."""

    id: str
    device: str
    address: str
    by: str
    since: str
    seen: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInsContext:
    """Where I am signed in."""

    template: ClassVar[str] = "sign_ins.html"
    room: ClassVar[str] = "/me"
    title: str = "Where you are signed in"
    said: str
    rows: tuple[SignInRow, ...]


@router.get("/me/sign-ins")
def show_sign_ins(
    visit: Annotated[Visit, needs(Permission.ME_OPEN)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show where I am signed in."""
    found = open_sign_ins(visit.desk.records, visit.sign_in)
    rows = tuple(_row(each, visit) for each in found)
    return visit.page(
        SignInsContext(said=SAID.get(said, ""), rows=rows), ("You", "/me"), ("Sign-ins", "")
    )


@router.post("/me/sign-ins/close")
def close_others(visit: Mine) -> Response:
    """Sign out everywhere but here."""
    with visit.act() as act:
        close_elsewhere(act, visit.sign_in)
    return go("/me/sign-ins?said=elsewhere")


@router.post("/me/sign-ins/{sign_in_id}/close")
def close_there(visit: Mine, sign_in_id: str) -> Response:
    """Sign out at one other place."""
    with visit.act() as act:
        close_one(act, visit.sign_in, sign_in_id)
    return go("/me/sign-ins?said=closed")


def _row(each: OpenSignIn, visit: Visit) -> SignInRow:
    return SignInRow(
        id=each.id,
        device=each.device or "Not known",
        address=each.address or "Not known",
        by=WAYS.get(each.by, each.by.replace("_", " ").capitalize()),
        since=moment_words(each.opened_at, visit.zone),
        seen="now" if each.here else ago_words(each.seen_at, visit.desk.records.clock()),
        here=each.here,
    )
