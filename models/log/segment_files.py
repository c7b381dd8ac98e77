"""The files of segments, and those a stop left behind before their entries went.

A file is written before its entries leave the live log, so for a while they are in both. Only what
the records say has left counts as a segment.
"""

import os
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from models.errors import Unwritable
from models.log.verify import read_lines, well_formed
from models.records import Place
from models.seals.keys import sync_folder
from models.store import opened


def segment_name(first: int, last: int) -> str:
    """The name of the file of these entries."""
    return f"segment-{first:010}-{last:010}.jsonl"


def known_segments(database: Path) -> Mapping[str, str]:
    """The segments that left this log, by the names of their files, with what was signed."""
    with opened(database, read_only=True) as db:
        if not db.table("log_segments").exists():
            return {}
        return {
            segment_name(row["first_seq"], row["last_seq"]): row["digest"]
            for row in db.table("log_segments").rows_where("removed_at IS NOT NULL")
        }


def segment_paths(place: Place) -> tuple[Path, ...]:
    """The files of the segments that left this log, oldest first."""
    known = known_segments(place.database)
    return tuple(sorted(each for each in place.segments.glob("*.jsonl") if each.name in known))


def remove_left_behind(place: Place) -> None:
    """Remove the files whose entries did not leave: the live log holds them.

    A file that no segment is known for and that says anything else stays.
    """
    known = known_segments(place.database)
    unknown = [each for each in place.segments.glob("segment-*.jsonl") if each.name not in known]
    left = [each for each in unknown if _is_live(place.database, each)]
    for path in (*left, *place.segments.glob("segment-*.tmp")):
        path.unlink()


def _is_live(database: Path, path: Path) -> bool:
    """Whether the last entry of a file is in the live log: then those before it were as well."""
    last = deque(read_lines(path), maxlen=1)
    entry, _ = well_formed(last[0]) if last else (None, "")
    if entry is None:
        return False
    with opened(database, read_only=True) as db:
        same = "seq = ? AND hash = ?"
        return db.table("entries").count_where(same, [entry["seq"], entry["hash"]]) > 0


def write_segment(path: Path, content: bytes) -> None:
    """Write a file durably and read it back: after this its entries go."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
        same = path.read_bytes() == content
    except OSError:
        same = False
    if not same:
        raise Unwritable("SEGMENT_UNWRITTEN")
