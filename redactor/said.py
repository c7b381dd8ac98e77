"""A message as the language model reads it: who wrote it, and its text."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Said"]


class Said(NamedTuple):
    """A message: whether the visitor wrote it, and its text."""

    by_visitor: bool
    text: str
