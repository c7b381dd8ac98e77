"""A text as the encoder reads it: word pieces, how each word is written, where each word stands.

The encoder knows no capitals (its pieces are lower-cased, accents taken off), so that `sara` and
`SARA` are the same name to it; whether a word was written with capitals goes in beside it.

A short text is read behind what was said before it: the other's last words, then what its writer
has said since. Those pieces are told apart by their shapes and are never marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from redactor.before import Before

__all__ = ["SHAPES", "Pieces", "read_pieces", "shape"]

ASKED, SAID = 4, 5
"""The shapes of what the other asked, and of what the writer has said since."""

SHAPES = 6
"""How many shapes there are: the ways of writing that `shape` tells apart, and those two."""

SHORT = 16
"""Texts of more pieces than this explain themselves: they are read without what went before."""

ASKED_PIECES, SAID_PIECES = 16, 8
"""How many of the last pieces of either are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces of one text: their ids and shapes; per word its first piece, start and end.

    `before_ids` and `before_shapes` are of what is read in front of them.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    before_ids: tuple[int, ...]
    before_shapes: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[tuple[int, int], ...]


def shape(word: str) -> int:
    """0 without capitals, 1 with one in front, 2 in capitals, 3 otherwise (`iPhone`)."""
    if word.islower() or word.isdecimal() or not any(map(str.isupper, word)):
        return 0
    if len(word) == 1 or word[1:].islower() or not word[1:].isalpha():
        return 1 if word[0].isupper() else 3
    return 2 if word.isupper() else 3


def read_pieces(tokenizer: Tokenizer, text: str, before: Before = ("", "")) -> Pieces:
    """Cut `text` into pieces; words are runs of letters and digits, and single other signs."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    firsts: list[int] = []
    words: list[tuple[int, int]] = []
    shapes: list[int] = []
    last = None
    for index, (word, (start, end)) in enumerate(
        zip(encoding.word_ids, encoding.offsets, strict=True)
    ):
        if word != last:
            firsts.append(index)
            words.append((start, end))
            last = word
        else:
            words[-1] = (words[-1][0], end)
    edges = pairwise([*firsts, len(encoding.ids)])
    for (start, end), (first, after) in zip(words, edges, strict=False):
        shapes += [shape(text[start:end])] * (after - first)
    before_ids, before_shapes = _read_before(tokenizer, before, len(encoding.ids))
    return Pieces(
        ids=tuple(encoding.ids),
        shapes=tuple(shapes),
        before_ids=tuple(before_ids),
        before_shapes=tuple(before_shapes),
        firsts=tuple(firsts),
        words=tuple(words),
    )


def _read_before(tokenizer: Tokenizer, before: Before, size: int) -> tuple[list[int], list[int]]:
    """The ids and shapes to put in front of a text of `size` pieces; each part ends in a sign."""
    ids: list[int] = []
    shapes: list[int] = []
    if not 0 < size <= SHORT:
        return ids, shapes
    end = tokenizer.token_to_id("[SEP]") or 0
    for said, kind, most in zip(before, (ASKED, SAID), (ASKED_PIECES, SAID_PIECES), strict=True):
        if said:
            last = _last_ids(tokenizer, said[-8 * most :], most)
            ids += [*last, end]
            shapes += [kind] * (len(last) + 1)
    return ids, shapes


@lru_cache(maxsize=256)
def _last_ids(tokenizer: Tokenizer, said: str, most: int) -> list[int]:
    """The last pieces of what was said; remembered, for one question has several answers."""
    return tokenizer.encode(said, add_special_tokens=False).ids[-most:]
