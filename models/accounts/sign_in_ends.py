"""When a sign-in ends, and how all of one person are ended at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from models.times import to_text

LONGEST = timedelta(hours=8)
"""How long a sign-in lasts at most, unless it is set otherwise."""
IDLE = timedelta(minutes=30)
"""How long a sign-in lasts without a request, unless it is set otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLimits:
    """When sign-ins end by themselves."""

    longest: timedelta = LONGEST
    idle: timedelta = IDLE


def close_all(db: Database, person_id: str, now: datetime, *, but: str = "") -> int:
    """Close every sign-in of a person but the one of this token digest.

    Gives how many were still open: what had ended by itself is closed as well, and not counted.
    """
    values = {
        "person": person_id,
        "but": but,
        "now": to_text(now),
        "idle": to_text(now - IDLE),
    }
    theirs = "person_id = :person AND closed_at IS NULL AND token_digest <> :but"
    still_open = db.table("sign_ins").count_where(
        f"{theirs} AND ends_at > :now AND seen_at > :idle", values
    )
    db.execute(f"UPDATE sign_ins SET closed_at = :now WHERE {theirs}", values)  # noqa: S608
    return still_open


_OPEN = ("invites", "half_sign_ins")
_OWN = ("known_devices", "passkeys", "authenticators", "recovery_codes")


def end_everything(db: Database, person_id: str, now: datetime, *, for_good: bool = False) -> int:
    """End all a person has open, at once; `for_good` also what they could come in with again.

    Gives how many sign-ins were still open.
    """
    ended = close_all(db, person_id, now)
    db.execute(
        "UPDATE api_tokens SET revoked_at = ? WHERE person_id = ? AND revoked_at IS NULL",
        [to_text(now), person_id],
    )
    for table in (*_OPEN, *_OWN) if for_good else _OPEN:
        db.execute(f"DELETE FROM {table} WHERE person_id = ?", [person_id])  # noqa: S608
    return ended
