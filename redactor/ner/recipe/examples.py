"""One training or measuring example, and how it is kept: one chat a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redactor.ner.tags import LABELS as LABELS
from redactor.ner.tags import NAMED as NAMED

Span = tuple[int, int, str]
"""Start, end (code points, end excluded) and label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, the spans marked in it (ordered, disjoint), and the set it came from.

    A span labelled `?` may hold anything: nobody looked, so nothing is learned from it.
    """

    text: str
    spans: tuple[Span, ...] = ()
    source: str
    by_visitor: bool = True


Chat = tuple[Example, ...]
"""The messages of a chat, or of a stretch of one, in order."""


def write_chats(path: Path, chats: Iterable[Chat]) -> None:
    """Write the chats as JSON Lines, one to a line."""
    with path.open("w", encoding="utf-8") as file:
        for chat in chats:
            file.write(json.dumps([_row(example) for example in chat], ensure_ascii=False) + "\n")


def read_chats(path: Path) -> Iterator[Chat]:
    """Read what `write_chats` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield tuple(_example(row) for row in json.loads(line))


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """Write examples that stand alone, each as a chat of one message."""
    write_chats(path, ((example,) for example in examples))


def read_examples(path: Path) -> Iterator[Example]:
    """Read every message of every chat."""
    for chat in read_chats(path):
        yield from chat


def _row(example: Example) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": example.text,
        "spans": example.spans,
        "source": example.source,
    }
    return row if example.by_visitor else {**row, "by_visitor": False}


def _example(row: Mapping[str, Any]) -> Example:
    return Example(
        text=row["text"],
        spans=tuple((start, end, label) for start, end, label in row["spans"]),
        source=row["source"],
        by_visitor=row.get("by_visitor", True),
    )
