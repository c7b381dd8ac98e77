"""Half sign-ins: the password was right, and the second factor is still to come.

Good for five minutes and five tries. Failures count as those of passwords do, for the account at
one place, so that who stole a password cannot try codes at will.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.accounts.devices import is_known, is_near
from models.accounts.lockout import Attempt, forget_failures, record_failure, waits_until
from models.accounts.people import Person, find_person, token_digest
from models.accounts.second_factors import spend
from models.accounts.sign_ins import (
    SignIn,
    about_person,
    open_sign_in,
    person_actor,
    require_may_open,
)
from models.actors import Purpose
from models.errors import LockedOut, SignInEnded, WrongPassword
from models.ids import new_token
from models.log.events import Event, Outcome
from models.records import Act, Records, Step
from models.times import from_text, to_text

LASTS = timedelta(minutes=5)
MOST_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfSignIn:
    """What waits for a second factor. `token` goes into a cookie of its own."""

    token: str
    person: Person
    purpose: Purpose
    by: str


def open_or_ask(
    act: Act, person_id: str, purpose: Purpose, address: str, *, by: str, proves: bool = True
) -> SignIn | HalfSignIn:
    """Open a sign-in, or a half one where the person has a second factor. Logs either.

    Refuses with NotAllowed as `open_sign_in` does.
    """
    person = require_may_open(act, person_id, purpose)
    if not person.second_factor:
        return open_sign_in(act, person_id, purpose, address, by=by, proves=proves)
    act.db.execute("DELETE FROM half_sign_ins WHERE ends_at <= ?", [to_text(act.now)])
    token = new_token(act.records.random)
    act.db.table("half_sign_ins").insert(
        {
            "token_digest": token_digest(token),
            "person_id": person.id,
            "purpose": purpose.value,
            "opened_by": by,
            "ends_at": to_text(act.now + LASTS),
        }
    )
    act.log(Event.SIGN_IN_HALFWAY, about_person(person), by=by)
    return HalfSignIn(token=token, person=person, purpose=purpose, by=by)


def find_half(records: Records, token: str) -> HalfSignIn | None:
    """The half sign-in of this token; None when it ended or never was."""
    with records.peek() as look:
        row = _find(look, token)
        person = find_person(look.db, row["person_id"]) if row else None
    if row is None or person is None or person.ended(look.now):
        return None
    return HalfSignIn(
        token=token, person=person, purpose=Purpose(row["purpose"]), by=row["opened_by"]
    )


def finish_with_code(
    records: Records, *, token: str, code: str, address: str, device: str = ""
) -> SignIn:
    """Open the sign-in with a code of the app or a recovery code. Logs all that comes of it.

    Refuses with SignInEnded (`half_ended`), LockedOut, WrongPassword (`wrong_code`), NotAllowed.
    """
    half = find_half(records, token)
    if half is None:
        raise SignInEnded(Event.SIGN_IN_REFUSED, reason="half_ended")
    about = about_person(half.person)
    with records.act(person_actor(half.person, half.purpose, address)) as act:
        if _find(act, token) is None:
            raise SignInEnded(Event.SIGN_IN_REFUSED, about, "half_ended")
        attempt = _attempt(act, half.person.id, address, device)
        waits = waits_until(act.db, attempt, act.now)  # in the act: many at once count as many
        if waits is not None:
            raise LockedOut(Event.SIGN_IN_REFUSED, about, "locked", until=waits)
        second = spend(act, half.person.id, code)
        if second:
            forget_failures(act.db, attempt)
            return finish(act, half, address, second=second)
        _fail(act, half, attempt)
    raise WrongPassword(Event.SIGN_IN_REFUSED, about, "wrong_code")


def finish(act: Act, half: HalfSignIn, address: str, *, second: str) -> SignIn:
    """Open what was half open: whoever proved it with `second` proved who they are."""
    act.db.execute("DELETE FROM half_sign_ins WHERE token_digest = ?", [token_digest(half.token)])
    return open_sign_in(act, half.person.id, half.purpose, address, by=half.by, second=second)


def _fail(act: Act, half: HalfSignIn, attempt: Attempt) -> None:
    record_failure(act.db, attempt, act.now)
    about = about_person(half.person)
    act.log(Event.SIGN_IN_REFUSED, about, outcome=Outcome.REFUSED, reason="wrong_code")
    digest = token_digest(half.token)
    act.db.execute("UPDATE half_sign_ins SET failed = failed + 1 WHERE token_digest = ?", [digest])
    act.db.execute("DELETE FROM half_sign_ins WHERE failed >= ?", [MOST_TRIES])
    if waits_until(act.db, attempt, act.now):
        act.log(Event.SIGN_IN_LOCKED, about, outcome=Outcome.REFUSED, reason="failures")


def _attempt(look: Step, person_id: str, address: str, device: str) -> Attempt:
    digest = look.records.digest
    account = digest("second_factor", person_id)
    return Attempt(
        account=account,
        address=digest("address", address or account),
        device=digest("device", device) if is_known(look.db, device, person_id, look.now) else "",
        near=is_near(look.db, address, person_id),
    )


def _find(step: Step, token: str) -> dict[str, Any] | None:
    rows = step.db.table("half_sign_ins").rows_where("token_digest = ?", [token_digest(token)])
    row: dict[str, Any] | None = next(iter(rows), None)
    return row if row and _still(row, step.now) else None


def _still(row: dict[str, Any], now: datetime) -> bool:
    return from_text(row["ends_at"]) > now
