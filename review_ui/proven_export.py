"""Entries of the access log as one file: a table, the same with their proof, and how to check it.

Written piece by piece as it is sent: nothing lies on the disk, however long the log is.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from models.log.log_excerpts import ProvenExport, proven_entries, proven_lines
from models.records import Records
from models.verifier.excerpt import in_words
from review_ui.table_export import csv_lines

READ_ME = """\
{count} of the access log, as asked for: {asked}.

entries.csv     a table for people
entries.jsonl   the same entries with their proof, for the verifier

WHAT IS PROVEN
Each entry stands unchanged, under its number, in the log of {upto} entries whose root was signed
on {at}. Which numbers lie between them is told as well.

WHAT IS NOT
That nothing else fits. Whoever made this file chose what is in it. The whole log it is from shows
whether anything was left out: ask for it (redactor audit export), and give it with --log.
What came after entry {upto} is not anchored yet and not in here{newer}.

HOW TO CHECK
python verify.py --proof entries.jsonl ANCHORS --csv entries.csv --key public.pem
python verify.py --proof entries.jsonl ANCHORS --log LOG.jsonl --key public.pem

verify.py    what `redactor audit verifier` prints, best on an installation of your own
ANCHORS      your own copy of the anchors, which the operator cannot rewrite
public.pem   what `redactor audit key` printed on the day you began
"""


class _Written:
    """Collects what a ZIP file is written with, until it is sent."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return data


def zip_pieces(records: Records, export: ProvenExport, at: datetime) -> Iterator[bytes]:
    """The ZIP file of an export with proof, piece by piece."""
    files: dict[str, Iterable[bytes]] = {
        "READ ME.txt": [_read_me(export).encode()],
        "entries.csv": (line.encode() for line in csv_lines(proven_entries(records, export))),
        "entries.jsonl": proven_lines(records, export),
    }
    written = _Written()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in files.items():
            head = zipfile.ZipInfo(name, at.timetuple()[:6])
            head.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(head, "w", force_zip64=True) as file:
                for line in lines:
                    file.write(line)
                    if written.size > PIECE:
                        yield written.take()
    yield written.take()


PIECE = 64 * 1024
"""Bytes sent at once, at least."""


def _read_me(export: ProvenExport) -> str:
    newer = f" ({export.newer:,} that fit; ask again in a few minutes)" if export.newer else ""
    return READ_ME.format(
        count=f"{export.count:,} {'entry' if export.count == 1 else 'entries'}",
        asked=in_words(export.filter.asked()),
        upto=f"{export.checkpoint.seq:,}",
        at=export.checkpoint.at,
        newer=newer,
    )
