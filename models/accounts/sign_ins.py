"""Sign-ins: a person at a browser, under one purpose, for a limited time.

Ends after eight hours and after half an hour without a request (or as set), when the person
signs out, and as soon as the account is closed or the employment ends. Only a digest of the
token is kept.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from models.accounts.people import Person, find_person, token_digest
from models.accounts.purpose_leaves import in_force
from models.accounts.purposes import PurposeRule, find_purpose
from models.actors import Actor, ActorKind, Purpose
from models.errors import NotAllowed, SignInEnded, Unwritable
from models.ids import new_id, new_token
from models.log.events import Event
from models.records import Act, Records, Step
from models.times import from_text, optional_text, optional_time, to_text

SINGLE_SIGN_ON = "single_sign_on"
"""By what a sign-in was opened that the company's own provider vouched for."""
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """An open sign-in. `token` goes into a cookie, `csrf_token` into forms.

    `id` stays the same when the token is renewed, and so does the token of its forms.
    `proved_at` is when its person last proved who they are; None for who came by a link alone.
    `chosen` is the purpose they went on under, and `purpose` what that opens.
    """

    id: str
    token: str
    csrf_token: str
    person: Person
    purpose: Purpose
    opened_at: datetime
    ends_at: datetime
    proved_at: datetime | None
    opened_by: str
    chosen: PurposeRule | None = None

    @property
    def purpose_words(self) -> str:
        """The purpose as people call it."""
        return self.chosen.words if self.chosen else self.purpose.words

    def actor(self, address: str) -> Actor:
        """The person as an actor, from this address."""
        actor = person_actor(self.person, self.purpose, address)
        return replace(actor, purpose_code=self.chosen.code) if self.chosen else actor


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
        reason = _why_ended(look, row, person) if row and person else ""
        chosen = find_purpose(look.db, row["chosen_purpose"] or "") if row else None
    if row is None or person is None:
        raise SignInEnded(Event.PAGE_REFUSED, reason="unknown")
    if reason:
        raise SignInEnded(Event.PAGE_REFUSED, about_person(person), reason)
    if now - from_text(row["seen_at"]) >= _SEEN_EVERY:
        with suppress(Unwritable), records.step() as step:  # unseen, it only ends the sooner
            step.db.execute(
                "UPDATE sign_ins SET seen_at = ? WHERE token_digest = ? AND closed_at IS NULL",
                [to_text(now), digest],
            )
    return SignIn(
        id=row["id"],
        token=token,
        csrf_token=records.digest("csrf", row["id"]),
        person=person,
        purpose=chosen.opens if chosen else Purpose(row["purpose"]),
        opened_at=from_text(row["opened_at"]),
        ends_at=from_text(row["ends_at"]),
        proved_at=optional_time(row["proved_at"]),
        opened_by=row["opened_by"],
        chosen=chosen,
    )


def require_open(act: Act, token: str) -> None:
    """SignInEnded unless the sign-in is open as this act begins, and not only as the page did.

    Inside the act, so that who is signed out or loses the account meanwhile does nothing more.
    """
    row = next(
        iter(act.db.table("sign_ins").rows_where("token_digest = ?", [token_digest(token)])), None
    )
    person = find_person(act.db, row["person_id"]) if row else None
    reason = _why_ended(act, row, person) if row and person else "unknown"
    if reason:
        raise SignInEnded(Event.PAGE_REFUSED, about_person(person), reason)


def close(act: Act, token: str, *, reason: str = "") -> None:
    """Sign out. Logs sign_in:closed, also when it was over already."""
    act.db.execute(
        "UPDATE sign_ins SET closed_at = ? WHERE token_digest = ? AND closed_at IS NULL",
        [to_text(act.now), token_digest(token)],
    )
    act.log(Event.SIGN_IN_CLOSED, f"person:{act.actor.id}", reason=reason)


def require_may_open(act: Act, person_id: str, purpose: Purpose) -> Person:
    """The person, unless the account or the purpose stands against a sign-in: NotAllowed."""
    person = find_person(act.db, person_id)
    ended = person.ended(act.now) if person else "unknown"
    if person is None or ended:
        raise NotAllowed(Event.SIGN_IN_REFUSED, about_person(person), ended)
    if not in_force(act.db, person.id, person.role, purpose.value, act.now):
        raise NotAllowed(Event.SIGN_IN_REFUSED, about_person(person), "purpose")
    return person


def open_sign_in(
    act: Act,
    person_id: str,
    purpose: Purpose,
    address: str,
    *,
    by: str,
    second: str = "",
    proves: bool = True,
) -> SignIn:
    """Open a sign-in, unless the person or the purpose stands against it. Logs sign_in:opened.

    The entry says by what, and by which second factor: a link made by somebody else proves less
    than a password, and alone is no proof of who came (`proves`).
    """
    person = require_may_open(act, person_id, purpose)
    sign_in_id, token = new_id(act.records.random), new_token(act.records.random)
    ends_at = act.now + act.records.sign_in_limits.longest
    proved_at = act.now if proves else None
    act.db.table("sign_ins").insert(
        {
            "id": sign_in_id,
            "token_digest": token_digest(token),
            "person_id": person.id,
            "purpose": purpose.value,
            "address": address,
            "opened_at": to_text(act.now),
            "opened_by": by,
            "proved_at": optional_text(proved_at),
            "seen_at": to_text(act.now),
            "ends_at": to_text(ends_at),
            "closed_at": None,
        }
    )
    act.log(Event.SIGN_IN_OPENED, about_person(person), by=by, second=second or "none")
    return SignIn(
        id=sign_in_id,
        token=token,
        csrf_token=act.records.digest("csrf", sign_in_id),
        person=person,
        purpose=purpose,
        opened_at=act.now,
        ends_at=ends_at,
        proved_at=proved_at,
        opened_by=by,
    )


def _why_ended(look: Step, row: dict[str, Any], person: Person) -> str:
    now, idle = look.now, look.records.sign_in_limits.idle
    if row["closed_at"] is not None:
        return person.ended(now) or "closed"
    if from_text(row["ends_at"]) <= now:
        return "ended"
    if from_text(row["seen_at"]) + idle <= now:
        return "idle"
    code = row["chosen_purpose"] or row["purpose"]
    if not in_force(look.db, person.id, person.role, code, now):
        return "role"
    return person.ended(now)


def about_person(person: Person | None) -> str:
    """The object of an entry about this person; empty for nobody."""
    return f"person:{person.id}" if person else ""


def person_actor(person: Person, purpose: Purpose, address: str) -> Actor:
    """A person as an actor."""
    return Actor(
        kind=ActorKind.PERSON,
        id=person.id,
        name=person.name,
        role=person.role,
        purpose=purpose,
        address=address,
    )


def unknown_actor(address: str) -> Actor:
    """Whoever failed to prove who they are."""
    return Actor(kind=ActorKind.PERSON, id="unknown", name="Somebody unknown", address=address)
