"""A chat as the encoder reads it: one text of word pieces, message after message.

Each piece has a shape, which says how its word is written and who wrote it. The encoder knows no
capitals (its pieces are lower-cased, accents taken off), so that `sara` and `SARA` are the same
name to it; whether a word was written with capitals goes in beside it. A sign ends each message.

A chat longer than a window is read in several; each piece is judged in the window in which it
stands farther from the edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from redactor.said import Said

__all__ = ["SHAPES", "Pieces", "Window", "read_pieces", "shape", "windows"]

WRITINGS = 4
"""The ways of writing that `shape` tells apart."""

SHAPES = 2 * WRITINGS
"""How many shapes there are: those ways for the visitor, and again for the company."""

WINDOW = 190
"""Pieces read at once."""

OVERLAP = 40
"""Pieces that a window shares with the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces of one chat: their ids and shapes; the first piece of each word.

    `words` holds where each word starts and ends in its message, `messages` the first of its
    words and the one after its last for each message.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    messages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces `start` to `end`, of which those from `first` to `last` are judged."""

    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=4_096)
def shape(word: str) -> int:
    """0 without capitals, 1 with one in front, 2 in capitals, 3 otherwise (`iPhone`)."""
    if word.islower() or word.isdecimal() or not any(map(str.isupper, word)):
        return 0
    if len(word) == 1 or word[1:].islower() or not word[1:].isalpha():
        return 1 if word[0].isupper() else 3
    return 2 if word.isupper() else 3


def read_pieces(tokenizer: Tokenizer, said: Sequence[Said]) -> Pieces:
    """Cut a chat into pieces; words are runs of letters and digits, and single other signs."""
    end = tokenizer.token_to_id("[SEP]") or 0
    ids: list[int] = []
    shapes: list[int] = []
    firsts: list[int] = []
    words: list[tuple[int, int]] = []
    messages: list[tuple[int, int]] = []
    for by_visitor, text in said:
        encoding = tokenizer.encode(text, add_special_tokens=False)
        mine, bounds = _words(encoding.word_ids, encoding.offsets)
        by = 0 if by_visitor else WRITINGS
        for word, (first, after) in zip(bounds, pairwise([*mine, len(encoding.ids)]), strict=True):
            shapes += [by + shape(text[slice(*word)])] * (after - first)
        shapes.append(by)
        messages.append((len(words), len(words) + len(bounds)))
        firsts += [len(ids) + first for first in mine]
        words += bounds
        ids += encoding.ids
        ids.append(end)
    return Pieces(
        ids=tuple(ids),
        shapes=tuple(shapes),
        firsts=tuple(firsts),
        words=tuple(words),
        messages=tuple(messages),
    )


def _words(
    word_ids: Sequence[int | None], offsets: Sequence[tuple[int, int]]
) -> tuple[list[int], list[tuple[int, int]]]:
    """The first piece of each word, and where the word starts and ends."""
    firsts: list[int] = []
    words: list[tuple[int, int]] = []
    last = None
    for index, (word, (start, end)) in enumerate(zip(word_ids, offsets, strict=True)):
        if word != last:
            firsts.append(index)
            words.append((start, end))
            last = word
        else:
            words[-1] = (words[-1][0], end)
    return firsts, words


def windows(size: int) -> Iterator[Window]:
    """The windows over `size` pieces, in order; every piece is judged in one of them."""
    for start in range(0, max(size - OVERLAP, min(size, 1)), WINDOW - OVERLAP):
        end = min(start + WINDOW, size)
        yield Window(
            start=start,
            end=end,
            first=start + OVERLAP // 2 if start else 0,
            last=end - OVERLAP // 2 if end < size else size,
        )
