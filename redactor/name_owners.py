"""Whose names have which words: asked by the words, at a cost that other people do not raise."""

from collections import deque
from collections.abc import Iterable, Set


class NameOwners:
    """The words of everyone's names; who was added first goes before who has as many of them."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}
        self._turns: dict[str, int] = {}
        self._having: dict[str, list[str]] = {}
        self._first: dict[str, str] = {}
        self._alone: dict[str, deque[str]] = {}
        self._next: dict[str, int] = {}

    def __contains__(self, person: str) -> bool:
        return person in self._words

    def __len__(self) -> int:
        return len(self._words)

    def new(self, kind: str) -> str:
        """Return a person of `kind` who is not known yet: `person:0`."""
        number = self._next.get(kind, 0)
        while f"{kind}:{number}" in self._words:
            number += 1
        self._next[kind] = number
        return f"{kind}:{number}"

    def add(self, person: str, words: Iterable[str]) -> None:
        """Add `words`, one at least, to the names of `person`."""
        known = self._words.setdefault(person, set())
        turn = self._turns.setdefault(person, len(self._turns))
        new, nameless = set(words) - known, not known
        known |= new
        for word in new:
            self._having.setdefault(word, []).append(person)
            if turn <= self._turns[self._first.setdefault(word, person)]:
                self._first[word] = person
            if nameless and len(new) == 1:
                self._alone.setdefault(word, deque()).append(person)

    def of(self, wanted: Set[str]) -> str:
        """Return who has most of the `wanted` words, or "".

        One word in common means a person only if it is all that is wanted, or their whole name.
        """
        if len(wanted) == 1:
            (word,) = wanted
            return self._first.get(word, "")
        having = sorted((self._having.get(word, []) for word in wanted), key=len)
        sharing = {person for persons in having[:-1] for person in persons}  # whoever has two
        best = min(sharing, key=lambda person: self._rank(person, wanted), default="")
        if best and len(self._words[best] & wanted) > 1:
            return best
        alone = [person for word in wanted if (person := self._called_only(word))]
        return min(alone, key=self._turns.__getitem__, default="")

    def _rank(self, person: str, wanted: Set[str]) -> tuple[int, int]:
        return -len(self._words[person] & wanted), self._turns[person]

    def _called_only(self, word: str) -> str:
        """Return the first whose names are `word` and nothing else, or ""."""
        alone = self._alone.get(word, deque())
        while alone and len(self._words[alone[0]]) > 1:
            alone.popleft()
        return alone[0] if alone else ""
