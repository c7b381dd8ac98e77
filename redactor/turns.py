"""One message on its way through the engine: who wrote it, and how it reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from redactor.conversation import Message, Role
from redactor.reading import Reading, key, read, same
from redactor.spans import Span
from redactor.spelling import find_alternative
from redactor.topics import Mention, Topic, find_asked, find_mentions

_POSSESSIVE = re.compile(r"['’]s?$")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Token(NamedTuple):
    """A word or number of a reading; `key` is its form for comparing."""

    start: int
    end: int
    text: str
    key: str


@lru_cache(maxsize=1024)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Split `text` into words and numbers; `Sara's` gives `Sara`."""
    return tuple(tokens_in(text, 0, len(text)))


@lru_cache(maxsize=1024)
def _mentions_in(text: str) -> tuple[Mention, ...]:
    """The topics that `text` names; the last texts are remembered, since chats grow."""
    return tuple(find_mentions(text))


def tokens_in(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words and numbers of `text[start:end]`, placed in `text`."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        bare = word if word.isalnum() else _POSSESSIVE.sub("", word) or word
        place = match.start()
        folded = bare.lower() if bare.isascii() else key(bare)
        yield Token(place, place + len(bare), bare, folded)


@dataclass(frozen=True)
class Turn:
    """A message with its readings and tokens; spans of a turn are offsets in `reading.text`."""

    index: int
    message: Message
    reading: Reading
    alternative: Reading | None = field(default=None)

    @classmethod
    def of(cls, index: int, message: Message, *, plainly: bool = False) -> "Turn":
        """Read one message; `plainly` as it stands, nothing folded."""
        if plainly:
            return cls(index, message, same(message.text))
        reading = read(message.text)
        return cls(index, message, reading, find_alternative(reading))

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.reading.text

    @cached_property
    def key(self) -> str:
        """The folded text for comparing: no case, no accents."""
        return key(self.text)

    @cached_property
    def by_visitor(self) -> bool:
        """Whether the visitor wrote it."""
        return self.message.role is Role.VISITOR

    @cached_property
    def by_company(self) -> bool:
        """Whether an agent or a bot wrote it, for the visitor to read."""
        return self.message.role in {Role.AGENT, Role.BOT}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and numbers of the folded text."""
        return tokens_of(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The topics named in the folded text."""
        return _mentions_in(self.text)

    @cached_property
    def asked(self) -> list[Topic]:
        """The topics the folded text asks its reader for."""
        return find_asked(self.text, self.mentions)

    def texts(self) -> Iterator[str]:
        """Yield the folded text and the alternative one, where there is one."""
        yield self.text
        if self.alternative:
            yield self.alternative.text

    def to_original(self, span: Span) -> Span:
        """Return a span of the folded text as a span of the original message."""
        start, end = self.reading.original(span.start, span.end)
        same = (start, end) == (span.start, span.end)
        return span if same else replace(span, start=start, end=end)

    def from_alternative(self, spans: Sequence[Span]) -> list[Span]:
        """Bring spans of the alternative text back, those that touch what it rewrote."""
        if not self.alternative:
            return []
        brought = []
        for span in spans:
            if any(span.overlaps(*stretch) for stretch in self.alternative.changed):
                start, end = self.alternative.original(span.start, span.end)
                brought.append(replace(span, start=start, end=end))
        return brought
