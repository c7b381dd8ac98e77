"""An excerpt held to the whole log it is from, and a table held to the excerpt."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from models.verifier.entries import well_formed
from models.verifier.excerpt import Excerpt, fits
from models.verifier.statements import Statement

_WRITTEN_OUT = re.compile("‹U\\+([0-9A-F]{4,6})›")
Entry = Mapping[str, Any]


class Sought:
    """Looks through a whole log for what an excerpt should hold and does not."""

    def __init__(self, excerpt: Excerpt) -> None:
        self.excerpt = excerpt
        self.lowest = 0
        self.missing: list[str] = []
        self.older: list[str] = []

    def look(self, raw: Mapping[str, object]) -> None:
        """Look at one entry of the log."""
        entry, _ = well_formed(raw)
        if entry is None:
            return
        seq = entry["seq"]
        self.lowest = min(self.lowest or seq, seq)
        if seq > self.excerpt.count:
            return
        if seq not in self.excerpt.seqs and fits(entry, self.excerpt.asked):
            lacking = self.older if seq < self.excerpt.first else self.missing
            lacking.append(f"entry {seq} of {entry['at']}")

    def judge(self, segments: Iterable[Statement]) -> tuple[int, str]:
        """The exit status, and whether anything that fits was left out.

        From which entry on the excerpt means to speak, nobody signed: older ones that fit are left
        out as well, unless one of these segments ends there and was signed before it was made.
        """
        first = self.excerpt.first
        early = [each for each in segments if each.seq <= self.excerpt.count]
        gone = next((each for each in early if each.number("last") == first - 1), None)
        if missing := self.missing if gone else [*self.older, *self.missing]:
            some = f"{len(missing)} that fit are" if missing[1:] else "one that fits is"
            return 1, f"Not complete: {some} left out, the first is {missing[0]}."
        if gone and self.older:
            some = f"{len(self.older)} that fit are" if self.older[1:] else "one that fits is"
            return 3, (
                f"Complete from entry {first} on: no other entry of the log given fits. Of those "
                f"before, which left the live log as signed on {gone.at}, {some} not in it, the "
                f"first is {self.older[0]}."
            )
        if not 0 < self.lowest <= self.excerpt.count:
            begins = (
                f"begins at entry {self.lowest}, after this excerpt ends"
                if self.lowest
                else "has no entry"
            )
            return 3, f"Not shown: the log given {begins}; give its segments."
        since = f" from entry {self.lowest} on; older ones are not in the log given"
        return 0, (
            f"Complete: no other entry of the log given fits{since if self.lowest > 1 else ''}."
        )


class Table:
    """A table (CSV) held to the entries of an excerpt."""

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}

    def keep(self, entry: Entry) -> None:
        """Keep an entry to compare rows with."""
        self.entries[entry["seq"]] = entry

    def problem(self, path: Path) -> str:
        """What the rows of the file do not have from the entries, or nothing."""
        left = dict(self.entries)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            columns = next(rows, [])
            if "seq" not in columns:
                return "the table has no column seq"
            for number, row in enumerate(rows, start=2):
                seq = _number(row[columns.index("seq")]) if len(row) == len(columns) else 0
                entry = left.pop(seq, None)
                if entry is None:
                    return (
                        f"line {number} of the table is of no entry of the excerpt, or of one twice"
                    )
                wrong = [
                    name
                    for name, cell in zip(columns, row, strict=True)
                    if not _is(cell, name, entry)
                ]
                if wrong:
                    return f"line {number} of the table says another {wrong[0]} than entry {seq}"
        return f"{len(left)} entries of the excerpt are not in the table" if left else ""


def _number(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() else 0


def _is(cell: str, name: str, entry: Entry) -> bool:
    """Whether a cell says what the entry does; what a spreadsheet would run has a quote before."""
    value = entry.get(name)
    if isinstance(value, dict):
        value = " ".join(f"{each}={said}" for each, said in value.items())
    plain = _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), cell)
    told = {cell, plain, cell.removeprefix("'"), plain.removeprefix("'")}
    return str(value) in {*told, *(each.replace(";'", ";") for each in told)}
