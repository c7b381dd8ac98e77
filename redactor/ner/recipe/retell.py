"""Whole support chats of our own, told again and again about other people.

The files in `chats/` are written in the format of the benchmark (`benchmarks/chats/README.md`),
with which they share nothing. Told again, a chat keeps its words, but those who are in it have
other names, the same in all messages, and digits and letters of numbers are exchanged for others
throughout, so that what is said of a number (its end, its first half) stays true. Mostly they live
in other streets and towns as well, and work for other firms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from string import ascii_lowercase

from redactor.conversation import Role
from redactor.evaluate.families import family
from redactor.evaluate.marked import Mark, MarkedChat, read_chats
from redactor.ner.recipe.cases import lower, title, upper
from redactor.ner.recipe.examples import Chat, Example, Span
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.scenes import retype
from redactor.ner.recipe.wordings import WORD, WORDED, Wordings, parted
from redactor.ner.tags import LABELS
from redactor.vocabulary import words_of

FOLDER = Path(__file__).parent / "chats"
FILES = tuple(sorted(path.name for path in FOLDER.glob("*.txt")))

AS_WRITTEN = 0.25
"""Share of the tellings in which people keep the names they were given."""

AT_HOME = 0.3
"""Share in which streets, towns, firms and logins keep their words."""

BY_SURNAME = 0.3
"""Share of the other words of streets and firms that are surnames."""

SMALL = 0.15
"""Share of the tellings in which the visitor types all in lower case."""

LABEL_OF = {"US_BANK_NUMBER": "ACCOUNT_ID", "ABA_ROUTING_NUMBER": "ACCOUNT_ID", "UUID": "SECRET"}
"""Labels of entities the network knows under another name..."""

NOT_TAUGHT = frozenset(("IP_ADDRESS", "MAC_ADDRESS", "URL", "CRYPTO"))
"""...and those that it says nothing about; dates, titles and the like it takes for plain words."""

CODES = frozenset(("ORDER_ID", "ACCOUNT_ID", "ID_DOCUMENT", "SECRET", "IBAN_CODE", "PASSWORD"))
NUMBERS = CODES | {"CREDIT_CARD", "POSTAL_CODE", "PHONE_NUMBER", "STREET_ADDRESS", "USERNAME"}

RUN = re.compile(r"[^\W_]+")
CALLED_AFTER_SOMEBODY = frozenset(("STREET_ADDRESS", "ORGANIZATION"))
TOWN_CODE = 3
"""Letters of a place at most that is a code."""

BEFORE_A_PHONE = 3
"""Digits that a phone number begins with and keeps, as they say which country's it is."""


