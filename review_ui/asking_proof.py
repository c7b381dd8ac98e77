"""The page that asks for a fresh proof, and the one that gives a waiting form back.

A form that was sent too late is never sent on by itself: its fields come back to the person,
who sends them once more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi.responses import HTMLResponse

from models.accounts.authenticators import has_authenticator
from models.accounts.challenges import new_challenge
from models.accounts.passkeys import passkeys_of
from models.accounts.proving import PROVED_FOR
from review_ui.browser import TOKEN_FIELD
from review_ui.visits import Visit
from review_ui.words import length_words

SENT = "sent."
"""What begins the names of the fields that are carried along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveContext:
    """The ways to prove it; `action` and `sent` are the form that waits, if one does."""

    template: ClassVar[str] = "prove.html"
    room: ClassVar[str] = ""
    title: str = "Prove that it is you"
    lasts: ClassVar[str] = length_words(PROVED_FOR)
    wanted: str
    action: str
    sent: tuple[tuple[str, str], ...]
    problem: str
    email: str
    has_password: bool
    has_app: bool
    asked: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgainContext:
    """The form that waited, to be sent by the person and by nobody else."""

    template: ClassVar[str] = "send_again.html"
    room: ClassVar[str] = ""
    title: str = "Send it now"
    action: str
    sent: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]


def prove_page(
    visit: Visit,
    *,
    wanted: str = "/",
    action: str = "",
    sent: Mapping[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Return the page that asks for the proof; `action` and `sent` are a form to come back to."""
    records, person = visit.desk.records, visit.sign_in.person
    mine = passkeys_of(records, person.id) if person.second_factor else ()
    challenge = new_challenge(records, f"prove:{visit.sign_in.id}")
    fields = {} if sent is None else {k: v for k, v in sent.items() if k != TOKEN_FIELD}
    return visit.page(
        ProveContext(
            wanted=wanted,
            action=action,
            sent=tuple((SENT + name, value) for name, value in fields.items()),
            problem=problem,
            email=person.email,
            has_password=person.has_password,
            has_app=person.second_factor and has_authenticator(records, person.id),
            company=_company(visit),
            asked=visit.desk.passkeys.ask(challenge, mine) if mine else "",
        ),
        status=status,
    )


def _company(visit: Visit) -> str:
    """The name of the provider, for whom it knows; of others it could prove nothing."""
    provider = visit.desk.provider
    return provider.settings.name if provider and visit.vouched_for else ""


def send_again_page(visit: Visit, action: str, fields: Mapping[str, str]) -> HTMLResponse:
    """Return the page that holds the form that waited; only the person sends it."""
    return visit.page(
        SendAgainContext(
            action=action,
            sent=tuple(fields.items()),
            shown=tuple(
                (name.replace("_", " ").capitalize(), value)
                for name, value in fields.items()
                if value.strip() and "password" not in name
            ),
        )
    )
