"""Files: JSON Lines one by one, statements before entries, public keys."""

import base64
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from models.verifier.statements import read_statement

_MOST_BYTES = 16 * 1024 * 1024


def read_lines(path: Path | None) -> Iterator[Mapping[str, object]]:
    """Read JSON Lines one by one; a line that is not an object comes out empty."""
    if path is None or not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            try:
                value = json.loads(line, object_pairs_hook=_said_once)
            except (ValueError, RecursionError):
                value = None
            yield value if isinstance(value, dict) else {}


def read_object(path: Path) -> Mapping[str, object]:
    """The one JSON object in a file; empty where it holds none, or more than 16 MiB."""
    with path.open("rb") as file:
        text = file.read(_MOST_BYTES + 1)
    try:
        value = json.loads(text, object_pairs_hook=_said_once) if len(text) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {}


def own_statements(log: Path) -> list[Mapping[str, object]]:
    """The statements an export begins with; none where it is a database."""
    with log.open("rb") as start:
        if start.read(16) == b"SQLite format 3\x00":
            return []
    return split_lines(read_lines(log))[0]


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError
    return said


def open_segments(
    paths: Iterable[Path],
) -> tuple[Iterator[Mapping[str, object]], list[Mapping[str, object]]]:
    """The entries of all segments, oldest first, and the statements they begin with."""
    opened = [split_lines(read_lines(path)) for path in paths]
    opened.sort(key=lambda pair: [_first_of(line) for line in pair[0]])
    records = [line for statements, _ in opened for line in statements]
    return itertools.chain.from_iterable(entries for _, entries in opened), records


def _first_of(line: Mapping[str, object]) -> int:
    statement = read_statement(line)
    return statement.number("first") if statement else 0


def split_lines(
    lines: Iterator[Mapping[str, object]],
) -> tuple[list[Mapping[str, object]], Iterator[Mapping[str, object]]]:
    """The statements that lines begin with, and the entries after them."""
    statements: list[Mapping[str, object]] = []
    for line in lines:
        if "type" not in line:
            return statements, itertools.chain([line], lines)
        statements.append(line)
    return statements, iter(())


def read_key(text: str) -> bytes:
    """The 32 bytes of a public key: a PEM file, or 64 hex digits; ValueError when it is none."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", text, re.ASCII):
        return bytes.fromhex(text)
    try:
        lines = Path(text).read_text("ascii").split("-----")
        der = base64.b64decode("".join(lines[2].split()), validate=True)
    except (OSError, ValueError, IndexError):
        raise ValueError(f"not a public key: {text}") from None
    if len(der) != 44 or not der.startswith(bytes.fromhex("302a300506032b6570032100")):  # RFC 8410
        raise ValueError(f"not an Ed25519 public key: {text}")
    return der[12:]
