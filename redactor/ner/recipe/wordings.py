"""Words in the values of our chats that may stand for one another: of streets, firms, logins.

A word that few chats have in values of a kind is a name there (`birch`, `harbour`), not what such
values are made of (`lane`, `flat`, `ltd`): another chat's may stand in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from redactor.ner.recipe.cases import lower

__all__ = ["RARE", "WORD", "WORDED", "Wordings", "parted"]

WORDED = frozenset(("STREET_ADDRESS", "ORGANIZATION", "USERNAME", "PASSWORD", "SECRET"))
"""Labels of values with words that may be exchanged."""

RARE = 2
"""A word of so many chats at most is exchanged."""

SHORTEST = 3
"""Letters of such a word at least."""

WORD = re.compile(r"[^\W\d_]+")

_ENDS = (
    *("straße", "strasse", "str", "gasse", "weg", "platz", "allee", "ring", "damm"),
    *("straat", "laan", "plein", "gracht", "kade", "dijk", "gatan", "vägen", "vej", "gade"),
)
_SPELLED = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")


class Wordings:
    """The words of each label that may stand for one another."""

    def __init__(self, values: Iterable[Iterable[tuple[str, str]]]) -> None:
        """`values` are those of each chat: text and label."""
        chats: Counter[tuple[str, str]] = Counter()
        for chat in values:
            chats.update({(label, stem) for text, label in chat for stem in _stems(text, label)})
        rare: dict[str, list[str]] = {label: [] for label in WORDED}
        for label, stem in sorted(word for word, count in chats.items() if count <= RARE):
            rare[label].append(stem)
        self._pools: Mapping[str, Sequence[str]] = rare
        self._sets = {label: frozenset(stems) for label, stems in rare.items()}

    def other(self, stem: str, label: str, random: Random) -> str:
        """A word for `stem`, in lower case; `stem` itself where it is no name."""
        return random.choice(self._pools[label]) if stem in self._sets[label] else stem


def parted(word: str) -> tuple[str, str]:
    """The name in a word in lower case, and what makes a street of it: `linden`, `straße`."""
    for end in _ENDS:
        if word.endswith(end) and len(word) >= len(end) + SHORTEST:
            return word.removesuffix(end), end
    return word, ""


def _stems(text: str, label: str) -> set[str]:
    """The stems of the words of a value of `label`, none where it is spelled out."""
    if label not in WORDED or len(_SPELLED.findall(text)) > 1:
        return set()
    stems = (parted(lower(word))[0] for word in WORD.findall(text))
    return {stem for stem in stems if len(stem) >= SHORTEST}
