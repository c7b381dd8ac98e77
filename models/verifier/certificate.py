"""A certificate of erasure: whether the log's key signed it, and the log itself tells of it."""

import hashlib
from collections.abc import Mapping

from models.verifier.ed25519 import is_signed
from models.verifier.entries import canonical, well_formed
from models.verifier.statements import from_base64

CERTIFICATE = "chat-redactor/erasure-certificate/v1"
CERTIFICATE_DOMAIN = b"chat-redactor/certificate/v1\n"


def certificate_digest(document: Mapping[str, object]) -> str:
    """What the entries that tell of a certificate say of it: the SHA-256 of its canonical bytes."""
    return hashlib.sha256(canonical(dict(document))).hexdigest()


class Told:
    """Looks through a whole log for the entries that tell of a certificate."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self.document = document
        self.entries: dict[str, tuple[int, str]] = {}

    def look(self, raw: Mapping[str, object]) -> None:
        """Look at one entry of the log."""
        entry, _ = well_formed(raw)
        if entry is None or entry["event"] != "erasure:certified":
            return
        details: Mapping[str, object] = entry["details"]
        if details.get("certificate") == self.document.get("id"):
            self.entries[entry["object"]] = (entry["seq"], str(details.get("digest", "")))

    def judge(self, keys: Mapping[str, bytes]) -> tuple[int, str]:
        """The exit status and the verdict in words; `keys` are those that are trusted, by id."""
        if problem := _unsigned(self.document, keys):
            return 1, problem
        sessions = [f"session:{each}" for each in _sessions(self.document)]
        silent = [each for each in sessions if each not in self.entries]
        if silent or not sessions:
            return 1, f"Not in the log: no entry tells of this certificate for {silent or 'any'}."
        digest = certificate_digest(self.document)
        said = {self.entries[each][1] for each in sessions}
        where = f"entries {min(self._seqs(sessions))} to {max(self._seqs(sessions))}"
        if said - {digest, ""}:
            return 1, f"The log tells of another certificate by this name: {where} have its hash."
        scan = self.document["scan"]
        if not isinstance(scan, dict) or not _clean(scan):
            report = "a report: something is still there, or may be"
            return 1, f"Signed and in the log ({where}), but {report}."
        words = (
            f"Certificate {self.document['id']} holds: {len(sessions)} sessions erased, "
            f"{scan.get('values_sought')} values sought in {scan.get('bytes')} bytes, none found; "
            f"{where} of the log tell of it."
        )
        if "" in said:
            return 3, f"{words} They have no hash of it, being of an older version: compare it."
        return 0, words

    def _seqs(self, sessions: list[str]) -> list[int]:
        return [self.entries[each][0] for each in sessions]


def _unsigned(document: Mapping[str, object], keys: Mapping[str, bytes]) -> str:
    body = dict(document)
    signature = body.pop("signature", None)
    if body.get("kind") != CERTIFICATE or not isinstance(signature, str) or "scan" not in body:
        return "This is no certificate of erasure."
    named = str(body.get("key"))
    if named not in keys:
        return f"It names the key {named}, which is not trusted; if it should be, give --key."
    if not is_signed(keys[named], CERTIFICATE_DOMAIN + canonical(body), from_base64(signature)):
        return "Its signature does not fit what it says: it was changed, or never made."
    return ""


def _clean(scan: Mapping[str, object]) -> bool:
    """Whether nothing was found, and nothing was there that could not be looked into."""
    return scan.get("values_found") == 0 and not (scan.get("unread") or scan.get("old_records"))


def _sessions(document: Mapping[str, object]) -> list[str]:
    listed = document.get("sessions")
    rows = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return [str(each.get("session")) for each in rows]
