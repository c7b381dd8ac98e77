"""What a text must hold before a regex can match in it: so many digits, traces in its words.

A word is a run of letters and digits, or any other sign by itself. A trace is a part of a word:
letters in lower case (or as they stand, where one is a capital), `0` for any digit, `LETTER`,
`CAPITAL` or `EITHER` for any of theirs; a blank at an end of it is the end of the word. Whether a
text holds what is needed says `need_index`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce

LETTER, CAPITAL, EITHER = "□△◇"
"""In a trace: any letter, any capital, any letter or digit."""

MOST_CHOICES = 4
"""So many choices of traces are kept of a regex, the most telling ones."""

_LOOK_ALIKES = str.maketrans("ıſİ", "isi")
_OFTEN = dict.fromkeys("etaoinsrhl.,'", 0.9) | dict.fromkeys("ducmfygpwbvk-?!", 0.5)
_SELDOM = 0.05
_OF_ITS_CLASS = {LETTER: 1.0, EITHER: 1.0, CAPITAL: 0.9, "0": 0.4}
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


NOTHING = Needs()


def fold(text: str) -> str:
    """Return `text` in lower case, as `re.IGNORECASE` understands it for letters of ASCII."""
    return text.lower() if text.isascii() else text.translate(_LOOK_ALIKES).lower()


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
