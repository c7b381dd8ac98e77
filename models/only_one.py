"""Locks between processes: who uses the records, who changes all of their keys at once.

A lock goes with the process that holds it, however that ends. Nobody waits: who comes too late
is refused. Those who add a line to a file wait a moment for each other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from models.errors import RestoreUnfinished, Unwritable

STAGING = "restoring"
"""The folder beside the records in which a restore is prepared."""
READY = "ready"
"""The file in it that says: all was proven, only the files have to be put in place."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold what is at `path` alone; Unwritable when another process has it."""
    with _locked(path, fcntl.LOCK_EX):
        yield


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold what is at `path` beside others, and against whoever wants it alone."""
    with _locked(path, fcntl.LOCK_SH):
        yield


def lock_file(file: IO[bytes], *, seconds: float, code: str) -> None:
    """Lock an open file for one writer; Unwritable with this code when it is not let go in time.

    Never by waiting in the kernel, which goes on whatever signal says that the service stops.
    """
    deadline = monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > deadline:
                raise Unwritable(code) from None
            sleep(0.02)
        else:
            return


def require_no_restore(database: Path) -> None:
    """RestoreUnfinished when a restore was cut off while it put the files in place."""
    if (database.parent / STAGING / READY).exists():
        raise RestoreUnfinished


@contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    handle = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unwritable("IN_USE") from None
        yield
    finally:
        os.close(handle)
