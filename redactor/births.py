"""The date in an answer to "when were you born?", in figures or in words."""

import re
from collections.abc import Sequence

from redactor.number_words import NUMBER_WORD, is_month
from redactor.turns import Token, tokens_of

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BIRTH = re.compile(
    r"(?<!\w)(?:\d{1,4}[/. -]\d{1,2}[/. -]\d{1,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}(?:,?[ -]'?\d{{2,4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? '?\d{{2,4}})?|{_MONTH} \d{{4}}"
    r"|(?:19|20)\d{2}|\d{6}|\d{8})(?!\w)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_WORDS_BESIDE_A_YEAR = 6
_CORRECTED = re.compile(r"\b(?:sorry|no|nope|wait|mean|meant|actually|rather)\b\W*$", re.I)
_IN_DATES = frozenset(
    {"de", "del", "di", "du", "of", "the", "and", "y", "e", "und", "en", "et", "do", "in", "mil"}
)
_LONGEST_WORDED = 60


def find_births(text: str) -> list[tuple[int, int]]:
    """Return where dates stand; a year alone only in a short answer or as a correction."""
    short = len(text.split()) <= _WORDS_BESIDE_A_YEAR
    in_figures = [
        match.span()
        for match in _BIRTH.finditer(text)
        if short
        or not _BARE_YEAR.fullmatch(match.group())
        or _CORRECTED.search(text[max(0, match.start() - 20) : match.start()])
    ]
    return in_figures + _in_words(text)


def _in_words(text: str) -> list[tuple[int, int]]:
    """A month with the words of numbers around it: "el doce de enero de mil novecientos"."""
    tokens = tokens_of(text)
    for index, token in enumerate(tokens):
        if is_month(token.text):
            first, last = _with_numbers(tokens, index)
            if last - first > 1 and tokens[last - 1].end - tokens[first].start <= _LONGEST_WORDED:
                return [(tokens[first].start, tokens[last - 1].end)]
    return []


def _with_numbers(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """The words of a date around its month, without an "of" at its edges."""
    first, last = index, index + 1
    while first and _counts(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and _counts(tokens[last]):
        last += 1
    while first < index and tokens[first].key in _IN_DATES:
        first += 1
    while last > index + 1 and tokens[last - 1].key in _IN_DATES:
        last -= 1
    return first, last


def _counts(token: Token) -> bool:
    number = token.text.isdigit() or bool(NUMBER_WORD.search(token.text))
    return token.key in _IN_DATES or number
