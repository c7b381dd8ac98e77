"""How all sign-ins of one person are ended at once, and all else they have open."""

from models.records import Act
from models.times import to_text


def close_all(act: Act, person_id: str, *, but: str = "") -> int:
    """Close every sign-in of a person but the one of this token digest.

    Gives how many were still open: what had ended by itself is closed as well, and not counted.
    """
    values = {
        "person": person_id,
        "but": but,
        "now": to_text(act.now),
        "idle": to_text(act.now - act.records.sign_in_limits.idle),
    }
    theirs = "person_id = :person AND closed_at IS NULL AND token_digest <> :but"
    still_open = act.db.table("sign_ins").count_where(
        f"{theirs} AND ends_at > :now AND seen_at > :idle", values
    )
    act.db.execute(f"UPDATE sign_ins SET closed_at = :now WHERE {theirs}", values)  # noqa: S608
    return still_open


_OPEN = ("invites", "half_sign_ins")
_OWN = ("known_devices", "passkeys", "authenticators", "recovery_codes")


def end_everything(act: Act, person_id: str, *, for_good: bool = False) -> int:
    """End all a person has open, at once; `for_good` also what they could come in with again.

    Gives how many sign-ins were still open.
    """
    ended = close_all(act, person_id)
    act.db.execute(
        "UPDATE api_tokens SET revoked_at = ? WHERE person_id = ? AND revoked_at IS NULL",
        [to_text(act.now), person_id],
    )
    for table in (*_OPEN, *_OWN) if for_good else _OPEN:
        act.db.execute(f"DELETE FROM {table} WHERE person_id = ?", [person_id])  # noqa: S608
    return ended
