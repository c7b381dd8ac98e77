"""The anchor file: one signed statement a line, each linked to the one before, only added to."""

import base64
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import LogBroken, Unwritable
from models.log.signing import id_of, raw_public
from models.log.verify import read_lines
from models.only_one import lock_file
from models.verifier.entries import GENESIS
from models.verifier.merkle import Tree
from models.verifier.statements import Statement, parse_statement, read_statement

_TAIL_BYTES = 1 << 16
LOCK_SECONDS = 30.0
"""How long a writer waits for the one before: each is done in less than a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the log stands: number and hash of its newest entry, and the root of its tree."""

    seq: int
    hash: str
    root: str


START = Head(seq=0, hash=GENESIS, root=Tree().root().hex())


class AnchorFile:
    """The file while it is locked; `last` is the newest statement, in it or on its way.

    Without a file (`file` is None) statements are made all the same, for the other places.
    """

    def __init__(self, path: Path, file: IO[bytes] | None, last: Statement | None) -> None:
        self._file = file
        self.path = path
        self.last = last
        self.written: list[Statement] = []

    @property
    def reached(self) -> bool:
        """Whether the file could be opened and written to so far."""
        return self._file is not None

    @property
    def signer(self) -> str:
        """The key id that the next statement has to be signed with; empty where any may."""
        if self.last is None:
            return ""
        return self.last.said("key") if self.last.type == "key" else self.last.key

    def write(
        self,
        key: Ed25519PrivateKey,
        kind: str,
        head: Head,
        at: str,
        *,
        says: Mapping[str, object] | None = None,
        successor: Ed25519PrivateKey | None = None,
    ) -> Statement:
        """Sign a statement and append it durably. The first one of all introduces the key."""
        if not self.signer and kind != "key":
            start = START if self.last is None else head
            self.write(key, "key", start, at, says=introduction(key), successor=key)
        statement = Statement(
            type=kind,
            seq=head.seq,
            count=head.seq,
            head=head.hash,
            root=head.root,
            at=at,
            key=id_of(key),
            before=self.last.digest() if self.last else "",
            says=says or {},
            signature="",
        )
        signed = replace(
            statement,
            signature=_sign(key, statement),
            consent=_sign(successor, statement) if successor else "",
        )
        self.written.append(signed)
        self.append(signed)
        return signed

    def append(self, statement: Statement) -> None:
        """Append what is signed already, durably; when that fails, go on without the file."""
        self.last = statement
        if self._file is None:
            return
        try:
            line = statement.as_line()
            whole = self._file.write(line) == len(line)
            os.fsync(self._file.fileno())
        except OSError:
            whole = False
        if not whole:
            self._file = None


def introduction(key: Ed25519PrivateKey) -> Mapping[str, object]:
    """What a statement says that introduces a key."""
    return {"key": id_of(key), "public": base64.b64encode(raw_public(key)).decode()}


@contextmanager
def locked(path: Path) -> Iterator[AnchorFile]:
    """The anchor file, for one writer at a time; a line whose writing never ended is dropped.

    When it cannot be opened, it is one that was not reached. Unwritable when another writer, or
    whoever else, does not let it go.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    except OSError:
        yield AnchorFile(path, None, None)
        return
    with os.fdopen(handle, "ab", buffering=0) as file:
        lock_file(file, seconds=LOCK_SECONDS, code="ANCHOR_IN_USE")
        _drop_torn_line(path)
        yield AnchorFile(path, file, _tail(path))


def read_statements(path: Path) -> tuple[Statement, ...]:
    """All statements of an anchor file, in order; lines that are none are left out."""
    return statements_of(read_lines(path))


def statements_of(lines: Iterable[Mapping[str, object]]) -> tuple[Statement, ...]:
    """The statements among the lines of an anchor file, in order."""
    found = (read_statement(line) for line in lines)
    return tuple(statement for statement in found if statement is not None)


def _sign(key: Ed25519PrivateKey, statement: Statement) -> str:
    return base64.b64encode(key.sign(statement.signed_bytes())).decode()


def _tail(path: Path) -> Statement | None:
    """The last statement, read from the end; LogBroken when the last line is none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        lines = file.read().splitlines()
    if not lines:
        return None
    statement = parse_statement(lines[-1])
    if statement is None:
        raise LogBroken(None, "anchor_malformed")
    return statement


def _drop_torn_line(path: Path) -> None:
    """Cut a last line whose writing never finished (power went); it was never reported done."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read()
    if tail and not tail.endswith(b"\n"):
        try:
            os.truncate(path, size - len(tail) + tail.rfind(b"\n") + 1)
        except OSError:
            raise Unwritable("ANCHOR_TORN") from None
