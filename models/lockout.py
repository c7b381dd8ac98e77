"""Lockout: after too many failures an account, or an address, has to wait.

Failures are counted under keyed digests, so that what was typed for an e-mail (often a
password) is not kept, and unknown e-mails lock like known ones.
"""

from datetime import datetime, timedelta

from sqlite_utils import Database

from models.times import from_text, to_text

WINDOW = timedelta(minutes=15)
"""Failures count together when they fall within this time."""
LOCK = timedelta(minutes=15)
"""How long a lock lasts after the failure that caused it."""
MOST_BY_ACCOUNT = 5
MOST_BY_ADDRESS = 20

_LIMITS = (("account_digest", MOST_BY_ACCOUNT), ("address_digest", MOST_BY_ADDRESS))


def locked_until(db: Database, *, account: str, address: str, now: datetime) -> datetime | None:
    """Until when this account or this address has to wait; None when neither has to."""
    digests = {"account_digest": account, "address_digest": address}
    ends = (_lock_end(db, column, digests[column], most) for column, most in _LIMITS)
    return max((end for end in ends if end is not None and end > now), default=None)


def record_failure(db: Database, *, account: str, address: str, now: datetime) -> None:
    """Count a failure, and forget those that can no longer matter."""
    db.execute("DELETE FROM sign_in_failures WHERE at < ?", [to_text(now - WINDOW - LOCK)])
    db.table("sign_in_failures").insert(
        {"account_digest": account, "address_digest": address, "at": to_text(now)}
    )


def forget_failures(db: Database, *, account: str) -> None:
    """Begin anew for an account that was signed in to."""
    db.execute("DELETE FROM sign_in_failures WHERE account_digest = ?", [account])


def _lock_end(db: Database, column: str, digest: str, most: int) -> datetime | None:
    rows = db.table("sign_in_failures").rows_where(
        f"{column} = ?", [digest], select="at", order_by="at DESC", limit=most
    )
    times = [from_text(row["at"]) for row in rows]
    if len(times) < most or times[0] - times[-1] > WINDOW:
        return None
    return times[0] + LOCK
