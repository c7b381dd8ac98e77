"""Certificates: what was erased, what was looked through for it, and that nothing was found.

Signed with the key that signs the checkpoints of the log. A certificate names sessions by their
ids and says how many values were sought; it never holds one.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from models.errors import KeyUnsafe, NotFound
from models.ids import new_id
from models.keeping.byte_scan import Scan
from models.keeping.mentions import Mentioned
from models.log.anchors import trusted_keys
from models.log.events import Event
from models.log.verify import canonical
from models.records import Act
from models.times import from_text, to_text
from models.verifier.certificate import CERTIFICATE, CERTIFICATE_DOMAIN, certificate_digest
from redactor.version import __version__

KIND = CERTIFICATE
FORMS = "utf-8, utf-16-le, json, html, percent-encoded, base64; upper and lower case alike"

_MOST_NAMED = 200
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedSession:
    """What a certificate says of one session; `sought` is how many of its values were sought.

    None are where its original was gone before: then nobody knew them any more. `request` is the
    request of the person it was done for, `after_report` the report that this look comes after.
    """

    session: str
    source: str
    reason: str
    asked_at: str
    sought: int
    request: str = ""
    after_report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What looking for the values came to.

    `elsewhere` are the values that rows of other sessions or of employees hold too, so that
    finding them proves nothing; `found` those that nothing explains. `rewritten` says that the
    database was written anew before this look, `old_records` names those that a restore moved
    aside, `mentioned` says what became of the chats of others that name the person, by request.
    """

    scan: Scan
    roots: tuple[Path, ...]
    elsewhere: frozenset[int]
    found: frozenset[int]
    rewritten: bool = False
    old_records: tuple[str, ...] = ()
    mentioned: Mapping[str, Mentioned] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """Why this is an alarm and no certificate, as a code; empty when it is one."""
        if self.found:
            return "found"
        if self.scan.unread:
            return "unread"
        return "old_records" if self.old_records else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate as it is kept; `document` is the signed JSON."""

    id: str
    issued_at: datetime
    sessions: int
    bytes: int
    sought: int
    found: int
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What the log says of a certificate that was issued: its id, and the SHA-256 over it."""

    id: str
    digest: str


def issue(
    act: Act, key: Ed25519PrivateKey, erased: Sequence[ErasedSession], outcome: Outcomes
) -> Issued:
    """Sign and keep what was found; gives the certificate's id and digest. Logs nothing itself.

    Where the outcome is a problem, it is a report of what is still there.
    """
    scan = outcome.scan
    found_at = {
        (_named(scan.files[hit.file][0], outcome.roots), hit.byte)
        for hit in scan.hits
        if hit.value in outcome.found
    }
    certificate_id = new_id(act.records.random)
    body = {
        "kind": KIND,
        "id": certificate_id,
        "issued_at": to_text(act.now),
        "software": f"chat-redactor {__version__}",
        "sessions": [
            {
                "session": each.session,
                "source": each.source,
                "reason": each.reason,
                "asked_at": each.asked_at,
                "values_sought": each.sought,
            }
            for each in erased
        ],
        "requests": [
            {
                "request": request,
                "originals_of_others_ended": outcome.mentioned[request].ended,
                "originals_of_others_on_hold": outcome.mentioned[request].held,
            }
            for request in sorted({each.request for each in erased} & outcome.mentioned.keys())
        ],
        "after_reports": sorted({each.after_report for each in erased} - {""}),
        "scan": {
            "files": [
                [_named(name, outcome.roots), size] for name, size in scan.files[:_MOST_NAMED]
            ],
            "file_count": len(scan.files),
            "unread": [_named(name, outcome.roots) for name in scan.unread[:_MOST_NAMED]],
            "left_out": [_named(name, outcome.roots) for name in scan.left_out],
            "bytes": scan.bytes,
            "rewritten_before": outcome.rewritten,
            "old_records": [_named(name, outcome.roots) for name in outcome.old_records],
            "forms": FORMS,
            "values_sought": sum(each.sought for each in erased),
            "values_also_elsewhere": len(outcome.elsewhere),
            "values_found": len(outcome.found),
            "found_at": sorted(found_at)[:_MOST_NAMED],
        },
        "key": fingerprint(key.public_key()),
    }
    signature = base64.b64encode(key.sign(CERTIFICATE_DOMAIN + canonical(body))).decode()
    document = {**body, "signature": signature}
    act.db.table("certificates").insert(
        {
            "id": certificate_id,
            "kind": "report" if outcome.problem else "erasure",
            "issued_at": to_text(act.now),
            "sessions": len(erased),
            "bytes": scan.bytes,
            "sought": sum(each.sought for each in erased),
            "found": len(outcome.found),
            "document": canonical(document).decode(),
        }
    )
    return Issued(id=certificate_id, digest=certificate_digest(document))


