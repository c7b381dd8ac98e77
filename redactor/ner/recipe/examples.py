"""One training or measuring example, and how it is kept: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.before import Before
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
    before: Before = ("", "")


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """Write the examples as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            row = {"text": example.text, "spans": example.spans, "source": example.source}
            if any(example.before):
                row["before"] = example.before
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_examples(path: Path) -> Iterator[Example]:
    """Read what `write_examples` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            spans = tuple((start, end, label) for start, end, label in row["spans"])
            asked, said = row.get("before", ("", ""))
            yield Example(text=row["text"], spans=spans, source=row["source"], before=(asked, said))
