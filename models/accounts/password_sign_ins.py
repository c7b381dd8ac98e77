"""Signing in with a password: as slow for who is unknown, and locked for who guesses."""

from collections.abc import Callable

from models.accounts.devices import is_known, is_near
from models.accounts.half_sign_ins import HalfSignIn, open_or_ask
from models.accounts.lockout import Attempt, forget_failures, record_failure, waits_until
from models.accounts.people import Person, normal_email, person_of
from models.accounts.sign_ins import SignIn, about_person, person_actor, unknown_actor
from models.actors import Purpose
from models.errors import LockedOut, WrongPassword
from models.log.events import Event, Outcome
from models.records import Act, Records, Step

DUMMY_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$Vtgp66Y4dM2zbPiDlvcTqg$"
    "t8i2GYvlz+pKb28l8I9qMyGRgwI0jtfEAnGEO9mGay0"
)
"""Argon2's default work on a password nobody knows: unknown e-mails take the same time."""


def open_with_password(
    records: Records,
    *,
    email: str,
    verify: Callable[[str], bool],
    purpose: Purpose,
    address: str,
    device: str = "",
    dummy_hash: str = DUMMY_HASH,
) -> SignIn | HalfSignIn:
    """Sign in with a password, half where a second factor is to come. Logs what comes of it.

    `verify` gets a stored hash and says whether the password fits; it runs outside of any
    transaction, and runs for unknown e-mails too, with `dummy_hash`. `device` is the token the
    browser has for one, if any. Refuses with WrongPassword, LockedOut (even if the password is
    right; it is not looked at then), NotAllowed.
    """
    email = normal_email(email)
    with records.peek() as look:
        row = next(iter(look.db.table("people").rows_where("email = ?", [email])), None)
        person = person_of(row) if row else None
        attempt = _attempt(look, email, person, address, device)
        waits = waits_until(look.db, attempt, look.now)
    about = about_person(person)
    if waits is not None:
        with records.act(unknown_actor(address)):
            raise LockedOut(Event.SIGN_IN_REFUSED, about, "locked", until=waits)
    password_hash = row["password_hash"] if row else None
    fits = verify(password_hash or dummy_hash) and bool(password_hash)
    actor = person_actor(person, purpose, address) if person and fits else unknown_actor(address)
    with records.act(actor) as act:
        waits = waits_until(act.db, attempt, act.now)
        if waits is not None:
            raise LockedOut(Event.SIGN_IN_REFUSED, about, "locked", until=waits)
        if person and fits and same_hash(act, person, password_hash):
            forget_failures(act.db, attempt)
            return open_or_ask(act, person.id, purpose, address, by="password")
        record_failure(act.db, attempt, act.now)
        act.log(Event.SIGN_IN_REFUSED, about, outcome=Outcome.REFUSED, reason="wrong_password")
        if waits_until(act.db, attempt, act.now):
            act.log(Event.SIGN_IN_LOCKED, about, outcome=Outcome.REFUSED, reason="failures")
    raise WrongPassword(Event.SIGN_IN_REFUSED, about, "wrong_password")


def _attempt(look: Step, email: str, person: Person | None, address: str, device: str) -> Attempt:
    digest = look.records.digest
    account = digest("account", email)
    known = person is not None and is_known(look.db, device, person.id, look.now)
    return Attempt(
        account=account,
        address=digest("address", address or account),
        device=digest("device", device) if known else "",
        near=person is not None and is_near(look.db, address, person.id),
    )


def same_hash(act: Act, person: Person, password_hash: str | None) -> bool:
    """Whether the password was not changed while it was being checked."""
    row = act.db.execute("SELECT password_hash FROM people WHERE id = ?", [person.id]).fetchone()
    return row is not None and row[0] == password_hash
