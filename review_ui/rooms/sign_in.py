"""Signing in: with a password, or with a one-time link; always for one purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from models.accounts.challenges import new_challenge
from models.accounts.half_sign_ins import HalfSignIn
from models.accounts.invites import Invite, find_invite, open_with_invite
from models.accounts.passkeys import open_with_passkey
from models.accounts.password_sign_ins import open_with_password
from models.accounts.sign_ins import SignIn
from models.actors import ROLE_PURPOSES, Purpose
from models.errors import Conflict, InviteSpent, LockedOut, NotAllowed, WrongPassword
from models.log.events import Event
from review_ui.browser import local_path
from review_ui.cookies import set_before
from review_ui.dependencies import Arrival, arrive
from review_ui.pages import ErrorContext
from review_ui.passkeys import find_shown
from review_ui.sign_in_words import (
    LOCKED,
    NO_PASSKEY,
    NO_PURPOSE,
    SAID,
    SENTENCES,
    STALE,
    WRONG_PURPOSE,
)
from review_ui.statuses import ANSWERS, Answer, find_answer
from review_ui.visits import go
from review_ui.welcome import welcome
from review_ui.words import clock_words

router = APIRouter()

Came = Annotated[Arrival, Depends(arrive)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInContext:
    """The form; `once` is the token of a one-time link, empty for a password.

    `name` and `role` are of the person the link lets in; `purposes` are code, words, sentence.
    """

    template: ClassVar[str] = "sign_in.html"
    room: ClassVar[str] = ""
    title: str = "Sign in"
    csrf_token: str
    purposes: tuple[tuple[str, str, str], ...]
    said: str = ""
    problem: str = ""
    email: str = ""
    purpose: str = ""
    wanted: str = ""
    once: str = ""
    name: str = ""
    role: str = ""
    asked: str = ""
    company: str = ""


@router.get("/sign-in")
def show_sign_in(
    came: Came,
    said: Annotated[str, Query(max_length=20)] = "",
    next: Annotated[str, Query(max_length=300)] = "/",  # noqa: A002  # as addresses call it
) -> Response:
    """Show the form, or go on where somebody is signed in already."""
    if came.sign_in:
        return go("/")
    return _page(came, said=SAID.get(said, ""), wanted=local_path(next))


@router.post("/sign-in")
def sign_in(came: Came) -> Response:
    """Sign in with e-mail and password."""
    email, password = came.form.get("email", ""), came.form.get("password", "")
    passwords = came.desk.passwords

    def opened(purpose: Purpose) -> SignIn | HalfSignIn:
        return open_with_password(
            came.desk.records,
            email=email,
            verify=lambda kept: passwords.check(kept, password),
            purpose=purpose,
            address=came.from_address,
            device=came.device,
            dummy_hash=passwords.dummy,
        )

    return _try(came, opened, then=local_path(came.form.get("next", "/")), email=email.strip())


@router.post("/sign-in/passkey")
def sign_in_with_passkey(came: Came) -> Response:
    """Sign in with a passkey alone: it is a device and what unlocks it."""
    desk = came.desk
    bound_to = f"sign_in:{came.before}"
    shown = find_shown(desk.records, desk.passkeys, came.form.get("passkey", ""), bound_to=bound_to)

    def opened(purpose: Purpose) -> SignIn:
        if shown is None:
            raise WrongPassword(Event.SIGN_IN_REFUSED, reason="passkey")
        return open_with_passkey(desk.records, shown, purpose=purpose, address=came.from_address)

    return _try(came, opened, then=local_path(came.form.get("next", "/")), wrong=NO_PASSKEY)


@router.get("/sign-in/once/{token}")
def show_once(came: Came, token: str) -> Response:
    """Show whom a one-time link lets in, and for what; looking at it does not use it up."""
    invite = find_invite(came.desk.records, token)
    return _page(came, once=token, invite=invite) if invite else _spent(came)


@router.post("/sign-in/once/{token}")
def use_once(came: Came, token: str) -> Response:
    """Use the one-time link up, and go on to set a password."""
    invite = find_invite(came.desk.records, token)

    def opened(purpose: Purpose) -> SignIn | HalfSignIn:
        return open_with_invite(
            came.desk.records, token=token, purpose=purpose, address=came.from_address
        )

    return _try(came, opened, then="/me?said=welcome", once=token, invite=invite)


def _try(
    came: Arrival,
    opened: Callable[[Purpose], SignIn | HalfSignIn],
    *,
    then: str,
    email: str = "",
    once: str = "",
    invite: Invite | None = None,
    wrong: str = "",
) -> Response:
    chosen = came.form.get("purpose", "")

    def again(problem: str, status: int) -> HTMLResponse:
        if once and invite is None:
            return _spent(came)
        return _page(
            came,
            problem=problem,
            status=status,
            email=email,
            purpose=chosen,
            wanted=then,
            once=once,
            invite=invite,
        )

    if not came.form_ours:
        return again(STALE, 403)
    try:
        purpose = Purpose(chosen)
    except ValueError:
        return again(NO_PURPOSE, 422)
    try:
        sign_in = opened(purpose)
    except InviteSpent:
        return _spent(came)
    except LockedOut as error:
        until = clock_words(error.until + timedelta(minutes=1), came.desk.zone)
        return again(LOCKED.format(until), ANSWERS[LockedOut].status)
    except WrongPassword as error:
        answer = find_answer(error)
        return again(wrong or _words(answer), answer.status)
    except Conflict:
        return again(STALE, 403)
    except NotAllowed as error:
        return again(SAID.get(error.reason, WRONG_PURPOSE), 403)
    return welcome(came, sign_in, then)


def _spent(came: Arrival) -> HTMLResponse:
    """The same calm page for a link that was used, ran out or never was: it tells nobody which."""
    answer = ANSWERS[InviteSpent]
    page = came.desk.pages.render(ErrorContext(answer=answer))
    return HTMLResponse(page, status_code=answer.status)


def _words(answer: Answer) -> str:
    return f"{answer.happened} {answer.todo}"


def _page(
    came: Arrival,
    *,
    said: str = "",
    problem: str = "",
    email: str = "",
    purpose: str = "",
    wanted: str = "/",
    once: str = "",
    invite: Invite | None = None,
    status: int = 200,
) -> HTMLResponse:
    token = came.before or token_urlsafe(32)
    purposes = ROLE_PURPOSES[invite.role] if invite else tuple(Purpose)
    context = SignInContext(
        csrf_token=token,
        purposes=tuple((str(p), p.words, SENTENCES[p]) for p in purposes),
        said=said,
        problem=problem,
        email=email,
        purpose=purpose or (str(purposes[0]) if len(purposes) == 1 else ""),
        wanted=wanted,
        once=once,
        name=invite.name if invite else "",
        role=invite.role.words.lower() if invite else "",
        asked="" if once else _asked(came, token),
        company="" if once or not came.desk.provider else came.desk.provider.settings.name,
    )
    answer = HTMLResponse(came.desk.pages.render(context), status_code=status)
    set_before(answer, came.desk.address, token)
    return answer


def _asked(came: Arrival, token: str) -> str:
    """What the browser needs to show a passkey; bound to the cookie of this form."""
    return came.desk.passkeys.ask(new_challenge(came.desk.records, f"sign_in:{token}"))
