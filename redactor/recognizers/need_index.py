"""Which of many may find something in a text: those whose needs it meets.

A look at a text is taken once for all recognizers; most regexes are then never run. Which traces a
word holds is remembered by the word with noughts for its digits: a bounded memo in this process,
like that of the texts themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from redactor.recognizers.needs import CAPITAL, EITHER, LETTER, MOST_CHOICES, Needs, fold

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_DIGIT = re.compile(r"\d")
_NO_NOUGHT = re.compile("[^0]")
_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 24


@dataclass(slots=True)
class Glance:
    """A look at a text: its words, how many digits, and what met which needs so far."""

    words: frozenset[str]
    digits: int
    met: int = 0
    asked: int = 0


@lru_cache(maxsize=1024)
def glance(text: str) -> Glance:
    """Look at `text`; the last texts are remembered, for recognizers and for what comes after."""
    return Glance(frozenset(_WORD.findall(text)), len(_DIGIT.findall(text)))


class Index:
    """Which of many may find something in a text, looked up by words instead of asked one by one.

    Each of the many has one need or several, of which one has to be met.
    """

    def __init__(self, many: Sequence[Sequence[Needs]]) -> None:
        self.size = len(many)
        self._places: dict[int, list[int]] = {}
        for place, needed in enumerate(many):
            for need in dict.fromkeys(needed):
                self._places.setdefault(_register.number(need), []).append(place)
        self._mine = sum(1 << number for number in self._places)

    def met_by(self, seen: Glance) -> list[int]:
        """Return the places, in order, of those that may find something where `seen` stands."""
        met = _register.met_by(seen) & self._mine
        if not met:  # as mostly
            return []
        places: set[int] = set()
        while met:  # mostly only a few are
            number = met.bit_length() - 1
            places.update(self._places[number])
            met ^= 1 << number
        return sorted(places)


class _Register:
    """Every need an index was made for, as a number: so all of them are weighed at once.

    A word's mask has a bit for each need and choice that one of its traces meets. Threads wait for
    each other: while masks are laid out or looked up, no need gets a number.
    """

    def __init__(self) -> None:
        self._numbers: dict[Needs, int] = {}
        self._lock = Lock()
        self._forget()

    def number(self, needed: Needs) -> int:
        """Return the number of `needed`, a new one if it was never asked for."""
        with self._lock:
            if needed not in self._numbers:
                self._numbers[needed] = len(self._numbers)
                self._forget()
            return self._numbers[needed]

    def met_by(self, seen: Glance) -> int:
        """Return a bit for each need that `seen` meets."""
        if seen.asked != len(self._numbers):
            with self._lock:
                self._look(seen)
        return seen.met

    def _forget(self) -> None:
        self._masks: dict[str, int] = {}
        self._ready = False

    def _prepare(self) -> None:
        """Lay out the bits: those of the first choice of every need, then of the second, ..."""
        by_trace: dict[str, int] = {}
        self._free = 0
        width = len(self._numbers)
        for needed, number in self._numbers.items():
            for slot in range(MOST_CHOICES):
                bit = 1 << number + slot * width
                if slot >= len(needed.choices):
                    self._free |= bit
                else:
                    for trace in needed.choices[slot]:
                        by_trace[trace] = by_trace.get(trace, 0) | bit
        most = max((needed.digits for needed in self._numbers), default=0)
        self._by_digits = [
            sum(1 << at for needed, at in self._numbers.items() if needed.digits <= digits)
            for digits in range(most + 1)
        ]
        self._longest = max(map(len, by_trace), default=0)
        self._tree = _Branch()
        for trace, bits in by_trace.items():
            self._tree.grow(trace, bits)
        self._ready = True

    def _look(self, seen: Glance) -> None:
        if not self._ready:
            self._prepare()
        masks = self._masks
        held = self._free
        for word in seen.words:
            mask = masks.get(word)
            held |= self._mask(word) if mask is None else mask
        width = len(self._numbers)
        met = self._by_digits[min(seen.digits, len(self._by_digits) - 1)]
        for slot in range(MOST_CHOICES):
            met &= held >> slot * width
        seen.met, seen.asked = met, width

    def _mask(self, word: str) -> int:
        """Return the bits that the traces in `word` meet, and remember them."""
        word = _DIGIT.sub("0", word)
        mask = self._masks.get(word)
        if mask is None:
            mask = self._traced(word)
            if fold(word) != word:
                mask |= self._traced(fold(word))
            for shape in _shapes(word):
                mask |= self._shaped(shape)
            self._remember(word, mask)
        return mask

    def _shaped(self, shape: str) -> int:
        mask = self._masks.get(shape)
        if mask is None:
            mask = self._traced(shape)
            self._remember(shape, mask)
        return mask

    def _remember(self, word: str, mask: int) -> None:
        if len(self._masks) >= _REMEMBERED:
            self._masks.clear()
        if len(word) <= _LONGEST_REMEMBERED:
            self._masks[word] = mask

    def _traced(self, word: str) -> int:
        """Return the bits of every trace that stands in `word`, its ends written as blanks."""
        mask = 0
        bounded = f" {word} "
        for start in range(len(bounded)):
            branch = self._tree
            for sign in bounded[start : start + self._longest]:
                following = branch.get(sign)
                if following is None:
                    break
                branch = following
                if branch.bits:
                    mask |= branch.bits
        return mask


class _Branch(dict[str, "_Branch"]):
    """The traces that begin with the same signs: what may follow them, the bits they have here."""

    bits = 0

    def grow(self, trace: str, bits: int) -> None:
        """Add `trace`, all of it from here on."""
        branch = self
        for sign in trace:
            branch = branch.setdefault(sign, _Branch())
        branch.bits = bits


_register = _Register()


def _shapes(word: str) -> list[str]:
    """Return `word` with all its letters written as such, its capitals too, and all its signs."""
    if not word[0].isalnum():
        return []
    letters = _NO_NOUGHT.sub(LETTER, word)
    several = [letters, EITHER * len(word)]
    if word.islower():
        return several
    capitals = "".join(
        CAPITAL if sign.isupper() else letter for sign, letter in zip(word, letters, strict=True)
    )
    return [*several, capitals]
