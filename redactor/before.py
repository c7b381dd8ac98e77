"""What was said before each message, as the language model reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["NOTHING", "Before", "Said", "befores"]

Before = tuple[str, str]
"""What the other said last, and what the writer has said since; "" for nothing."""

NOTHING: Before = ("", "")
"""Nothing was said before."""


class Said(NamedTuple):
    """A message: whether the visitor wrote it, and its text."""

    by_visitor: bool
    text: str


def befores(messages: Sequence[Said]) -> list[Before]:
    """For each message what the other said just before, and what its writer has said since.

    Only a visitor's messages have one: agents write whole sentences.
    """
    found: list[Before] = []
    asked, said = "", ""
    answering = False
    for message in messages:
        found.append((asked, said) if message.by_visitor else NOTHING)
        if message.by_visitor:
            said = f"{said} {message.text}".strip()
        else:
            asked = message.text if answering else f"{asked} {message.text}".strip()
            said = ""
        answering = message.by_visitor
    return found
