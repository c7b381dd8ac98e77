"""Reading one field of a vendor's JSON, whatever type it has this time."""

import re
from collections.abc import Mapping

from ingest.errors import Unreadable
from ingest.json_body import read_json

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONGEST_REFERENCE = 200
_NESTED_DEPTH = 16


def clean(text: str) -> str:
    """Return text that can be stored: one kind of line end, no controls, no half characters."""
    return _INVISIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_of(value: object) -> str:
    """Return a string or number as clean, stripped text, anything else as empty."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, str | int):
        return clean(str(value)).strip()
    return ""


def first_text(record: Mapping[str, object], *keys: str) -> str:
    """Return the first of the fields `keys` that is not empty."""
    return next((text for key in keys if (text := text_of(record.get(key)))), "")


def object_of(value: object) -> Mapping[str, object]:
    """Return an object given as such or as a JSON string; anything else as an empty one."""
    unfolded = unfold(value)
    return unfolded if isinstance(unfolded, dict) else {}


def list_of(value: object) -> list[object]:
    """Return a list given as such or as a JSON string; anything else as an empty one."""
    unfolded = unfold(value)
    return unfolded if isinstance(unfolded, list) else []


def unfold(value: object) -> object:
    """Return what a string of JSON says, if it is an object or a list; else `value` itself."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return read_json(value, depth=_NESTED_DEPTH)
        except Unreadable:
            return value
    return value


def reference_of(value: object) -> str:
    """Return the vendor's id of a conversation; raises `Unreadable` when it is none."""
    reference = text_of(value)
    if not reference:
        raise Unreadable("reference_missing")
    if len(reference) > _LONGEST_REFERENCE:
        raise Unreadable("reference_invalid")
    return reference
