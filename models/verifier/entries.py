"""The bytes of an entry, its hash, and whether it is as it was written."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

DOMAIN = b"chat-redactor/entry/v1\n"


GENESIS = "0" * 64
TEXT_FIELDS = (
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "actor_role",
    "event",
    "object",
    "purpose",
    "outcome",
    "reason",
    "address",
)
FIELDS = ("seq", *TEXT_FIELDS, "details", "previous", "hash")
BODY = ("seq", *TEXT_FIELDS, "details")


_FIELD_SET = frozenset(FIELDS)
_TEXTS = (*TEXT_FIELDS, "previous", "hash")
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
).encode


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON bytes."""
    return encode(value).encode()


def entry_hash(fields: Mapping[str, object], previous: str) -> str:
    """The hash of an entry's fields (all but `previous` and `hash`) after `previous`."""
    link = previous.encode("utf-8", "surrogatepass")
    body = encode({name: fields[name] for name in BODY}).encode()
    return hashlib.sha256(DOMAIN + link + b"\n" + body).hexdigest()


def is_hash(value: object) -> bool:
    """Whether this is a SHA-256 in lower-case hex."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def from_hex(value: object) -> bytes:
    """The bytes of a hash in hex; empty when it is none."""
    return bytes.fromhex(str(value)) if is_hash(value) else b""


def well_formed(raw: Mapping[str, object]) -> tuple[dict[str, Any] | None, str]:
    """The entry with its details read, or None and the field that is not as it was written."""
    entry: dict[str, Any] = dict(raw)
    details = entry.get("details")
    try:
        if isinstance(details, str):
            entry["details"] = json.loads(details)
            if encode(entry["details"]) != details:
                return None, "details"
        else:
            encode(details)
    except (ValueError, RecursionError, TypeError):
        return None, "details"
    if entry.keys() != _FIELD_SET:
        return None, "the set of fields"
    if type(entry["seq"]) is not int or entry["seq"] <= 0:
        return None, "seq"
    if type(entry["details"]) is not dict:
        return None, "details"
    for name in _TEXTS:
        if type(entry[name]) is not str:
            return None, name
    return entry, ""
