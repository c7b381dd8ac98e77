"""Chats as numbers, and in batches, as the network learns from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

import numpy as np

from redactor.ner.pieces import PieceReader, Pieces, windows
from redactor.ner.recipe.examples import Chat
from redactor.ner.tags import TAGS
from redactor.said import Said

BATCH = 16_384
"""Pieces of a batch, padding included, unless one window is longer."""

POOL = 50
"""Batches among which windows of like length are put together."""

UNSURE = frozenset(("banking77", "btc", "meddocan", "wikigold", "wnut17"))
"""Sets whose marks say nothing of numbers, handles and addresses: those teach nothing."""

DIGIT_OR_AT = re.compile(r"[\d@]")


Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A window as numbers: its pieces, their shapes, and a tag (or -100) for each piece."""

    ids: Numbers
    shapes: Numbers
    tags: Numbers


def tags_of(pieces: Pieces, chat: Chat) -> list[int]:
    """The tag of each word's first piece; -100, which no loss counts, for the others and `?`."""
    tags = [-100] * len(pieces.ids)
    for example, (begin, after) in zip(chat, pieces.messages, strict=True):
        firsts, words = pieces.firsts[begin:after], pieces.words[begin:after]
        unsure = _unsure(example.text) if example.source in UNSURE else []
        for first, word in zip(firsts, words, strict=True):
            tags[first] = -100 if _overlaps(word, unsure) else 0
        for start, end, label in example.spans:
            prefix = "B"
            for first, word in zip(firsts, words, strict=True):
                if _overlaps(word, [(start, end)]):
                    tags[first] = -100 if label == "?" else TAGS.index(f"{prefix}-{label}")
                    prefix = "I"
    return tags


def _unsure(text: str) -> list[tuple[int, int]]:
    """Where words, between blanks, with a digit or an `@` stand."""
    return [match.span() for match in re.finditer(r"\S+", text) if DIGIT_OR_AT.search(match[0])]


def _overlaps(word: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start < word[1] and word[0] < end for start, end in stretches)


def rows_of(reader: PieceReader, chat: Chat) -> Iterator[Row]:
    """The chat as numbers, window by window, as it will be read."""
    pieces = reader.read([Said(each.by_visitor, each.text) for each in chat])
    tags = tags_of(pieces, chat)
    for window in windows(len(pieces.ids)):
        seen = slice(window.start, window.end)
        yield Row(
            ids=np.array([reader.begin, *pieces.ids[seen]], np.uint16),
            shapes=np.array([0, *pieces.shapes[seen]], np.uint8),
            tags=np.array([-100, *tags[seen]], np.int8),
        )


def batches(rows: Sequence[Row], random: Random, size: int = BATCH) -> Iterator[list[Row]]:
    """All rows once, in random batches of like length and of about `size` pieces."""
    order = random.sample(rows, len(rows))
    pieces = [0, *accumulate(len(row.ids) for row in order)]
    at = 0
    while at < len(order):
        end = max(at + 1, bisect_right(pieces, pieces[at] + size * POOL) - 1)
        made = list(_filled(sorted(order[at:end], key=lambda row: len(row.ids)), size))
        yield from random.sample(made, len(made))
        at = end


def _filled(rows: Sequence[Row], size: int) -> Iterator[list[Row]]:
    """Rows, shortest first, in batches of at most `size` pieces with padding."""
    batch: list[Row] = []
    for row in rows:
        if batch and len(row.ids) * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def padded(rows: Sequence[Row], device: str) -> tuple[Any, Any, Any, Any]:
    """Ids, mask, shapes and tags of a batch as tensors."""
    import torch

    size = len(rows), max(len(row.ids) for row in rows)
    ids, shapes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    tags, mask = np.full(size, -100, np.int64), np.zeros(size, np.bool_)
    for at, row in enumerate(rows):
        seen = slice(len(row.ids))
        ids[at, seen], shapes[at, seen], tags[at, seen] = row.ids, row.shapes, row.tags
        mask[at, seen] = True
    return tuple(torch.from_numpy(each).to(device) for each in (ids, mask, shapes, tags))
