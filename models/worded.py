"""Enumerations whose members say themselves in words."""

from enum import StrEnum
from typing import Self


class WordedEnum(StrEnum):
    """A member is its code, kept and compared; `words` is what people read."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """Make a member of its code and its words; looking one up takes its code alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member
