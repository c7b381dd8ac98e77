"""Authenticator apps: a secret shared with a phone, and codes of thirty seconds (RFC 6238).

The secret is sealed at rest. A code counts once: its step, and every step before it, is spent.
"""

import base64
import hmac
from datetime import datetime

import pyotp

from models.errors import Conflict, NotFound
from models.ids import new_id
from models.log.events import Event, Outcome
from models.records import Act, Records
from models.seals.sealing import seal, unseal
from models.times import to_text

STEP_SECONDS = 30
DIGITS = 6
_SECRET_BYTES = 20  # as RFC 4226 recommends for HMAC-SHA-1
_ALLOWED_DRIFT = (0, -1, 1)  # steps a phone's clock may be off


def begin_authenticator(act: Act, person_id: str) -> None:
    """Make a secret that counts only once a code of it was shown. Logs authenticator:begun.

    One begun earlier and never confirmed is forgotten.
    """
    table = act.db.table("authenticators")
    table.delete_where("person_id = ? AND confirmed_at IS NULL", [person_id])
    authenticator_id = new_id(act.records.random)
    secret = act.records.random(_SECRET_BYTES)
    table.insert(
        {
            "id": authenticator_id,
            "person_id": person_id,
            "sealed": seal(_key(act.records), secret, bound_to=f"authenticator:{authenticator_id}"),
            "added_at": to_text(act.now),
            "confirmed_at": None,
            "last_step": 0,
        }
    )
    act.log(Event.AUTHENTICATOR_BEGUN, f"person:{person_id}")


def waiting_secret(records: Records, person_id: str) -> str:
    """The secret that waits for its first code, in base32; NotFound when none does."""
    with records.peek() as look:
        row = look.db.execute(
            "SELECT id, sealed FROM authenticators WHERE person_id = ? AND confirmed_at IS NULL",
            [person_id],
        ).fetchone()
    if row is None:
        raise NotFound(Event.AUTHENTICATOR_BEGUN, reason="none_begun")
    return _base32(records, row[0], row[1])


def address_for_apps(secret: str, *, email: str, product: str) -> str:
    """The `otpauth:` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=product)


def has_authenticator(records: Records, person_id: str) -> bool:
    """Whether the person has an app in use."""
    with records.peek() as look:
        return bool(
            look.db.table("authenticators").count_where(
                "person_id = ? AND confirmed_at IS NOT NULL", [person_id]
            )
        )


def confirm_authenticator(act: Act, person_id: str, code: str) -> bool:
    """Take the begun secret into use when the code is its own; an older one stops.

    Gives whether it is; logs authenticator:added both ways.
    """
    row = act.db.execute(
        "SELECT id, sealed FROM authenticators WHERE person_id = ? AND confirmed_at IS NULL",
        [person_id],
    ).fetchone()
    if row is None:
        raise Conflict(Event.AUTHENTICATOR_ADDED, f"person:{person_id}", "none_begun")
    step = _step_of(_base32(act.records, row[0], row[1]), code, act.now)
    if step is None:
        refused = Outcome.REFUSED
        act.log(Event.AUTHENTICATOR_ADDED, f"person:{person_id}", outcome=refused, reason="code")
        return False
    table = act.db.table("authenticators")
    table.delete_where("person_id = ? AND id <> ?", [person_id, row[0]])
    table.update(row[0], {"confirmed_at": to_text(act.now), "last_step": step})
    act.log(Event.AUTHENTICATOR_ADDED, f"person:{person_id}")
    return True


def spend_code(act: Act, person_id: str, code: str) -> bool:
    """Whether this is a code of the person's app that was not used before; then it is now."""
    row = act.db.execute(
        "SELECT id, sealed, last_step FROM authenticators "
        "WHERE person_id = ? AND confirmed_at IS NOT NULL",
        [person_id],
    ).fetchone()
    if row is None:
        return False
    step = _step_of(_base32(act.records, row[0], row[1]), code, act.now)
    if step is None or step <= row[2]:
        return False
    act.db.table("authenticators").update(row[0], {"last_step": step})
    return True


def remove_authenticator(act: Act, person_id: str) -> None:
    """Stop the app. Logs authenticator:removed; NotFound when there is none."""
    act.db.table("authenticators").delete_where(
        "person_id = ? AND confirmed_at IS NULL", [person_id]
    )
    gone = act.db.execute("DELETE FROM authenticators WHERE person_id = ?", [person_id])
    if not gone.rowcount:
        raise NotFound(Event.AUTHENTICATOR_REMOVED, reason="no_authenticator")
    act.log(Event.AUTHENTICATOR_REMOVED, f"person:{person_id}")


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step this code belongs to, as far as a clock may be off; None when it fits none."""
    totp = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    here = int(now.timestamp()) // STEP_SECONDS
    found = None
    for drift in _ALLOWED_DRIFT:  # all of them, so that the time taken says nothing
        if hmac.compare_digest(totp.generate_otp(here + drift).encode(), code.encode()):
            found = here + drift if found is None else found
    return found


def _base32(records: Records, authenticator_id: str, sealed: bytes) -> str:
    secret = unseal(_key(records), sealed, bound_to=f"authenticator:{authenticator_id}")
    return base64.b32encode(secret).decode()


def _key(records: Records) -> bytes:
    return records.derived_key("authenticators")
