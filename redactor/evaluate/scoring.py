"""Counts what was covered: per entity, per chat, and the harmless words that were masked.

A value counts as *touched* when any of its characters is masked, as *covered* when every letter
and digit of it is. A chat *leaks* when a value of it that must be masked is not covered.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from redactor.conversation import Action, Finding, RedactedSession
from redactor.evaluate.marked import Mark, MarkedChat

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Count:
    """Values of one entity: how many there are, were touched, were covered."""

    values: int = 0
    touched: int = 0
    covered: int = 0


@dataclass(slots=True)
class Score:
    """What `score` counted. `words` and `overmasked` are of words outside every mark."""

    entities: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    chats: int = 0
    leaking: int = 0
    words: int = 0
    overmasked: int = 0
    masked_words: int = 0

    @property
    def leak_rate(self) -> float:
        """Share of chats in which any value survives."""
        return self.leaking / self.chats if self.chats else 0.0

    @property
    def precision(self) -> float:
        """Share of the masked words that belong to a marked value."""
        return 1 - self.overmasked / self.masked_words if self.masked_words else 1.0


def score(results: Iterable[tuple[MarkedChat, RedactedSession]]) -> Score:
    """Compare redacted sessions with the marks of their chats."""
    total = Score()
    for chat, redacted in results:
        masked = [_masked(message.findings) for message in redacted.messages]
        total.chats += 1
        total.leaking += _count_values(total, chat, masked)
        _count_words(total, chat, masked)
    return total


def misses(chat: MarkedChat, redacted: RedactedSession) -> list[Mark]:
    """The values of a chat that must be masked and are not covered."""
    masked = [_masked(message.findings) for message in redacted.messages]
    return [
        mark
        for mark in chat.marks
        if mark.kind == "must" and not _needed(chat, mark) <= masked[mark.message]
    ]


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson, 1927)."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def _masked(findings: Iterable[Finding]) -> set[int]:
    return {
        place
        for finding in findings
        if finding.action is not Action.KEEP
        for place in range(finding.start, finding.end)
    }


def _needed(chat: MarkedChat, mark: Mark) -> set[int]:
    text = chat.session.messages[mark.message].text
    places = range(mark.start, mark.end)
    telling = {place for place in places if text[place].isalnum()}
    return telling or {place for place in places if not text[place].isspace()}


def _count_values(total: Score, chat: MarkedChat, masked: list[set[int]]) -> bool:
    leaks = False
    for mark in chat.marks:
        if mark.kind != "must":
            continue
        needed, there = _needed(chat, mark), masked[mark.message]
        count = total.entities[mark.entity]
        count.values += 1
        count.touched += bool(needed & there)
        count.covered += needed <= there
        leaks = leaks or not needed <= there
    return leaks


def _count_words(total: Score, chat: MarkedChat, masked: list[set[int]]) -> None:
    for number, message in enumerate(chat.session.messages):
        personal = {
            place
            for mark in chat.marks
            if mark.message == number and mark.kind != "harmless"
            for place in range(mark.start, mark.end)
        }
        for word in _WORD.finditer(message.text):
            places = set(range(*word.span()))
            hit = bool(places & masked[number])
            total.masked_words += hit
            if not places & personal:
                total.words += 1
                total.overmasked += hit
