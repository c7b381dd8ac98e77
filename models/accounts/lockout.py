"""Lockout: who guesses has to wait, ever longer; who is guessed at does not.

Failures are counted for an account at one place: a device the person signed in from before, or
else a network address. Strangers' failures elsewhere never add up at such a device, so nobody can
be locked out by others. Strangers together, and one address against many accounts, wait as well.

Failures are kept under keyed digests, so that what was typed for an e-mail (often a password) is
not kept, and unknown e-mails lock like known ones.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from models.times import from_text, to_text

WINDOW = timedelta(hours=1)
"""Failures count together when they fall within this time."""
FIRST_WAIT = timedelta(minutes=1)
"""How long one waits after the failure that was one too many; twice as long after each more."""
LONGEST_WAIT = timedelta(minutes=15)
MOST_AT_PLACE = 5
MOST_BY_ADDRESS = 20
MOST_BY_STRANGERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Where somebody tries to come in: keyed digests, never what was typed.

    `device` is empty unless the person signed in there before; `near` says that they signed in
    from this address before.
    """

    account: str
    address: str
    device: str = ""
    near: bool = False

    @property
    def place(self) -> str:
        """Where failures of this account are counted on their own."""
        return self.device or self.address


def waits_until(db: Database, attempt: Attempt, now: datetime) -> datetime | None:
    """Until when this attempt has to wait; None when it has not."""
    account, place = attempt.account, attempt.place
    ends = [
        _end(db, "account_digest = ? AND address_digest = ?", [account, place], MOST_AT_PLACE, now)
    ]
    if not attempt.device:
        ends.append(_end(db, "address_digest = ?", [place], MOST_BY_ADDRESS, now))
        if not attempt.near:
            strange = "account_digest = ? AND strange = 1"
            ends.append(_end(db, strange, [account], MOST_BY_STRANGERS, now))
    return max((end for end in ends if end is not None and end > now), default=None)


def record_failure(db: Database, attempt: Attempt, now: datetime) -> None:
    """Count a failure, and forget those that can no longer matter."""
    db.execute("DELETE FROM sign_in_failures WHERE at < ?", [to_text(now - WINDOW - LONGEST_WAIT)])
    db.table("sign_in_failures").insert(
        {
            "account_digest": attempt.account,
            "address_digest": attempt.place,
            "strange": int(not (attempt.device or attempt.near)),
            "at": to_text(now),
        }
    )


def forget_failures(db: Database, attempt: Attempt) -> None:
    """Begin anew at the place that was signed in from, and nowhere else."""
    db.execute(
        "DELETE FROM sign_in_failures WHERE account_digest = ? AND address_digest = ?",
        [attempt.account, attempt.place],
    )


def _end(
    db: Database, condition: str, values: list[str], most: int, now: datetime
) -> datetime | None:
    """When the wait ends that these failures add up to."""
    row = db.execute(
        f"SELECT count(*), max(at) FROM sign_in_failures WHERE {condition} AND at > ?",  # noqa: S608
        [*values, to_text(now - WINDOW)],
    ).fetchone()
    count, last = int(row[0]), row[1]
    if count < most:
        return None
    wait: timedelta = FIRST_WAIT * 2 ** min(count - most, 10)
    return from_text(last) + min(wait, LONGEST_WAIT)
