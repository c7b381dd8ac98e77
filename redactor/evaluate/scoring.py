"""Counts what an engine masked of marked chats, and what it masked besides.

*Wanted* is what the policy masks: values marked `must`, under a strict policy `may` too. A wanted
value is *touched* when a letter or digit of it is masked, *covered* when each is. What is masked
is *true* when it overlaps a value marked `must` or `may`, *typed* when one of those is of its own
family. A chat *leaks* when a wanted value of it is not covered. A chat that failed closed counts
as one that does not leak, and in nothing else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from redactor.evaluate.engines import Answer, Found
from redactor.evaluate.families import family
from redactor.evaluate.marked import Mark, MarkedChat

_WORD = re.compile(r"\w+")

Outcome = tuple[MarkedChat, Answer]


@dataclass(slots=True)
class Values:
    """Wanted values of one entity: how many there are, were touched, were covered."""

    values: int = 0
    touched: int = 0
    covered: int = 0


@dataclass(slots=True)
class Masks:
    """What was masked as one family: how many, of those true, of those typed."""

    masks: int = 0
    true: int = 0
    typed: int = 0


@dataclass(slots=True)
class Score:
    """What `score` counted; `words` and `overmasked` are of words outside every personal value.

    `entities` goes by the mark's entity, `families` by that of what was masked; `held_back` counts
    the chats that failed closed by reason.
    """

    chats: int = 0
    leaking: int = 0
    held_back: Counter[str] = field(default_factory=Counter)
    entities: dict[str, Values] = field(default_factory=lambda: defaultdict(Values))
    families: dict[str, Masks] = field(default_factory=lambda: defaultdict(Masks))
    words: int = 0
    overmasked: int = 0
    masked_words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overmasked:
    """A harmless word at `start:end` of message number `message`, and what it was masked as."""

    message: int
    start: int
    end: int
    found: Found


def score(outcomes: Iterable[Outcome], *, strict: bool = False) -> Score:
    """Compare what was masked with the marks."""
    total = Score()
    for chat, answer in outcomes:
        total.chats += 1
        if answer.held_back:
            total.held_back[answer.held_back] += 1
            continue
        masked = _places(chat, answer)
        _count_values(total, chat, masked, strict=strict)
        _count_masks(total, chat, answer)
        _count_words(total, chat, masked)
        total.leaking += any(misses(chat, answer, strict=strict))
    return total


def misses(chat: MarkedChat, answer: Answer, *, strict: bool = False) -> list[Mark]:
    """The wanted values of a chat that are not covered; none where nothing is shown."""
    if answer.held_back:
        return []
    masked = _places(chat, answer)
    return [
        mark
        for mark in _wanted(chat, strict=strict)
        if not _telling(chat, mark) <= masked[mark.message]
    ]


def overmasked(chat: MarkedChat, answer: Answer) -> Iterator[Overmasked]:
    """Yield the harmless words of a chat that are masked."""
    for number, findings in enumerate(answer.messages):
        personal = _personal(chat, number)
        for start, end in _words(chat, number):
            for found in findings:
                if (
                    found.start < end
                    and start < found.end
                    and personal.isdisjoint(range(start, end))
                ):
                    yield Overmasked(message=number, start=start, end=end, found=found)
                    break


def _wanted(chat: MarkedChat, *, strict: bool) -> Iterator[Mark]:
    kinds = {"must", "may"} if strict else {"must"}
    return (mark for mark in chat.marks if mark.kind in kinds)


def _places(chat: MarkedChat, answer: Answer) -> list[set[int]]:
    """The masked places of each message; an answer must speak of each."""
    return [
        {place for found in findings for place in range(found.start, found.end)}
        for _, findings in zip(chat.session.messages, answer.messages, strict=True)
    ]


def _telling(chat: MarkedChat, mark: Mark) -> set[int]:
    """The places of letters and digits in a value; of all but blanks where it has none."""
    text = chat.session.messages[mark.message].text
    places = range(mark.start, mark.end)
    telling = {place for place in places if text[place].isalnum()}
    return telling or {place for place in places if not text[place].isspace()}


def _personal(chat: MarkedChat, message: int) -> set[int]:
    return {
        place
        for mark in chat.marks
        if mark.message == message and mark.kind != "harmless"
        for place in range(mark.start, mark.end)
    }


def _words(chat: MarkedChat, message: int) -> Iterator[tuple[int, int]]:
    return (word.span() for word in _WORD.finditer(chat.session.messages[message].text))


def _count_values(total: Score, chat: MarkedChat, masked: list[set[int]], *, strict: bool) -> None:
    for mark in _wanted(chat, strict=strict):
        telling, there = _telling(chat, mark), masked[mark.message]
        values = total.entities[mark.entity]
        values.values += 1
        values.touched += bool(telling & there)
        values.covered += telling <= there


def _count_masks(total: Score, chat: MarkedChat, answer: Answer) -> None:
    for number, findings in enumerate(answer.messages):
        personal = [m for m in chat.marks if m.message == number and m.kind != "harmless"]
        for found in findings:
            over = [m for m in personal if found.start < m.end and m.start < found.end]
            kind = family(found.entity)
            masks = total.families[kind]
            masks.masks += 1
            masks.true += bool(over)
            masks.typed += any(family(mark.entity) == kind for mark in over)


def _count_words(total: Score, chat: MarkedChat, masked: list[set[int]]) -> None:
    for number, there in enumerate(masked):
        personal = _personal(chat, number)
        for span in _words(chat, number):
            places = set(range(*span))
            hit = bool(places & there)
            total.masked_words += hit
            if not places & personal:
                total.words += 1
                total.overmasked += hit
