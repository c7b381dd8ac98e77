"""Proof of sender after the Standard Webhooks specification, version `v1` (HMAC-SHA256).

Source: github.com/standard-webhooks/standard-webhooks, `spec/standard-webhooks.md`. Stricter
than its library: each header exactly once, ASCII, bounded; whole seconds only; no `.` in the id
(the specification warns of it, since `.` separates what is signed).
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ingest.errors import BadSignature

TOLERANCE = timedelta(minutes=5)
SECRET_PREFIX = "whsec_"  # noqa: S105 - the published prefix, not a secret
_VERSION = "v1"
_LONGEST_HEADER = 4_096
_ID = re.compile(r"[!-\-/-~]{1,256}", re.ASCII)  # visible ASCII without "."
_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a proven request says about itself: its idempotency key and when it was sent."""

    id: str
    sent_at: int


def verify(
    headers: Iterable[tuple[bytes, bytes]],
    body: bytes,
    secrets: Sequence[bytes],
    *,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> Signed:
    """Prove that `body` was signed with one of `secrets`, not longer than `tolerance` ago.

    `headers` are the raw pairs of the request. Raises `BadSignature` with a reason code:
    header_missing, header_invalid, timestamp_old, timestamp_future, no_secret,
    signature_mismatch.
    """
    found = _read_headers(headers)
    id_, seconds = found["webhook-id"], found["webhook-timestamp"]
    if not _ID.fullmatch(id_) or not _SECONDS.fullmatch(seconds):
        raise BadSignature("header_invalid")
    _check_age(int(seconds), now, tolerance)
    if not secrets:
        raise BadSignature("no_secret")
    given = _read_signatures(found["webhook-signature"])
    signed = _signed_bytes(id_, seconds, body)
    matched = False
    for secret in secrets:
        expected = hmac.new(secret, signed, hashlib.sha256).digest()
        for signature in given:
            matched |= hmac.compare_digest(expected, signature)
    if not matched:
        raise BadSignature("signature_mismatch")
    return Signed(id=id_, sent_at=int(seconds))


def sign(body: bytes, secrets: Sequence[bytes], *, id: str, sent_at: int) -> dict[str, str]:  # noqa: A002 - the header's own word
    """Return the three headers a sender would send; one signature for each live secret."""
    signed = _signed_bytes(id, str(sent_at), body)
    signatures = (
        base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode("ascii")
        for secret in secrets
    )
    return {
        "webhook-id": id,
        "webhook-timestamp": str(sent_at),
        "webhook-signature": " ".join(f"{_VERSION},{signature}" for signature in signatures),
    }


def read_secret(secret: str) -> bytes:
    """Return the key bytes of a `whsec_…` secret; raises `ValueError` that does not quote it."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("not a whsec_ secret") from None
    if not key:
        raise ValueError("an empty whsec_ secret")
    return key


def _signed_bytes(id_: str, seconds: str, body: bytes) -> bytes:
    return b".".join((id_.encode("ascii"), seconds.encode("ascii"), body))


def _read_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the three headers as text, each present exactly once."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        if name not in ("webhook-id", "webhook-timestamp", "webhook-signature"):
            continue
        if name in found or len(raw_value) > _LONGEST_HEADER or not raw_value.isascii():
            raise BadSignature("header_invalid")
        found[name] = raw_value.decode("ascii")
    if len(found) != 3 or not all(found.values()):
        raise BadSignature("header_missing")
    return found


def _check_age(sent_at: int, now: datetime, tolerance: timedelta) -> None:
    age = now.timestamp() - sent_at
    if age > tolerance.total_seconds():
        raise BadSignature("timestamp_old")
    if -age > tolerance.total_seconds():
        raise BadSignature("timestamp_future")


def _read_signatures(header: str) -> list[bytes]:
    """Return the `v1` signatures; other versions and malformed ones count as not there."""
    signatures = []
    for part in header.split(" "):
        version, _, encoded = part.partition(",")
        if version != _VERSION:
            continue
        try:
            signatures.append(base64.b64decode(encoded, validate=True))
        except (binascii.Error, ValueError):
            continue
    return signatures
