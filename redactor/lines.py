"""The readings of a session's messages, put together as the language model reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from redactor.said import Said
from redactor.spans import Span
from redactor.turns import Turn

LEAD = 2
"""How many messages stand before another reading of one, to show what it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A reading of a message; one that only leads to another is read, but not for itself."""

    turn: Turn
    text: str
    leads: bool = False

    @property
    def said(self) -> Said:
        """The line as the language model reads it."""
        return Said(by_visitor=self.turn.by_visitor, text=self.text)

    def spans(self, spans: Sequence[Span]) -> list[Span]:
        """What was found in it, as spans of its turn."""
        if self.leads:
            return []
        return list(spans) if self.text is self.turn.text else self.turn.from_alternative(spans)


def chats_of(turns: Sequence[Turn]) -> list[list[Line]]:
    """What visitor and company said, in one; system lines and notes, which nobody hears, alone.

    Another reading of a message stands behind the messages before it.
    """
    heard = [turn for turn in turns if turn.by_visitor or turn.by_company]
    chats = [[_plain(turn) for turn in heard]] if heard else []
    chats += [[_plain(turn)] for turn in turns if not (turn.by_visitor or turn.by_company)]
    for place, turn in enumerate(heard):
        if turn.alternative:
            lead = [
                Line(turn=each, text=each.text, leads=True)
                for each in heard[max(0, place - LEAD) : place]
            ]
            chats.append([*lead, Line(turn=turn, text=turn.alternative.text)])
    return chats


def alone(turns: Sequence[Turn]) -> list[list[Line]]:
    """Every reading of every message by itself."""
    return [[Line(turn=turn, text=text)] for turn in turns for text in turn.texts()]


def _plain(turn: Turn) -> Line:
    return Line(turn=turn, text=turn.text)
