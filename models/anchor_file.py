"""The anchor file: one signed statement a line, each linked to the one before, only added to."""

import base64
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import LogBroken, Unwritable
from models.signing import id_of, raw_public
from models.verifier.entries import GENESIS
from models.verifier.merkle import Tree
from models.verifier.statements import Statement, read_statement
from models.verify import read_lines

_TAIL_BYTES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the log stands: number and hash of its newest entry, and the root of its tree."""

    seq: int
    hash: str
    root: str


START = Head(seq=0, hash=GENESIS, root=Tree().root().hex())


class AnchorFile:
    """The file while it is locked; `last` is its newest statement."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._file = file
        self.path = path
        self.last = _tail(path)

    @property
    def signer(self) -> str:
        """The key id that the next statement has to be signed with; empty where any may."""
        if self.last is None:
            return ""
        return self.last.said("key") if self.last.type == "key" else self.last.key

    def find(self, wanted: Callable[[Statement], bool]) -> Statement | None:
        """The newest statement that fits; the last two are looked at first."""
        if self.last is None or wanted(self.last):
            return self.last
        return next((each for each in reversed(read_statements(self.path)) if wanted(each)), None)

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
        """Append a statement signed by `key`, durably. The first one of all introduces the key."""
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
        self._file.write(signed.as_line())
        self._file.flush()
        os.fsync(self._file.fileno())
        self.last = signed
        return signed


def introduction(key: Ed25519PrivateKey) -> Mapping[str, object]:
    """What a statement says that introduces a key."""
    return {"key": id_of(key), "public": base64.b64encode(raw_public(key)).decode()}


@contextmanager
def locked(path: Path) -> Iterator[AnchorFile]:
    """The anchor file, for one writer at a time; a line whose writing never ended is dropped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_torn_line(path)
        yield AnchorFile(path, file)


def read_statements(path: Path) -> tuple[Statement, ...]:
    """All statements of an anchor file, in order; lines that are none are left out."""
    found = (read_statement(line) for line in read_lines(path))
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
    try:
        value = json.loads(lines[-1])
    except ValueError:
        value = None
    statement = read_statement(value) if isinstance(value, dict) else None
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
