"""My own page: who I am here, a new password, signing out."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from models.accounts.people import set_password, set_shortcuts
from models.accounts.proving import renew_proved
from models.accounts.sign_ins import close
from review_ui.address import address
from review_ui.cookies import drop, set_sign_in
from review_ui.dependencies import needs
from review_ui.frame import home_path
from review_ui.passwords import LONGEST, SHORTEST, problem
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, moment_words

router = APIRouter()
SAID = {
    "welcome": "You are signed in. Set a password now; the link you used does not work again.",
    "back": "You are signed in. The link you used does not work again.",
    "password": "Your new password is set.",
    "keys_on": "Single-key shortcuts are on.",
    "keys_off": "Single-key shortcuts are off. No page listens to single keys.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeContext:
    """What the service knows about me."""

    template: ClassVar[str] = "me.html"
    room: ClassVar[str] = "/me"
    shortest: ClassVar[int] = SHORTEST
    longest: ClassVar[int] = LONGEST
    title: str = "You"
    said: str
    problem: str
    email: str
    facts: tuple[tuple[str, str], ...]
    has_password: bool
    must_prove: bool
    second_factor: bool
    makes_tokens: bool
    shortcuts: bool


@router.get("/")
def go_home(visit: Annotated[Visit, needs(Permission.HOME_OPEN)]) -> RedirectResponse:
    """Go to the room this role starts in."""
    return go(home_path(visit.sign_in.person.role, visit.sign_in.purpose))


@router.get("/me")
def show_me(
    visit: Annotated[Visit, needs(Permission.ME_OPEN)],
    said: Annotated[str, Query(max_length=20)] = "",
    closed: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> HTMLResponse:
    """Show who is signed in, for what, until when; `closed` sign-ins ended with a password."""
    said = "back" if said == "welcome" and _must_prove(visit) else said
    words = SAID.get(said, "")
    if said == "password" and closed:
        others = count_words(closed, "other sign-in was", "other sign-ins were")
        words = f"{words} {others} closed."
    return _page(visit, said=words)


@router.post("/me/password")
def change_password(visit: Annotated[Visit, needs(Permission.PASSWORD_SET)]) -> Response:
    """Set my password; wherever else I am signed in, I am signed out.

    To change one takes a fresh proof. To set the first one does so for whoever has anything to
    prove it with; for others it is the proof itself.
    """
    person = visit.sign_in.person
    if _must_prove(visit):
        return go("/prove?next=/me")  # a password is not carried through another page
    password = visit.form.get("password", "")
    wrong = problem(password, visit.form.get("again", ""), about=(person.name, person.email))
    if wrong:
        return _page(visit, problem=wrong)
    hashed = visit.desk.passwords.hash(password)
    with visit.act() as act:
        closed = set_password(act, person.id, hashed, here=visit.sign_in.token)
        sign_in = renew_proved(act, visit.sign_in, by="password")
    answer = go(address("/me", {"said": "password", "closed": closed or None}))
    set_sign_in(answer, visit.desk.address, sign_in)
    return answer


@router.post("/me/shortcuts")
def change_shortcuts(visit: Annotated[Visit, needs(Permission.SHORTCUTS_SET)]) -> Response:
    """Switch my single-key shortcuts on or off."""
    wanted = visit.form.get("shortcuts", "") == "on"
    with visit.act() as act:
        set_shortcuts(act, visit.sign_in.person.id, on=wanted)
    return go(f"/me?said={'keys_on' if wanted else 'keys_off'}")


@router.post("/sign-out")
def sign_out(visit: Annotated[Visit, needs(Permission.SIGN_IN_CLOSE)]) -> Response:
    """End the sign-in, here and in the records, and have the browser forget these pages."""
    with visit.act() as act:
        close(act, visit.sign_in.token)
    answer = go("/sign-in?said=out")
    ours = visit.desk.address
    drop(answer, ours, ours.sign_in_cookie)
    # not "cookies": that would sign the person out of every other tool of the company's domain
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _must_prove(visit: Visit) -> bool:
    """Whether a new password takes a proof first: a link somebody else made is none."""
    if visit.proven:
        return False
    person = visit.sign_in.person
    return person.has_password or person.second_factor or visit.vouched_for


def _page(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    person = visit.sign_in.person
    facts = (
        ("Name", person.name),
        ("E-mail", person.email),
        ("Role", person.role.words),
        ("Purpose of this sign-in", visit.sign_in.purpose_words),
        ("Signed in since", moment_words(visit.sign_in.opened_at, visit.zone)),
        ("Ends at the latest", moment_words(visit.sign_in.ends_at, visit.zone)),
    )
    return visit.page(
        MeContext(
            said=said,
            problem=problem,
            email=person.email,
            facts=facts,
            has_password=person.has_password,
            must_prove=_must_prove(visit),
            second_factor=person.second_factor,
            makes_tokens=visit.may(Permission.TOKEN_MAKE),
            shortcuts=person.shortcuts,
        ),
        status=422 if problem else 200,
    )