def get_certificate(act: Act, certificate_id: str) -> Certificate:
    """A certificate; NotFound where there is none. Logs erasure:certificate_read."""
    rows = act.db.table("certificates").rows_where("id = ?", [certificate_id])
    row = next(iter(rows), None)
    if row is None:
        raise NotFound(Event.ERASURE_CERTIFICATE_READ, reason="unknown")
    act.log(Event.ERASURE_CERTIFICATE_READ, f"certificate:{certificate_id}")
    return Certificate(
        id=row["id"],
        issued_at=from_text(row["issued_at"]),
        sessions=row["sessions"],
        bytes=row["bytes"],
        sought=row["sought"],
        found=row["found"],
        document=json.loads(row["document"]),
    )


def fingerprint(key: Ed25519PublicKey) -> str:
    """The first 32 hex digits of SHA-256 over the raw public key."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:32]


def problem_of(document: Mapping[str, Any], key: Ed25519PublicKey) -> str:
    """What is wrong with a certificate, as a code; empty when it holds.

    `malformed`, `other_key`, `forged`, or `report`: signed, but it says that something was found,
    or may be there.
    """
    body = dict(document)
    signature = body.pop("signature", None)
    if body.get("kind") != KIND or not isinstance(signature, str):
        return "malformed"
    if body.get("key") != fingerprint(key):
        return "other_key"
    try:
        signed = base64.b64decode(signature, validate=True)
        key.verify(signed, CERTIFICATE_DOMAIN + canonical(body))
    except (InvalidSignature, ValueError):
        return "forged"
    scan = body.get("scan")
    if not isinstance(scan, dict) or scan.get("values_found") != 0:
        return "report"
    return "report" if scan.get("unread") or scan.get("old_records") else ""


def key_of(
    document: Mapping[str, Any], key: Ed25519PublicKey, anchor: Path | None
) -> Ed25519PublicKey:
    """The key that a certificate names, where handovers in an anchor file join it; else `key`."""
    for raw in trusted_keys(key, anchor):
        joined = Ed25519PublicKey.from_public_bytes(raw)
        if fingerprint(joined) == document.get("key"):
            return joined
    return key


def read_public_key(path: Path) -> Ed25519PublicKey:
    """The public half of the signing key from a PEM file; KeyUnsafe when it is none."""
    try:
        key = load_pem_public_key(path.read_bytes()[:4096])
    except (ValueError, UnsupportedAlgorithm):
        raise KeyUnsafe(f"{path} is not an Ed25519 public key in PEM") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnsafe(f"{path} is not an Ed25519 public key in PEM")
    return key


def read_certificate(path: Path) -> Mapping[str, Any]:
    """The document in a file; empty where it holds none."""
    with path.open("rb") as file:
        text = file.read(_MOST_BYTES)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _named(name: str, roots: Sequence[Path]) -> str:
    """A file's name as the certificate says it: from the folder that was looked through on."""
    path = Path(name)
    for root in roots:
        if path.is_relative_to(root):
            return str(Path(root.name) / path.relative_to(root))
    return path.name
