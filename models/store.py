"""How a database is opened here: one connection per act, durable, deleting for good."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from sqlite_utils import Database

from models.errors import Unwritable

BUSY_SECONDS = 10.0


def create_private(path: Path) -> None:
    """Make an empty file that only its owner can read, unless it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def connect(path: Path, *, read_only: bool = False) -> Database:
    """Open a connection that begins no transaction by itself.

    `isolation_level=None` leaves BEGIN and COMMIT to us; sqlite-utils sees the open
    transaction and uses savepoints inside it instead of committing.
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    _use_write_ahead_log(connection)
    connection.execute(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
    return Database(connection, recursive_triggers=True, execute_plugins=False)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to the log. SQLite waits for nobody when it does so for the first time; we do."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Database]:
    """Open a connection for one use; SQLite's errors leave as Unwritable, without their words.

    SQLite's messages can quote what was being written, so only its code goes on.
    """
    try:
        db = connect(path, read_only=read_only)
    except sqlite3.Error as error:
        raise Unwritable(_code(error)) from None
    try:
        yield db
    except sqlite3.Error as error:
        raise Unwritable(_code(error)) from None
    except UnicodeEncodeError:
        raise Unwritable("TEXT_UNENCODABLE") from None
    finally:
        db.close()


@contextmanager
def writing(db: Database, turn: "Lock | None" = None) -> Iterator[None]:
    """One transaction that holds the write lock from the start; any error rolls it back.

    `turn` is shared by the writers of one process: they queue here, first come first served,
    where SQLite would let each sleep and try again.
    """
    turn = turn or Lock()
    if not turn.acquire(timeout=BUSY_SECONDS):
        raise Unwritable("SQLITE_BUSY")
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")  # fails when something inside ended the transaction
        except BaseException:
            db.rollback()
            raise
    finally:
        turn.release()


def _code(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", None) or type(error).__name__)
