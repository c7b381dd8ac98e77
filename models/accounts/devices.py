"""Devices a person signed in from before: known by a cookie, of which a digest is kept.

They let nobody in. What they change is who waits: see lockout.py.
"""

from datetime import datetime, timedelta

from sqlite_utils import Database

from models.accounts.people import token_digest
from models.ids import new_token
from models.records import Records
from models.times import to_text

KNOWN_FOR = timedelta(days=90)
"""How long a device is known after the last sign-in from it."""


def is_known(db: Database, token: str, person_id: str, now: datetime) -> bool:
    """Whether this person signed in from the device with this token a short while ago."""
    return (
        bool(token)
        and db.table("known_devices").count_where(
            "token_digest = ? AND person_id = ? AND seen_at > ?",
            [token_digest(token), person_id, to_text(now - KNOWN_FOR)],
        )
        > 0
    )


def is_near(db: Database, address: str, person_id: str) -> bool:
    """Whether this person proved who they are at this address before."""
    return (
        bool(address)
        and db.table("sign_ins").count_where(
            "person_id = ? AND address = ? AND proved_at IS NOT NULL", [person_id, address]
        )
        > 0
    )


def remember(records: Records, token: str, person_id: str) -> str:
    """Know the device from now on; gives the token its cookie has to hold.

    A token that no person's device has is replaced, so that none can be foisted on a browser.
    """
    with records.step() as step:
        digest = token_digest(token)
        known = token and step.db.table("known_devices").count_where("token_digest = ?", [digest])
        token = token if known else new_token(records.random)
        step.db.execute(
            "DELETE FROM known_devices WHERE seen_at <= ?", [to_text(step.now - KNOWN_FOR)]
        )
        step.db.table("known_devices").upsert(
            {
                "token_digest": token_digest(token),
                "person_id": person_id,
                "seen_at": to_text(step.now),
            }
        )
    return token
