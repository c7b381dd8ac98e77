"""Proving again who one is, for acts that matter more than a look.

A sign-in is fresh for ten minutes after its person proved who they are. Each proof gives it a
new token, so that one stolen before is worth nothing; five failures end it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from models.accounts.password_sign_ins import same_hash
from models.accounts.people import token_digest
from models.accounts.second_factors import spend
from models.accounts.sign_ins import SignIn, close, require_open
from models.errors import NotAllowed, SignInEnded, WrongPassword
from models.ids import new_token
from models.log.events import Event, Outcome
from models.records import Act, Records
from models.times import to_text

PROVED_FOR = timedelta(minutes=10)
"""How long a proof lasts."""
MOST_FAILED_PROOFS = 5


def is_fresh(sign_in: SignIn, now: datetime) -> bool:
    """Whether the person proved who they are a short while ago; never by a clock set back."""
    at = sign_in.proved_at
    return at is not None and timedelta(0) <= now - at < PROVED_FOR


def prove_with_password(
    records: Records, sign_in: SignIn, *, address: str, verify: Callable[[str], bool]
) -> SignIn:
    """Prove it with the password; gives the sign-in under its new token. Logs sign_in:proved.

    `verify` gets the stored hash, and runs outside of any transaction. Refuses with
    WrongPassword, NotAllowed (`no_password`), and SignInEnded after the fifth failure.
    """
    with records.peek() as look:
        row = look.db.execute(
            "SELECT password_hash FROM people WHERE id = ?", [sign_in.person.id]
        ).fetchone()
    kept = row[0] if row else None
    fits = kept is not None and verify(kept)
    with records.act(sign_in.actor(address)) as act:
        require_open(act, sign_in.token)
        if kept is None:
            raise NotAllowed(Event.SIGN_IN_PROVED, f"person:{sign_in.person.id}", "no_password")
        if fits and same_hash(act, sign_in.person, kept):
            return renew_proved(act, sign_in, by="password")
        fail_proof(act, sign_in, "wrong_password")
    raise WrongPassword(Event.SIGN_IN_PROVED, f"person:{sign_in.person.id}", "wrong_password")


def prove_with_code(records: Records, sign_in: SignIn, *, address: str, code: str) -> SignIn:
    """Prove it with a code of the authenticator app, as `prove_with_password` does.

    A recovery code is none: it is for who lost the app, and is spent at the door.
    """
    with records.act(sign_in.actor(address)) as act:
        require_open(act, sign_in.token)
        if spend(act, sign_in.person.id, code, recovery=False):
            return renew_proved(act, sign_in, by="code")
        fail_proof(act, sign_in, "wrong_code")
    raise WrongPassword(Event.SIGN_IN_PROVED, f"person:{sign_in.person.id}", "wrong_code")


def renew_proved(act: Act, sign_in: SignIn, *, by: str) -> SignIn:
    """Note the proof and give the sign-in a new token; the old one stops. Logs sign_in:proved."""
    token = new_token(act.records.random)
    renewed = act.db.execute(
        "UPDATE sign_ins SET token_digest = :new, proved_at = :now, failed_proofs = 0 "
        "WHERE token_digest = :old AND closed_at IS NULL",
        {
            "new": token_digest(token),
            "now": to_text(act.now),
            "old": token_digest(sign_in.token),
        },
    )
    if renewed.rowcount != 1:
        raise SignInEnded(Event.PAGE_REFUSED, f"person:{sign_in.person.id}", "closed")
    act.log(Event.SIGN_IN_PROVED, f"person:{sign_in.person.id}", by=by)
    return replace(sign_in, token=token, proved_at=act.now)


def fail_proof(act: Act, sign_in: SignIn, reason: str) -> None:
    """Count a failed proof; the fifth in a row ends the sign-in. Logs both."""
    act.db.execute(
        "UPDATE sign_ins SET failed_proofs = failed_proofs + 1 WHERE id = ?", [sign_in.id]
    )
    (failed,) = act.db.execute(
        "SELECT failed_proofs FROM sign_ins WHERE id = ?", [sign_in.id]
    ).fetchone()
    act.log(
        Event.SIGN_IN_PROVED,
        f"person:{sign_in.person.id}",
        outcome=Outcome.REFUSED,
        reason=reason,
    )
    if failed >= MOST_FAILED_PROOFS:
        close(act, sign_in.token, reason="failed_proofs")
