"""A message as the language model reads it, and what the model names in it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Named", "Said"]


class Said(NamedTuple):
    """A message: whether the visitor wrote it, and its text."""

    by_visitor: bool
    text: str


class Named(NamedTuple):
    """Characters `start` to `end` of a message, their label, and how sure the model is, 0 to 1."""

    start: int
    end: int
    label: str
    score: float
