"""A chat as the encoder reads it: one text of word pieces, message after message.

Each piece has a shape, which says how its word is written, in which lists of words and names it
stands, and who wrote it. The encoder knows no capitals (its pieces are lower-cased, accents taken
off), so that `sara` and `SARA` are the same name to it; whether a word was written with capitals
goes in beside it. It has met few of the world's names; the lists hold a hundred thousand. A sign
ends each message.

A chat longer than a window is read in several; each piece is judged in the window in which it
stands farther from the edge.

The tokenizer is asked once for what stands between blanks and signs, which chats say over and over:
no word reaches over a blank or a sign of ASCII. Letters and digits of ASCII are one word, of which
its model is asked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from redactor.vocabulary import KINDS, kinds_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from redactor.said import Said

__all__ = ["SHAPES", "PieceReader", "Pieces", "Window", "shape", "windows"]

WRITINGS = 4
"""The ways of writing that `shape` tells apart."""

LOOKS = WRITINGS * KINDS
"""Ways of writing, for each kind of word."""

SHAPES = 2 * LOOKS
"""How many shapes there are: those looks for the visitor, and again for the company."""

WINDOW = 190
"""Pieces read at once."""

OVERLAP = 40
"""Pieces that a window shares with the one before it."""

REMEMBERED = 4_096
"""So many runs of letters are kept with the pieces they are of."""

REMEMBERED_MESSAGES = 512
"""So many messages are kept with their pieces: a chat that grows is read again with each."""

_RUN = re.compile(r"[^ \t\r\n!-/:-@\[-`{-~]+|[!-/:-@\[-`{-~]")


class Word(NamedTuple):
    """Where a word starts and ends, the ids of its pieces, and its shape."""

    start: int
    end: int
    ids: Sequence[int]
    shape: int


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


def shape(word: str) -> int:
    """How a word is written, and what it is known to be."""
    return writing(word) + WRITINGS * kinds_of(word)


def writing(word: str) -> int:
    """0 without capitals, 1 with one in front, 2 in capitals, 3 otherwise (`iPhone`)."""
    if word.islower() or word.isdecimal() or not any(map(str.isupper, word)):
        return 0
    if len(word) == 1 or word[1:].islower() or not word[1:].isalpha():
        return 1 if word[0].isupper() else 3
    return 2 if word.isupper() else 3


class PieceReader:
    """Cuts chats into the pieces of a tokenizer; `begin` is the one that stands before a window."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._model = tokenizer.model
        self.begin = tokenizer.token_to_id("[CLS]") or 0
        self._end = tokenizer.token_to_id("[SEP]") or 0
        self._words = lru_cache(REMEMBERED)(self._cut)
        self._messages = lru_cache(REMEMBERED_MESSAGES)(self._read)

    def read(self, said: Sequence[Said]) -> Pieces:
        """Return the pieces of a chat; words are runs of letters and digits, and other signs."""
        ids: list[int] = []
        shapes: list[int] = []
        firsts: list[int] = []
        words: list[tuple[int, int]] = []
        messages: list[tuple[int, int]] = []
        for by_visitor, text in said:
            by = 0 if by_visitor else LOOKS
            one = self._messages(text)
            messages.append((len(words), len(words) + len(one.words)))
            firsts += [len(ids) + first for first in one.firsts] if ids else one.firsts
            words += one.words
            ids += one.ids
            shapes += [by + written for written in one.shapes] if by else one.shapes
            ids.append(self._end)
            shapes.append(by)
        return Pieces(
            ids=tuple(ids),
            shapes=tuple(shapes),
            firsts=tuple(firsts),
            words=tuple(words),
            messages=tuple(messages),
        )

    def _read(self, text: str) -> Pieces:
        """The pieces of one message, as if the visitor wrote it and no sign ended it."""
        ids: list[int] = []
        shapes: list[int] = []
        firsts: list[int] = []
        words: list[tuple[int, int]] = []
        for run in _RUN.finditer(text):
            at = run.start()
            for start, end, own, written in self._words(run[0]):
                firsts.append(len(ids))
                words.append((at + start, at + end))
                ids += own
                shapes += [written] * len(own)
        return Pieces(
            ids=tuple(ids),
            shapes=tuple(shapes),
            firsts=tuple(firsts),
            words=tuple(words),
            messages=((0, len(words)),),
        )

    def _cut(self, run: str) -> tuple[Word, ...]:
        """The words of a run without blanks: mostly one, none where it is of nothing visible."""
        if run.isascii() and run.isalnum():
            return (Word(0, len(run), self._ids(run.lower()), shape(run)),)
        encoding = self._tokenizer.encode(run, add_special_tokens=False)
        numbers = encoding.word_ids
        firsts = [at for at, word in enumerate(numbers) if not at or word != numbers[at - 1]]
        words = []
        for first, after in pairwise([*firsts, len(numbers)]):
            start, end = encoding.offsets[first][0], encoding.offsets[after - 1][1]
            words.append(Word(start, end, encoding.ids[first:after], shape(run[start:end])))
        return tuple(words)

    def _ids(self, word: str) -> list[int]:
        """The ids of a word of letters and digits of ASCII: mostly it is a piece by itself."""
        whole = self._model.token_to_id(word)
        return [piece.id for piece in self._model.tokenize(word)] if whole is None else [whole]


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
