"""A dictated number goes on as long as its words do, and through those between two parts of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from redactor.dictation import ALPHABET, COUNTED, REPEATS
from redactor.number_words import NUMBER_WORD
from redactor.spans import Span
from redactor.vocabulary import words_of

_NUMBERS = frozenset(
    {"PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "ACCOUNT_ID", "ORDER_ID", "ID_DOCUMENT"}
    | {"POSTAL_CODE", "MAC_ADDRESS"}
)
_DATES = frozenset({"DATE_OF_BIRTH", "DATE_TIME"})
_ALSO_WORDS = frozenset({"one", "o", "oh", "ten", "mike", "oscar", "victor", "romeo", "juliet"})
_BETWEEN = r"[\s,.\-–]{1,3}"
_COUNTED = "|".join(sorted({*COUNTED, *REPEATS} - _ALSO_WORDS, key=len, reverse=True))
_SIGN = r"(?:dash|hyphen|slash|dot|minus)"
_GOES_ON = re.compile(
    rf"(?:{_BETWEEN}(?:{_SIGN}{_BETWEEN})?(?:{ALPHABET}|{_COUNTED})(?!\w))+", re.IGNORECASE
)
_GROUPS_ON = re.compile(r"(?:[ ]?[-–][ ]?[\doO]{4}(?!\w)){1,3}")
_SAID = re.compile(r"[ ,.–-]+(?:\w+[ ,.–-]+)+")
_SIGN_SAID = re.compile(
    r"[ ](?:dash|hyphen|slash|stroke|minus|bindestrich|schr[äa]gstrich|tiret|trait d'union|gui[oó]n"
    r"|barra|trattino|streepje|h[ií]fen)[ ]",
    re.IGNORECASE,
)
_SIGN_AND_DIGITS = re.compile(_SIGN_SAID.pattern + r"\d[\d-]{0,12}(?![\w-])", re.IGNORECASE)
_ONE_MORE = re.compile(
    r"(?<=(?:enty|irty|orty|ifty|ixty|ghty|nety))[ -](?:one|two|three|four|five|six|seven|eight"
    r"|nine)(?!\w)",
    re.IGNORECASE,
)
"""What a number in words ends with: "4-5-ninety [two]"."""
_LAST_LETTERS = re.compile(r"(?:[ ,-]{1,2}(?:zed|zee|double[ -]?u))+(?!\w)", re.IGNORECASE)
_LAUGHED = re.compile(
    r"[ ]?\((?:lol|lmao|haha(?:ha)?|sorry|sry|oops|ups|pause|coughs?"
    r"|laughs?|lacht|rires?|jaja(?:ja)?|rsrs|kkk+|ahah(?:a)?|perd[oó]n|scusa)\)[ ]?",
    re.IGNORECASE,
)
"""What is said in brackets between two parts of one number."""
_LEAST_WORDS = 3
_LONGEST_GAP = 40
_MOST_WORDS = 4


def find_said_on(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the dictated numbers among `spans` with the words that go on with them."""
    told = sorted(
        (span for span in spans if span.entity in _NUMBERS), key=lambda span: (span.start, span.end)
    )
    for span in told:
        more = _GOES_ON.match(text, span.end) if _is_dictated(text, span, _LEAST_WORDS) else None
        if not more and span.entity == "CREDIT_CARD":
            more = _GROUPS_ON.match(text, span.end)
        if more:
            yield replace(span, end=more.end())
        elif sign := _SIGN_AND_DIGITS.match(text, span.end):
            yield replace(span, end=sign.end())
        elif letters := _LAST_LETTERS.match(text, span.end):
            yield replace(span, end=letters.end())
    for span in spans:
        if span.entity in _NUMBERS | _DATES and (one := _ONE_MORE.match(text, span.end)):
            yield replace(span, end=one.end())
    for left, right in pairwise(told):
        if left.entity == right.entity and _is_one(text, left, right):
            yield replace(left, end=right.end)


def _is_one(text: str, left: Span, right: Span) -> bool:
    """Whether a sign or a laugh stands between two numbers, or what a dictated one goes on with."""
    gap = text[left.end : right.start]
    dictated = _is_dictated(text, left) or _is_dictated(text, right)
    between = _SIGN_SAID.fullmatch(gap) or _LAUGHED.fullmatch(gap)
    return between is not None or (dictated and _is_said(gap))


def _is_dictated(text: str, span: Span, least: int = 1) -> bool:
    """Whether a number is said in so many words, and no digits."""
    said = text[span.start : span.end]
    return not any(map(str.isdigit, said)) and len(said.split()) >= least


def _is_said(gap: str) -> bool:
    """Whether only numbers, letters and signs are said in a gap."""
    if len(gap) > _LONGEST_GAP or not _SAID.fullmatch(gap):
        return False
    words = re.findall(r"\w+", gap)
    return len(words) <= _MOST_WORDS and all(map(_is_a_sign, words))


def _is_a_sign(word: str) -> bool:
    if len(word) == 1:
        return not word.isdigit()
    lower = word.lower()
    return NUMBER_WORD.search(lower) is not None or lower in words_of("spoken_signs")
