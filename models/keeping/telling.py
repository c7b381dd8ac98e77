"""What would give a session away if it were found somewhere: taken from its original, in memory.

Not every word tells: a first name or a city stands in other chats too. Telling are e-mail
addresses, long numbers, addresses on the net, what the vendor says about the visitor where it
is more than one plain word, and stretches of eight words the visitor wrote.
"""

import json
import re
from collections.abc import Iterator

MOST_VALUES = 400
"""The most values sought for one session; the first ones are the most telling."""

_SHORTEST = 6
_SHORTEST_NAME = 9
_SHORTEST_WORD = 8
_DIGITS = 7
_STRETCH = 8
_LONGEST = 96

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NUMBER = re.compile(r"(?<![\w:])\+?\d[\d ().\-/]{5,30}\d(?![\w:])")
_ADDRESS = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}"
)
_DATE = re.compile(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}(?:[ \-.]\d+)*|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{10}\.\d{6}$")


def telling_values(*bodies: bytes) -> tuple[str, ...]:
    """The telling values of a session's original and of its raw deliveries, most telling first.

    Anything may come in: what is no JSON is read as text. No value is shorter than six
    characters; no two are alike but for case.
    """
    strong: list[str] = []
    stretches: list[str] = []
    for body in bodies:
        for path, text in _leaves(_parsed(body)):
            if _MOMENT.match(text):
                continue
            strong += _patterns(text)
            if "identity" in path:
                strong += _known(text, named="name" in path)
            if path and path[-1] == "text" and "visitor" in path:
                stretches += _stretches(text)
    found = {value.casefold(): value for value in reversed([*strong, *stretches])}
    return tuple(reversed([value[:_LONGEST] for value in found.values()]))[:MOST_VALUES]


def _parsed(body: bytes) -> object:
    text = body.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text with the names that lead to it; a message's role stands before its text."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        role = value.get("role")
        path = (*path, role) if isinstance(role, str) else path
        for name, inner in value.items():
            yield from _leaves(inner, (*path, str(name)))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)


def _patterns(text: str) -> Iterator[str]:
    yield from _EMAIL.findall(text)
    yield from _ADDRESS.findall(text)
    for match in _NUMBER.finditer(text):
        number = match[0].strip()
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _DIGITS and not _DATE.fullmatch(number):
            yield number
            yield digits


def _known(text: str, *, named: bool) -> Iterator[str]:
    """What the vendor says about the visitor, where it is more than a plain word."""
    text = " ".join(text.removeprefix("https://").removeprefix("http://").split())
    words = text.split()
    mixed = any(sign in text for sign in "@_") or (
        any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    )
    if len(text) >= _SHORTEST and mixed:
        yield text
    elif len(words) > 1 and len(text) >= _SHORTEST_NAME:
        yield text
        yield " ".join(reversed(words))
    if named:
        yield from (word for word in words if len(word) >= _SHORTEST_WORD)


def _stretches(text: str) -> Iterator[str]:
    """Eight words in a row, as they were written; none of a shorter message."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    for start in range(0, len(spans) - _STRETCH + 1, _STRETCH):
        yield text[spans[start][0] : spans[start + _STRETCH - 1][1]]
