"""Bytes to a JSON object, whatever the bytes are: an object, or `Unreadable` with a code.

Numbers with a fraction stay text, so that `1709370001.000100` keeps every digit.
"""

import json
from collections.abc import Mapping
from typing import NoReturn

from ingest.errors import Unreadable

BROKEN = "broken_json"
_LONGEST_INT = 30


def read_object(body: bytes, *, depth: int) -> Mapping[str, object]:
    """Return the object `body` spells, nested at most `depth` deep; the last of twin keys wins.

    Raises `Unreadable("broken_json")` for anything else: invalid UTF-8, `NaN`, a bare list.
    """
    value = read_json(body, depth=depth)
    if not isinstance(value, dict):
        raise Unreadable(BROKEN)
    return value


def read_json(text: bytes | str, *, depth: int) -> object:
    """Return any JSON value; raises `Unreadable("broken_json")` and never quotes the text."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        value: object = json.loads(
            text, parse_int=_int, parse_float=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError):
        raise Unreadable(BROKEN) from None
    if deeper_than(value, depth):
        raise Unreadable(BROKEN)
    return value


def deeper_than(value: object, depth: int) -> bool:
    """Say whether lists and objects nest more than `depth` deep, without recursing."""
    level = [value]
    for _ in range(depth):
        inner: list[object] = []
        for part in level:
            if isinstance(part, dict):
                inner.extend(part.values())
            elif isinstance(part, list):
                inner.extend(part)
        if not inner:
            return False
        level = inner
    return any(isinstance(part, dict | list) for part in level)


def _int(digits: str) -> int | str:
    """Numbers too long to mean anything stay text: turning them around costs quadratic time."""
    return int(digits) if len(digits) <= _LONGEST_INT else digits


def _refuse_constant(_name: str) -> NoReturn:
    raise Unreadable(BROKEN)
