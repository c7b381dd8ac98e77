"""Sign-ins: a person at a browser, under one purpose, for a limited time.

Ends after eight hours, after half an hour without a request, when the person signs out, and
as soon as the account is closed or the employment ends. Only a digest of the token is kept.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.actors import ROLE_PURPOSES, Actor, ActorKind, Purpose, Role
from models.errors import (
    InviteSpent,
    LockedOut,
    NotAllowed,
    SignInEnded,
    Unwritable,
    WrongPassword,
)
from models.events import Event, Outcome
from models.ids import new_token
from models.lockout import forget_failures, locked_until, record_failure
from models.people import Person, find_person, normal_email, person_of, token_digest
from models.records import Act, Records
from models.sign_in_ends import IDLE, LONGEST
from models.times import from_text, to_text

_SEEN_EVERY = timedelta(minutes=1)

DUMMY_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$Vtgp66Y4dM2zbPiDlvcTqg$"
    "t8i2GYvlz+pKb28l8I9qMyGRgwI0jtfEAnGEO9mGay0"
)
"""Argon2's default work on a password nobody knows: unknown e-mails take the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """An open sign-in. `token` goes into a cookie, `csrf_token` into forms."""

    token: str
    csrf_token: str
    person: Person
    purpose: Purpose
    opened_at: datetime
    ends_at: datetime

    def actor(self, address: str) -> Actor:
        """The person as an actor, from this address."""
        return _actor(self.person, self.purpose, address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Whom an invite lets in, as the page that offers it needs to know."""

    name: str
    role: Role


def open_with_password(
    records: Records,
    *,
    email: str,
    verify: Callable[[str], bool],
    purpose: Purpose,
    address: str,
    dummy_hash: str = DUMMY_HASH,
) -> SignIn:
    """Sign in with a password. Logs sign_in:opened, sign_in:refused, sign_in:locked.

    `verify` gets a stored hash and says whether the password fits; it runs outside of any
    transaction, and runs for unknown e-mails too, with `dummy_hash`. Refuses with
    WrongPassword, LockedOut (even if the password is right), NotAllowed.
    """
    email = normal_email(email)
    account = records.digest("account", email)
    place = records.digest("address", address or account)
    with records.peek() as look:
        row = next(iter(look.db.table("people").rows_where("email = ?", [email])), None)
    password_hash = row["password_hash"] if row else None
    fits = verify(password_hash or dummy_hash) and bool(password_hash)
    person = person_of(row) if row else None
    actor = _actor(person, purpose, address) if person and fits else _unknown(address)
    about = f"person:{person.id}" if person else ""
    with records.act(actor) as act:
        until = locked_until(act.db, account=account, address=place, now=act.now)
        if until is not None:
            raise LockedOut(Event.SIGN_IN_REFUSED, about, "locked", until=until)
        if person and fits and _same_hash(act, person, password_hash):
            forget_failures(act.db, account=account)
            return _open(act, person.id, purpose, address, by="password")
        record_failure(act.db, account=account, address=place, now=act.now)
        act.log(Event.SIGN_IN_REFUSED, about, outcome=Outcome.REFUSED, reason="wrong_password")
        if locked_until(act.db, account=account, address=place, now=act.now):
            act.log(Event.SIGN_IN_LOCKED, about, outcome=Outcome.REFUSED, reason="failures")
    raise WrongPassword(Event.SIGN_IN_REFUSED, about, "wrong_password")


def open_with_invite(records: Records, *, token: str, purpose: Purpose, address: str) -> SignIn:
    """Sign in once with an invite. Refuses with InviteSpent, NotAllowed; logs both ways.

    A token that never was leaves no entry, or anyone on the network could fill the log.
    """
    digest = token_digest(token)
    with records.peek() as look:
        row = next(iter(look.db.table("invites").rows_where("token_digest = ?", [digest])), None)
        person = find_person(look.db, row["person_id"]) if row else None
    if person is None:
        raise InviteSpent(Event.SIGN_IN_REFUSED, reason="invite_unknown")
    with records.act(_actor(person, purpose, address)) as act:
        spent = act.db.execute(
            "UPDATE invites SET used_at = :now "
            "WHERE token_digest = :digest AND used_at IS NULL AND ends_at > :now",
            {"now": to_text(act.now), "digest": digest},
        )
        if spent.rowcount != 1:
            raise InviteSpent(Event.SIGN_IN_REFUSED, _about(person), "invite_spent")
        return _open(act, person.id, purpose, address, by="one_time_link")


def find_invite(records: Records, token: str) -> Invite | None:
    """Whom this invite lets in; None, whatever the cause, when it lets nobody in. Spends nothing.

    The look-up is by digest, so the time it takes tells nothing about the token.
    """
    with records.peek() as look:
        row = look.db.execute(
            "SELECT person_id FROM invites "
            "WHERE token_digest = ? AND used_at IS NULL AND ends_at > ?",
            [token_digest(token), to_text(look.now)],
        ).fetchone()
        person = find_person(look.db, row[0]) if row else None
    if person is None or person.ended(look.now):
        return None
    return Invite(name=person.name, role=person.role)


def find_sign_in(records: Records, token: str) -> SignIn | None:
    """The open sign-in of this token, or None when there is none any more."""
    try:
        return get_sign_in(records, token)
    except SignInEnded:
        return None


def get_sign_in(records: Records, token: str) -> SignIn:
    """The open sign-in of this token; SignInEnded says why there is none.

    The reason is one of unknown, closed, ended, idle, disabled, employment, role. Counts as a
    request, so the half hour begins anew.
    """
    digest = token_digest(token)
    with records.peek() as look:
        now = look.now
        row = next(iter(look.db.table("sign_ins").rows_where("token_digest = ?", [digest])), None)
        person = find_person(look.db, row["person_id"]) if row else None
    if row is None or person is None:
        raise SignInEnded(Event.PAGE_REFUSED, reason="unknown")
    reason = _why_ended(row, person, now)
    if reason:
        raise SignInEnded(Event.PAGE_REFUSED, _about(person), reason)
    if now - from_text(row["seen_at"]) >= _SEEN_EVERY:
        with suppress(Unwritable), records.step() as step:  # unseen, it only ends the sooner
            step.db.execute(
                "UPDATE sign_ins SET seen_at = ? WHERE token_digest = ? AND closed_at IS NULL",
                [to_text(now), digest],
            )
    return SignIn(
        token=token,
        csrf_token=records.digest("csrf", token),
        person=person,
        purpose=Purpose(row["purpose"]),
        opened_at=from_text(row["opened_at"]),
        ends_at=from_text(row["ends_at"]),
    )


def require_open(act: Act, token: str) -> None:
    """SignInEnded unless the sign-in is open as this act begins, and not only as the page did.

    Inside the act, so that who is signed out or loses the account meanwhile does nothing more.
    """
    row = next(
        iter(act.db.table("sign_ins").rows_where("token_digest = ?", [token_digest(token)])), None
    )
    person = find_person(act.db, row["person_id"]) if row else None
    reason = _why_ended(row, person, act.now) if row and person else "unknown"
    if reason:
        raise SignInEnded(Event.PAGE_REFUSED, _about(person), reason)


def close(act: Act, token: str) -> None:
    """Sign out. Logs sign_in:closed, also when it was over already."""
    act.db.execute(
        "UPDATE sign_ins SET closed_at = ? WHERE token_digest = ? AND closed_at IS NULL",
        [to_text(act.now), token_digest(token)],
    )
    act.log(Event.SIGN_IN_CLOSED, f"person:{act.actor.id}")


def _open(act: Act, person_id: str, purpose: Purpose, address: str, *, by: str) -> SignIn:
    """Open a sign-in, unless the person or the purpose stands against it.

    The entry says by what: a link made by somebody else proves less than a password.
    """
    person = find_person(act.db, person_id)
    ended = person.ended(act.now) if person else "unknown"
    if person is None or ended:
        raise NotAllowed(Event.SIGN_IN_REFUSED, _about(person), ended)
    if purpose not in ROLE_PURPOSES[person.role]:
        raise NotAllowed(Event.SIGN_IN_REFUSED, _about(person), "purpose")
    token = new_token(act.records.random)
    ends_at = act.now + LONGEST
    act.db.table("sign_ins").insert(
        {
            "token_digest": token_digest(token),
            "person_id": person.id,
            "purpose": purpose.value,
            "address": address,
            "opened_at": to_text(act.now),
            "seen_at": to_text(act.now),
            "ends_at": to_text(ends_at),
            "closed_at": None,
        }
    )
    act.log(Event.SIGN_IN_OPENED, _about(person), by=by)
    return SignIn(
        token=token,
        csrf_token=act.records.digest("csrf", token),
        person=person,
        purpose=purpose,
        opened_at=act.now,
        ends_at=ends_at,
    )


def _why_ended(row: dict[str, Any], person: Person, now: datetime) -> str:
    if row["closed_at"] is not None:
        return person.ended(now) or "closed"
    if from_text(row["ends_at"]) <= now:
        return "ended"
    if from_text(row["seen_at"]) + IDLE <= now:
        return "idle"
    if Purpose(row["purpose"]) not in ROLE_PURPOSES[person.role]:
        return "role"
    return person.ended(now)


def _same_hash(act: Act, person: Person, password_hash: str | None) -> bool:
    """Whether the password was not changed while it was being checked."""
    row = act.db.execute("SELECT password_hash FROM people WHERE id = ?", [person.id]).fetchone()
    return row is not None and row[0] == password_hash


def _about(person: Person | None) -> str:
    return f"person:{person.id}" if person else ""


def _actor(person: Person, purpose: Purpose, address: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        id=person.id,
        name=person.name,
        role=person.role,
        purpose=purpose,
        address=address,
    )


def _unknown(address: str) -> Actor:
    """Whoever failed to prove who they are."""
    return Actor(kind=ActorKind.PERSON, id="unknown", name="Somebody unknown", address=address)
