"""What a text must hold before a regex can match in it: so many digits, traces in its words.

A look at a text is taken once for all recognizers; most regexes are then never run. A word is a
run of letters and digits, or any other sign by itself. A trace is a part of a word: letters in
lower case (or as they stand, where one is a capital), `0` for any digit, `LETTER`, `CAPITAL` or
`EITHER` for any of theirs; a blank at an end of it is the end of the word. Which traces a word
holds is remembered by the word with noughts for its digits: a bounded memo in this process, like
that of the texts themselves.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from threading import Lock

LETTER, CAPITAL, EITHER = "□△◇"
"""In a trace: any letter, any capital, any letter or digit."""

MOST_CHOICES = 4
"""So many choices of traces are kept of a regex, the most telling ones."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_DIGIT = re.compile(r"\d")
_LOOK_ALIKES = str.maketrans("ıſİ", "isi")
_OFTEN = dict.fromkeys("etaoinsrhl.,'", 0.9) | dict.fromkeys("ducmfygpwbvk-?!", 0.5)
_SELDOM = 0.05
_OF_ITS_CLASS = {LETTER: 1.0, EITHER: 1.0, CAPITAL: 0.9, "0": 0.4}
_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 24
_FEW = 4


@dataclass(frozen=True, slots=True)
class Needs:
    """What a match cannot do without.

    `digits` must stand in the whole text, `taken` of them in the match itself (the others may
    only be looked at); of each of `choices` one trace must stand in the text.
    """

    digits: int = 0
    taken: int = 0
    choices: tuple[frozenset[str], ...] = ()

    def met_by(self, seen: "Glance") -> bool:
        """Whether a regex that needs this may match in a text that holds `seen`."""
        return bool(Index([[self]]).met_by(seen))


NOTHING = Needs()


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


def fold(text: str) -> str:
    """Return `text` in lower case, as `re.IGNORECASE` understands it for letters of ASCII."""
    return text.lower() if text.isascii() else text.translate(_LOOK_ALIKES).lower()


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
    letters = "".join("0" if sign == "0" else LETTER for sign in word)
    several = [letters, EITHER * len(word)]
    if word.islower():
        return several
    capitals = "".join(
        CAPITAL if sign.isupper() else letter for sign, letter in zip(word, letters, strict=True)
    )
    return [*several, capitals]


def all_of(several: Iterable[Needs]) -> Needs:
    """Return what is needed where regexes that need `several` must all match, wherever they do."""
    return reduce(both, (replace(each, taken=0) for each in several), NOTHING)


def any_of(several: Sequence[Needs]) -> Needs:
    """Return what is needed where one of the regexes that need `several` must match."""
    if not several:
        return NOTHING
    return Needs(
        digits=min(each.digits for each in several),
        taken=min(each.taken for each in several),
        choices=_choices_of_one([each.choices for each in several]),
    )


def _choices_of_one(
    several: Sequence[tuple[frozenset[str], ...]],
) -> tuple[frozenset[str], ...]:
    """Return choices met whichever of `several` is: the best pairs of a few, or else by rank."""
    if len(several) > _FEW:
        known = min(map(len, several))
        return telling(
            frozenset().union(*(each[place] for each in several)) for place in range(known)
        )
    choices = several[0]
    for others in several[1:]:
        choices = telling(one | other for one in choices for other in others)
    return choices


def both(one: Needs, other: Needs) -> Needs:
    """Return the needs of two parts that follow one another; each takes its own digits."""
    taken = one.taken + other.taken
    choices = one.choices or other.choices
    if one.choices and other.choices:
        choices = telling([*one.choices, *other.choices])
    return Needs(max(one.digits, other.digits, taken), taken, choices)


def telling(choices: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the choices that tell most, those first that are met most seldom."""
    kept: list[frozenset[str]] = []
    for choice in sorted(map(_bare, choices), key=_frequency):
        if not any(other <= choice for other in kept):
            kept.append(choice)
    return tuple(kept[:MOST_CHOICES])


@cache
def _bare(choice: frozenset[str]) -> frozenset[str]:
    """Return `choice` without the traces that hold another one of it."""
    kept: list[str] = []
    for trace in sorted(choice, key=len):
        for other in kept:
            if other in trace:
                break
        else:
            kept.append(trace)
    return frozenset(kept)


@cache
def _frequency(choice: frozenset[str]) -> float:
    return sum(map(_often, choice))


def _often(trace: str) -> float:
    """About how often a trace stands in a message."""
    signs = trace.strip()
    size = len(trace)
    if len({*signs}) == 1 and signs[0] in _OF_ITS_CLASS:
        return _OF_ITS_CLASS[signs[0]] * 0.8**size
    if len(signs) == 1:
        return _OFTEN.get(signs, _SELDOM) * 0.3 ** (size - 1)
    return 0.3 ** (size - 1)
