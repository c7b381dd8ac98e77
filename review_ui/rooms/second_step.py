"""The second step of signing in: a code of the authenticator app, or one of last resort."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.authenticators import has_authenticator
from models.accounts.challenges import new_challenge
from models.accounts.half_sign_ins import HalfSignIn, find_half, finish_with_code
from models.accounts.passkeys import open_with_passkey, passkeys_of
from models.accounts.sign_ins import SignIn
from models.errors import Conflict, LockedOut, NotAllowed, SignInEnded, WrongPassword
from models.log.events import Event
from review_ui.browser import local_path
from review_ui.cookies import set_before
from review_ui.dependencies import Arrival, arrive
from review_ui.passkeys import find_shown
from review_ui.sign_in_words import NO_PASSKEY
from review_ui.visits import go
from review_ui.welcome import welcome
from review_ui.words import clock_words

router = APIRouter()
WRONG = "That does not fit, or was used already. Wait for the next code and try again."
WRONG_RECOVERY = (
    "That does not fit, or was used already. Use your passkey, or another recovery code."
)
LOCKED = "Too many codes failed. Try again after {}."
STALE = "This form had been open for too long. Enter the code again."

Came = Annotated[Arrival, Depends(arrive)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepContext:
    """The question for the second factor of the person who gave the right password."""

    template: ClassVar[str] = "second_step.html"
    room: ClassVar[str] = ""
    title: str = "Second factor"
    csrf_token: str
    wanted: str
    problem: str
    name: str
    has_app: bool
    asked: str


@router.get("/sign-in/second")
def show_second(
    came: Came,
    next: Annotated[str, Query(max_length=300)] = "/",  # noqa: A002  # as addresses call it
) -> Response:
    """Ask for the second factor; without a half sign-in there is nothing to ask for."""
    half = find_half(came.desk.records, came.half)
    return _page(came, half, wanted=local_path(next)) if half else go("/sign-in?said=half")


@router.post("/sign-in/second")
def give_second(came: Came) -> Response:
    """Open the sign-in with the code that was entered."""
    wanted = local_path(came.form.get("next", "/"))
    half = find_half(came.desk.records, came.half)
    if half is None:
        return go("/sign-in?said=half")
    if not came.form_ours:
        return _page(came, half, wanted=wanted, problem=STALE, status=403)
    try:
        sign_in = _finished(came, half)
    except (WrongPassword, Conflict):
        still = find_half(came.desk.records, came.half)
        if still is None:
            return go("/sign-in?said=half")
        return _page(came, still, wanted=wanted, problem=_wrong(came, still), status=401)
    except LockedOut as error:
        until = clock_words(error.until + timedelta(minutes=1), came.desk.zone)
        return _page(came, half, wanted=wanted, problem=LOCKED.format(until), status=429)
    except (SignInEnded, NotAllowed):
        return go("/sign-in?said=half")
    return welcome(came, sign_in, wanted)


def _finished(came: Arrival, half: HalfSignIn) -> SignIn:
    answer = came.form.get("passkey", "")
    records = came.desk.records
    if not answer:
        return finish_with_code(
            records,
            token=came.half,
            code=came.form.get("code", "")[:100],
            address=came.from_address,
            device=came.device,
        )
    shown = find_shown(records, came.desk.passkeys, answer, bound_to=f"second:{came.half}")
    if shown is None:
        raise WrongPassword(Event.SIGN_IN_REFUSED, reason="passkey")
    return open_with_passkey(
        records, shown, purpose=half.purpose, address=came.from_address, half=came.half
    )


def _wrong(came: Arrival, half: HalfSignIn) -> str:
    """What to do next, which depends on the way that was tried and those there are."""
    if came.form.get("passkey"):
        return NO_PASSKEY
    return WRONG if has_authenticator(came.desk.records, half.person.id) else WRONG_RECOVERY


def _page(
    came: Arrival, half: HalfSignIn, *, wanted: str, problem: str = "", status: int = 200
) -> HTMLResponse:
    token = came.before or token_urlsafe(32)
    records = came.desk.records
    mine = passkeys_of(records, half.person.id)
    challenge = new_challenge(records, f"second:{came.half}")
    context = SecondStepContext(
        csrf_token=token,
        wanted=wanted,
        problem=problem,
        name=half.person.name,
        has_app=has_authenticator(records, half.person.id),
        asked=came.desk.passkeys.ask(challenge, mine) if mine else "",
    )
    answer = HTMLResponse(came.desk.pages.render(context), status_code=status)
    set_before(answer, came.desk.address, token)
    return answer
