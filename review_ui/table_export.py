"""Entries as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from models.log.access_log import Entry
from review_ui.visible import visible

COLUMNS = (
    "seq",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "actor_role",
    "event",
    "object",
    "purpose",
    "outcome",
    "reason",
    "address",
    "details",
    "previous",
    "hash",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "|")
_WITHIN = re.compile(r";(?=\s*[-=+@|＝＋－＠])")
"""Where a formula would begin in countries whose spreadsheets part cells by a semicolon."""


def quiet(cell: str) -> str:
    """Return the cell with all its characters visible, and no formula to a spreadsheet."""
    shown = _WITHIN.sub(";'", visible(cell))
    return f"'{shown}" if cell.startswith(_FORMULA) else shown


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the head and then one line per entry."""
    yield _line(COLUMNS)
    for entry in entries:
        details = " ".join(f"{name}={value}" for name, value in entry.details.items())
        cells = {**{name: getattr(entry, name) for name in COLUMNS}, "details": details}
        yield _line(tuple(quiet(str(cells[name])) for name in COLUMNS))


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
