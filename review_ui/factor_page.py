"""The page about my second factors: the app, the passkeys, the codes that are left."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi.responses import HTMLResponse

from models.accounts.authenticators import has_authenticator
from models.accounts.challenges import new_challenge
from models.accounts.passkeys import Passkey, passkeys_of
from models.accounts.recovery_codes import count_recovery_codes
from review_ui.recovery_page import factor_way
from review_ui.visits import Visit
from review_ui.words import count_words, moment_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyRow:
    """One passkey of mine."""

    id: str
    name: str
    added: str
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorContext:
    """What second factors I have, and what I can do about them.

    `asked` is what the browser needs to make a passkey; empty without a fresh proof.
    """

    template: ClassVar[str] = "second_factor.html"
    room: ClassVar[str] = "/me"
    title: str = "Second factor"
    said: str
    problem: str
    has_any: bool
    has_app: bool
    passkeys: tuple[PasskeyRow, ...]
    asked: str
    codes: str
    few_codes: bool
    required: bool


def factor_page(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    """Return the page; it never shows a secret."""
    records, person = visit.desk.records, visit.sign_in.person
    mine = passkeys_of(records, person.id)
    left = count_recovery_codes(records, person.id)
    asked = ""
    if visit.proven:
        challenge = new_challenge(records, new_passkey_bound_to(visit))
        asked = visit.desk.passkeys.ask_new(person, mine, challenge)
    return visit.page(
        SecondFactorContext(
            said=said,
            problem=problem,
            has_any=person.second_factor,
            has_app=has_authenticator(records, person.id),
            passkeys=tuple(_row(passkey, visit) for passkey in mine),
            asked=asked,
            codes=count_words(left, "recovery code"),
            few_codes=left < 3,
            required=person.role in visit.desk.second_factor_roles,
        ),
        *factor_way(),
        status=422 if problem else 200,
    )


def new_passkey_bound_to(visit: Visit) -> str:
    """What the challenge for a new passkey is bound to: this person's sign-in."""
    return f"new_passkey:{visit.sign_in.id}"


def _row(passkey: Passkey, visit: Visit) -> PasskeyRow:
    return PasskeyRow(
        id=passkey.id,
        name=passkey.name,
        added=moment_words(passkey.added_at, visit.zone),
        used=moment_words(passkey.used_at, visit.zone) or "not yet",
    )
