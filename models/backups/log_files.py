"""The files of the access log beside the records: its anchors, and what left as segments."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from models.log.segment_files import known_segments
from models.log.verify import parse_statement
from models.records import Place
from models.store import create_private

ANCHOR = "anchor.jsonl"
SEGMENTS = "segments"
"""The folder of the segments, beside the records as in a backup that was unpacked."""
_SEGMENT = re.compile(r"segment-\d{10,}-\d{10,}\.jsonl", re.ASCII)


def copy_anchor(anchor: Path, target: Path, seq: int) -> None:
    """The statements up to the copied end of the log: it was copied before them."""
    create_private(target)
    lines = anchor.read_bytes().splitlines(keepends=True) if anchor.exists() else []
    with target.open("wb") as file:
        for line in lines:
            try:
                beyond = json.loads(line).get("seq", 0) > seq
            except (ValueError, AttributeError, TypeError):
                beyond = False
            if beyond:
                break
            file.write(line)


def sound_segments(database: Path, folder: Path) -> dict[str, Path]:
    """Those of them that are in a folder and hold, byte by byte, what was signed."""
    known = known_segments(database)
    paths = {name: folder / name for name in sorted(known)}
    return {name: path for name, path in paths.items() if _is_signed(path, known[name])}


def gather_segments(folder: Path, database: Path, live: Place) -> int:
    """Put the unpacked segments of a backup into a folder of their own; gives how many.

    Those that the backup does not hold are taken from where they are today.
    """
    target = folder / SEGMENTS
    target.mkdir(mode=0o700)
    for path in list(folder.iterdir()):
        if _SEGMENT.fullmatch(path.name):
            path.replace(target / path.name)
    for name, path in sound_segments(database, live.segments).items():
        if not (target / name).exists():
            create_private(target / name)
            shutil.copyfile(path, target / name)
    return len(list(target.iterdir()))


def _is_signed(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            statement = parse_statement(file.readline())
            lines = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    if statement is None or statement.digest() != digest:
        return False
    return lines == statement.said("digest")
