"""Signing in with a password: as slow for who is unknown, and locked for who guesses."""

from collections.abc import Callable

from models.actors import Purpose
from models.errors import LockedOut, WrongPassword
from models.events import Event, Outcome
from models.lockout import forget_failures, locked_until, record_failure
from models.people import Person, normal_email, person_of
from models.records import Act, Records
from models.sign_ins import SignIn, about_person, open_sign_in, person_actor, unknown_actor

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
    actor = person_actor(person, purpose, address) if person and fits else unknown_actor(address)
    about = about_person(person)
    with records.act(actor) as act:
        until = locked_until(act.db, account=account, address=place, now=act.now)
        if until is not None:
            raise LockedOut(Event.SIGN_IN_REFUSED, about, "locked", until=until)
        if person and fits and same_hash(act, person, password_hash):
            forget_failures(act.db, account=account)
            return open_sign_in(act, person.id, purpose, address, by="password")
        record_failure(act.db, account=account, address=place, now=act.now)
        act.log(Event.SIGN_IN_REFUSED, about, outcome=Outcome.REFUSED, reason="wrong_password")
        if locked_until(act.db, account=account, address=place, now=act.now):
            act.log(Event.SIGN_IN_LOCKED, about, outcome=Outcome.REFUSED, reason="failures")
    raise WrongPassword(Event.SIGN_IN_REFUSED, about, "wrong_password")


def same_hash(act: Act, person: Person, password_hash: str | None) -> bool:
    """Whether the password was not changed while it was being checked."""
    row = act.db.execute("SELECT password_hash FROM people WHERE id = ?", [person.id]).fetchone()
    return row is not None and row[0] == password_hash