@dataclass(slots=True)
class Cast:
    """Who and what takes the places in one telling."""

    maker: Maker
    wordings: Wordings | None = None
    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    digits: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def draw(cls, maker: Maker, chat: MarkedChat, wordings: Wordings) -> Cast:
        """Others in the places of those in `chat`; no names where they are spelled out."""
        random = maker.random
        cast = cls(maker=maker, digits=_exchanged("123456789", random))
        cast.wordings = wordings if random.random() >= AT_HOME else None
        cast.letters = _exchanged(ascii_lowercase, random)
        people = [_text(chat, mark) for mark in chat.marks if family(mark.entity) == "PERSON"]
        if any(map(_is_spelled, people)) or random.random() < AS_WRITTEN:
            return cast
        for name in sorted(people, key=len, reverse=True):
            for place, word in enumerate(_name_words(name)):
                if word not in cast.names:
                    cast.names[word] = cast.one_word(maker.last if place else maker.first)
        return cast

    def one_word(self, draw: Callable[[], str]) -> str:
        """A name of one word, in lower case."""
        while not WORD.fullmatch(name := draw()):
            pass
        return lower(name)

    def renamed(self, text: str) -> str:
        """`text` with the names in it exchanged, each in the case it was written in."""
        return WORD.sub(self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        word = match[0]
        other = self.names.get(lower(word))
        return word if other is None else _written_as(word, other)

    def elsewhere(self, town: str) -> str:
        """Another town or country, written as `town` is; codes such as `TX` stay."""
        if len(town) <= TOWN_CODE or not any(map(str.isalpha, town)):
            return town
        other = self.words.setdefault(f"LOCATION {lower(town)}", self.maker.city())
        return lower(other) if town.islower() else upper(other) if town.isupper() else other

    def reworded(self, text: str, label: str, wordings: Wordings) -> str:
        """`text`, a value of `label`, with other words where they are names."""

        def other(match: re.Match[str]) -> str:
            stem, end = parted(lower(match[0]))
            key = f"{label} {stem}"
            if key not in self.words:
                drawn = wordings.other(stem, label, self.maker.random)
                surname = drawn != stem and label in CALLED_AFTER_SOMEBODY
                if surname and self.maker.random.random() < BY_SURNAME:
                    drawn = self.one_word(self.maker.last)
                self.words[key] = drawn
            drawn = self.words[key]
            return match[0] if drawn == stem else _written_as(match[0], drawn + end)

        return WORD.sub(other, text)

    def recoded(self, text: str, *, letters: bool, keep: int = 0) -> str:
        """`text` with other digits after the first `keep`, and other letters beside them."""

        def other(match: re.Match[str]) -> str:
            run = match[0]
            if not any(map(str.isdigit, run)):
                return run
            return "".join(
                self._letter(char) if letters and char.isalpha() else self.digits.get(char, char)
                for char in run
            )

        begin = 0
        for _ in range(keep):
            found = re.search(r"\d", text[begin:])
            begin += found.end() if found else 0
        return text[:begin] + RUN.sub(other, text[begin:])

    def _letter(self, char: str) -> str:
        other = self.letters.get(char.lower(), char)
        return other.upper() if char.isupper() else other

    def value(self, text: str, label: str) -> str:
        """What stands for the value `text` in this telling."""
        if label in {"PERSON", "EMAIL_ADDRESS", "USERNAME"}:
            text = self.renamed(text)
        if self.wordings and label == "LOCATION":
            text = self.elsewhere(text)
        if self.wordings and label in WORDED:
            text = self.reworded(text, label, self.wordings)
        if label in NUMBERS:
            keep = BEFORE_A_PHONE if label == "PHONE_NUMBER" else 0
            text = self.recoded(text, letters=label in CODES, keep=keep)
        return text


def label_of(entity: str) -> str:
    """The network's label of an entity; `?` where it is told nothing, "" for plain words."""
    one = LABEL_OF.get(entity, family(entity))
    if one in LABELS:
        return one
    return "?" if one in NOT_TAUGHT else ""


def wordings_of(chats: Iterable[MarkedChat]) -> Wordings:
    """The words of the values of all chats that may stand for one another."""
    return Wordings(
        [(_text(chat, mark), label_of(mark.entity)) for mark in chat.marks] for chat in chats
    )


def retell(chat: MarkedChat, maker: Maker, wordings: Wordings) -> Chat:
    """The chat about other people, what it marks marked."""
    random = maker.random
    cast = Cast.draw(maker, chat, wordings)
    small = random.random() < SMALL
    told = []
    for number, message in enumerate(chat.session.messages):
        marks = [mark for mark in chat.marks if mark.message == number]
        example = _told(message.text, marks, cast)
        if message.role is Role.VISITOR:
            example = replace(example, text=lower(example.text)) if small else example
            told.append(retype(example, random))
        else:
            told.append(replace(example, by_visitor=False))
    return tuple(told)


@cache
def written() -> tuple[tuple[MarkedChat, ...], Wordings]:
    """The chats as they were written, and the words of their values."""
    chats = tuple(read_chats(FOLDER))
    return chats, wordings_of(chats)


def retell_all(maker: Maker, times: int, share: float) -> Iterator[Chat]:
    """Every chat `times` over, or a share of them."""
    chats, wordings = written()
    for chat in maker.random.sample(chats, max(1, round(len(chats) * share))):
        for _ in range(times):
            yield retell(chat, maker, wordings)


def _told(text: str, marks: Sequence[Mark], cast: Cast) -> Example:
    new, at = "", 0
    spans: list[Span] = []
    for mark in marks:
        new, at = new + text[at : mark.start], mark.end
        label = "" if mark.kind == "harmless" else label_of(mark.entity)
        value = cast.value(text[mark.start : mark.end], label)
        if label:
            spans.append((len(new), len(new) + len(value), label))
        new += value
    return Example(text=new + text[at:], spans=tuple(spans), source="chats")


def _written_as(word: str, other: str) -> str:
    """`other`, in lower case, in the case that `word` is written in."""
    if word.islower():
        return other
    return upper(other) if word.isupper() and len(word) > 1 else title(other)


def _exchanged(signs: str, random: Random) -> dict[str, str]:
    return dict(zip(signs, random.sample(signs, len(signs)), strict=True))


def _text(chat: MarkedChat, mark: Mark) -> str:
    return chat.session.messages[mark.message].text[mark.start : mark.end]


def _name_words(name: str) -> list[str]:
    words = (lower(word) for word in WORD.findall(name))
    return [word for word in words if len(word) > 1 and word not in words_of("particles")]


def _is_spelled(name: str) -> bool:
    """Whether a name is said letter by letter, or with digits for letters."""
    words = WORD.findall(name)
    return sum(len(word) == 1 for word in words) > 1 or any(map(str.isdigit, name))
