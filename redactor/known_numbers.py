"""Known numbers, and where their digits stand again: in another format, or only their end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.clues import Clue
from redactor.spans import Span

LEAST_DIGITS = 4
"""Shorter numbers mean too little to be sought."""

_PHONE_DIGITS = 7
_SAME = 6
"""Digits that two ways to write one telephone share: the shortest without its first nought."""
_LONG = 9
_CALLED_BY_END = frozenset({"CREDIT_CARD", "PHONE_NUMBER", "IBAN_CODE", "ACCOUNT_ID"})
_COUNTED_BEFORE = re.compile(r"(?:[$€£¥#.,:/-]|\b(?:usd|eur|gbp|chf|rs|kr))\s?$", re.IGNORECASE)
_LONGEST_UNIT = 5
_COUNTED_AFTER = re.compile(
    r"[.,:/-]\w|\s?(?:%|[$€£¥]|(?:euros?|eur|usd|dollars?|pounds?|km|mm|cm|kg|mb|gb|w|x|items?"
    r"|points?|coins?|pcs)\b)",
    re.IGNORECASE,
)
_TAIL = 4
_RUN = re.compile(r"(?<!\w)[+(]?\d(?:[\d ().\-/]*\d)?")
_TAIL_SAID = re.compile(
    r"(?:\b(?:ending|ends?|last (?:4|four)(?: digits| numbers)?)(?: (?:in|with|are|is|being))?"
    r"|[x*•.]{2,})\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class KnownNumbers:
    """An index of known numbers by their digits; add first, then find."""

    numbers: dict[str, Clue] = field(default_factory=dict)
    phones: dict[str, list[tuple[str, Clue]]] = field(default_factory=dict)
    """The telephones among them, by their last digits."""
    tails: dict[str, Clue] = field(default_factory=dict)
    """What was added first with these last four digits..."""
    called: dict[str, Clue] = field(default_factory=dict)
    """...and what of it is long and goes by them."""

    def add(self, value: str, clue: Clue) -> None:
        """Seek `value` if it is nothing but a number of some length."""
        digits = _digits(value)
        if len(digits) < LEAST_DIGITS or digits in self.numbers or any(map(str.isalpha, value)):
            return
        self.numbers[digits] = clue
        if clue.entity == "PHONE_NUMBER" and len(digits) >= _PHONE_DIGITS:
            self.phones.setdefault(digits[-_SAME:], []).append((digits, clue))
        self.tails.setdefault(digits[-_TAIL:], clue)
        if len(digits) >= _LONG and clue.entity in _CALLED_BY_END:
            self.called.setdefault(digits[-_TAIL:], clue)

    def find(self, text: str) -> Iterator[Span]:
        """Yield where known numbers stand in `text`, whatever stands between their digits."""
        if not self.numbers:
            return
        for match in _RUN.finditer(text):
            digits = _digits(match.group())
            clue = self.numbers.get(digits) or self._phone(digits)
            if not clue and len(digits) == _TAIL:
                clue = self._tail(digits, text[max(0, match.start() - 40) : match.start()])
            if not clue:
                clue = self._turned(match.group()) or self._end(digits, text, *match.span())
            if clue:
                yield clue.span(match.start(), match.end())

    def _phone(self, digits: str) -> Clue | None:
        """Return the phone number that `digits` are the end of, or that is the end of them."""
        if len(digits) < _PHONE_DIGITS:
            return None
        bare = digits.lstrip("0")
        if len(bare) < _SAME:
            return None
        for known, clue in self.phones.get(digits[-_SAME:], ()):
            if known.endswith(bare) or digits.endswith(known.lstrip("0")):
                return clue
        return None

    def _tail(self, digits: str, before: str) -> Clue | None:
        """Return the number that `digits` are the last of, where they are said to be that."""
        return self.tails.get(digits) if _TAIL_SAID.search(before) else None

    def _turned(self, run: str) -> Clue | None:
        """Return the number that `run` is from its end, digit by digit or group by group."""
        groups = re.findall(r"\d+", run)
        backwards = ("".join(groups)[::-1], "".join(reversed(groups)))
        if len(backwards[0]) < _PHONE_DIGITS:
            return None
        return next((clue for turned in backwards if (clue := self.numbers.get(turned))), None)

    def _end(self, digits: str, text: str, start: int, end: int) -> Clue | None:
        """Return the long number that four digits alone are the end of; no year or amount."""
        if len(digits) != _TAIL or end - start != _TAIL or digits[:2] in {"19", "20"}:
            return None
        before = max(0, start - _LONGEST_UNIT)
        if _COUNTED_BEFORE.search(text, before, start) or _COUNTED_AFTER.match(text, end):
            return None
        return self.called.get(digits)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
