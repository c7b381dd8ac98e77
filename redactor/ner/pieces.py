"""A text as the encoder reads it: word pieces, how each word is written, where each word stands.

The encoder knows no capitals (its pieces are lower-cased, accents taken off), so that `sara` and
`SARA` are the same name to it; whether a word was written with capitals goes in beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["SHAPES", "Pieces", "read_pieces", "shape"]

SHAPES = 4
"""How many ways of writing a word `shape` tells apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces of one text: their ids and shapes; per word its first piece, start and end."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[tuple[int, int], ...]


def shape(word: str) -> int:
    """0 without capitals, 1 with one in front, 2 in capitals, 3 otherwise (`iPhone`)."""
    if word.islower() or not any(map(str.isupper, word)):
        return 0
    if len(word) == 1 or word[1:].islower() or not word[1:].isalpha():
        return 1 if word[0].isupper() else 3
    return 2 if word.isupper() else 3


def read_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
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
    return Pieces(
        ids=tuple(encoding.ids), shapes=tuple(shapes), firsts=tuple(firsts), words=tuple(words)
    )
