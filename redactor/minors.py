"""Notice visitors who say that they are under sixteen."""

import re
from collections.abc import Sequence

from redactor.spans import Span
from redactor.turns import Turn

FLAG = "minor"
"""The flag of a session whose visitor says to be a minor."""

ADULT_FROM = 16
_WORDS = {
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
_FIRST_PERSON = re.compile(
    r"\b(?:i'?m|i am|i(?:'?ve)? (?:just )?turned|my age is|me)"
    r"(?: (?:only|just|a|still|about|like|now|actually|almost|nearly))*\s*$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:i'?m|i am|my age is|i(?: just)? turned)(?: (?:only|just|still|actually|like))*\s+"
    rf"{_NUMBER}"
    r"(?=\s*(?:$|[.,](?!\d)|[!?;)]|y/?o\b|yrs?\b|years?[ -]old|years? of age"
    r"|(?:and|so|but|btw|lol)\b))",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)


def is_minor(turns: Sequence[Turn], found: dict[int, list[Span]]) -> bool:
    """Return whether a visitor says of themself to be younger than sixteen."""
    return any(
        _says_so(turn.text) or _is_found(turn, found[turn.index])
        for turn in turns
        if turn.by_visitor
    )


def _says_so(text: str) -> bool:
    return any(_years(match[1]) < ADULT_FROM for match in _SAID.finditer(text))


def _is_found(turn: Turn, spans: Sequence[Span]) -> bool:
    for span in spans:
        if span.entity != "AGE":
            continue
        figure = _FIGURE.search(turn.text, span.start, span.end)
        own = span.source == "conversation:asked_age" or _FIRST_PERSON.search(
            turn.text[: span.start]
        )
        if figure and own and _years(figure[1]) < ADULT_FROM:
            return True
    return False


def _years(figure: str) -> int:
    return int(figure) if figure.isdigit() else _WORDS[figure.lower()]
