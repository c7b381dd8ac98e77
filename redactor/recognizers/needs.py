"""What a text must hold before a regex can match in it: so many digits, one of some letters.

Worked out from the regex itself, so that the two cannot fall out of step. A look at a text is
taken once for all recognizers; most regexes are then never run. What is worked out may ask too
little, which only costs time, never too much: parts of a regex not known here ask for nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from itertools import takewhile
from math import inf
from operator import add
from re import _constants as part  # type: ignore[attr-defined]  # how `re` names parts of a regex
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_LONGEST = 4  # letters: enough to tell words apart
_DIGIT = re.compile(r"\d")
_DIGITS = range(ord("0"), ord("9") + 1)
_LOOK_ALIKES = str.maketrans("ıſİ", "isi")
_LATIN = frozenset(map(chr, range(0xE0, 0x100))) - {"÷"}
"""Letters beyond ASCII that are known by their lower case, as `fold` writes it."""
_OFTEN = {" ": 1.0, **dict.fromkeys("etaoinsrhl", 0.9), **dict.fromkeys("ducmfygpwbvk.,", 0.5)}
_SELDOM, _SHORT_GRAM, _LONG_GRAM = 0.04, 0.04, 0.005
_REPEATS = (part.MAX_REPEAT, part.MIN_REPEAT, part.POSSESSIVE_REPEAT)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a text holds: how many digits, and its runs of one to four characters."""

    digits: int
    grams: set[str]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a match cannot do without.

    `digits` must stand in the whole text, `taken` of them in the match itself (the others may
    only be looked at); one of `grams`, in lower case, must stand in the text if there are any, and
    one of `also`.
    """

    digits: int = 0
    taken: int = 0
    grams: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    def met_by(self, seen: Glance) -> bool:
        """Whether a regex that needs this may match in a text that holds `seen`."""
        return (
            seen.digits >= self.digits
            and not (self.grams and self.grams.isdisjoint(seen.grams))
            and not (self.also and self.also.isdisjoint(seen.grams))
        )


NOTHING = Needs()


@lru_cache(maxsize=8)
def glance(text: str) -> Glance:
    """Look at `text`; the last few texts are remembered, for one recognizer after the other."""
    one = fold(text)
    two = list(map(add, one, one[1:]))
    grams = set(one)
    grams.update(two, map(add, two, one[2:]), map(add, two, two[2:]))
    return Glance(len(_DIGIT.findall(text)), grams)


def fold(text: str) -> str:
    """Return `text` in lower case, as `re.IGNORECASE` understands it for letters of ASCII."""
    return text.lower() if text.isascii() else text.translate(_LOOK_ALIKES).lower()


@cache
def needs(regex: str, flags: int = 0) -> Needs:
    """Return what `regex` cannot match without; nothing if `re` cannot read it."""
    try:
        return _of_all(_parser.parse(regex, flags))
    except re.error:
        return NOTHING


class Index:
    """Which of many may find something in a text, looked up by grams instead of asked one by one.

    Each of the many has one need or several, of which one has to be met. A need is one bit of a
    number, so that all of them are weighed at once.
    """

    def __init__(self, many: Sequence[Sequence[Needs]]) -> None:
        several = [(number, each) for number, needed in enumerate(many) for each in needed]
        self._numbers = [number for number, _ in several]
        self._grams = _Bits([each.grams for _, each in several])
        self._also = _Bits([each.also for _, each in several])
        self._known = self._grams.by_gram.keys() | self._also.by_gram.keys()
        most = max((each.digits for _, each in several), default=0)
        self._by_digits = [
            sum(1 << place for place, (_, each) in enumerate(several) if each.digits <= digits)
            for digits in range(most + 1)
        ]

    def met_by(self, seen: Glance) -> list[int]:
        """Return the places, in order, of those that may find something where `seen` stands."""
        here = self._known & seen.grams
        met = self._by_digits[min(seen.digits, len(self._by_digits) - 1)]
        met &= self._grams.met_by(here) & self._also.met_by(here)
        numbers: dict[int, None] = {}
        while met:
            lowest = met & -met
            numbers[self._numbers[lowest.bit_length() - 1]] = None
            met ^= lowest
        return list(numbers)


class _Bits:
    """For many choices of grams, a bit each: those that are free, and those that a gram meets."""

    def __init__(self, choices: Sequence[frozenset[str]]) -> None:
        self.free = sum(1 << place for place, grams in enumerate(choices) if not grams)
        self.by_gram: dict[str, int] = {}
        for place, grams in enumerate(choices):
            for gram in grams:
                self.by_gram[gram] = self.by_gram.get(gram, 0) | 1 << place

    def met_by(self, grams: Iterable[str]) -> int:
        """The bits of the choices that are free or met by one of `grams`."""
        met = self.free
        for gram in grams:
            met |= self.by_gram.get(gram, 0)
        return met


def all_of(several: Iterable[Needs]) -> Needs:
    """Return what is needed where regexes that need `several` must all match, wherever they do."""
    return reduce(_both, (replace(each, taken=0) for each in several), NOTHING)


def any_of(several: Sequence[Needs]) -> Needs:
    """Return what is needed where one of the regexes that need `several` must match."""
    return Needs(
        digits=min((each.digits for each in several), default=0),
        taken=min((each.taken for each in several), default=0),
        grams=_one_of([each.grams for each in several]),
        also=_one_of([each.also for each in several]),
    )


def _one_of(several: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return all the grams of which one must stand there, or none where one choice is free."""
    return frozenset().union(*several) if all(several) else frozenset()


