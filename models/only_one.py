"""One at a time: resealing and backups of the same key store wait for nobody, they refuse."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import Unwritable


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of what is at `path`; Unwritable when another process has it.

    The lock goes with the process that holds it, however that ends.
    """
    handle = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unwritable("KEYS_IN_USE") from None
        yield
    finally:
        os.close(handle)