def literal(text: str) -> Needs:
    """Return what a text that holds `text`, in whatever case, needs."""
    start = "".join(takewhile(_is_plain, text.lower()))
    return Needs(grams=frozenset({start[:_LONGEST]} if start else ()))


def _both(one: Needs, other: Needs) -> Needs:
    """Return the needs of two parts that follow one another; each takes its own digits."""
    taken = one.taken + other.taken
    choices = {one.grams, one.also, other.grams, other.also, frozenset()}
    grams, also, *_ = *sorted(choices, key=_telling, reverse=True), frozenset()
    return Needs(max(one.digits, other.digits, taken), taken, grams, also)


def _telling(grams: frozenset[str]) -> float:
    """How much a choice of grams tells, no choice least: the rarer in a text, the more."""
    return -sum(map(_frequency, grams)) if grams else -inf


def _frequency(gram: str) -> float:
    """About how often a gram stands in a message."""
    if len(gram) == 1:
        return _OFTEN.get(gram, _SELDOM)
    return _SHORT_GRAM if len(gram) == 2 else _LONG_GRAM


def _of_all(parts: Iterable[tuple[Any, Any]]) -> Needs:
    """Return what a sequence of parts needs; letters that follow one another make one gram."""
    found = []
    letters = ""
    for kind, what in parts:
        if kind is part.LITERAL and _is_plain(chr(what).lower()):
            letters += chr(what)
        else:
            found += [_letters(letters), _of(kind, what)]
            letters = ""
    return reduce(_both, [*found, _letters(letters)], NOTHING)


def _is_plain(sign: str) -> bool:
    """Whether a sign in lower case is all that `fold` leaves of what a regex takes for it."""
    return sign.isascii() or sign in _LATIN


def _letters(letters: str) -> Needs:
    digits = sum(map(str.isdigit, letters))
    gram = letters[:_LONGEST].lower()
    return Needs(digits, digits, frozenset({gram} if gram else ()))


def _of(kind: Any, what: Any) -> Needs:
    """Return what one part of a regex needs."""
    if kind is part.IN:
        return _of_set(what)
    if kind is part.BRANCH:
        return any_of([_of_all(each) for each in what[1]])
    if kind is part.SUBPATTERN:
        return _of_all(what[3])
    if kind is part.ATOMIC_GROUP:
        return _of_all(what)
    if kind in _REPEATS and what[0] > 0:
        once = _of_all(what[2])
        taken = once.taken * what[0]
        return replace(once, digits=max(once.digits, taken), taken=taken)
    if kind is part.ASSERT:  # looked at, not taken
        return replace(_of_all(what[1]), taken=0)
    return NOTHING


def _of_set(members: Sequence[tuple[Any, Any]]) -> Needs:
    """Return what one character of a set needs."""
    if all(_is_digit(kind, what) for kind, what in members):
        return Needs(1, 1)
    if all(kind is part.LITERAL and _is_plain(chr(what).lower()) for kind, what in members):
        return Needs(grams=frozenset(chr(what).lower() for _, what in members))
    return NOTHING


def _is_digit(kind: Any, what: Any) -> bool:
    if kind is part.CATEGORY:
        return what is part.CATEGORY_DIGIT
    if kind is part.RANGE:
        return what[0] in _DIGITS and what[1] in _DIGITS
    return kind is part.LITERAL and what in _DIGITS
