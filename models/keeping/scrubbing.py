"""What deleting leaves behind, removed: words in the search index, pages in write-ahead logs.

`secure_delete` overwrites what is deleted, but FTS5 only notes that a word is gone, and the log
keeps old pages. From SQLite 3.42 on the index deletes for real by itself (`secure-delete`);
before, its segments are merged into one, in steps short enough for others to write between.
"""

import sqlite3

from sqlite_utils import Database

from models.errors import Unwritable
from models.records import Records
from models.store import opened

_MERGED_PAGES = 200
"""How much of the index one step may rewrite: some milliseconds with the write lock held."""

_MOST_STEPS = 1_000_000
_INDEXES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' "
    "AND sql LIKE 'CREATE VIRTUAL TABLE%USING FTS5%' ORDER BY name"
)


def scrub(records: Records) -> None:
    """Remove the traces of everything that was deleted until now, from index and logs.

    May be called again at any time. Unwritable when a reader keeps a log from being cut.
    """
    with records.peek() as look:
        indexes = [name for name in _indexes(look.db) if not _deletes_for_real(look.db, name)]
    for index in indexes:
        _delete_for_real(records, index)
        _merge(records, index)
    for path in (records.place.database, records.place.key_store):
        with opened(path) as db:
            if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise Unwritable("SCRUB_UNFINISHED")


def _delete_for_real(records: Records, index: str) -> None:
    """Have the index delete for real from now on, where this SQLite can."""
    if sqlite3.sqlite_version_info >= (3, 42):
        with records.step() as step:
            step.db.execute(f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', 1)")  # noqa: S608


def _merge(records: Records, index: str) -> None:
    """Merge the index into one segment, which holds no word that no row has.

    A negative count begins with all segments there are, the positive ones go on with them; a
    step that changes fewer than two rows found nothing left to do (sqlite.org/fts5.html).
    """
    for number in range(_MOST_STEPS):
        pages = _MERGED_PAGES if number else -_MERGED_PAGES
        with records.step() as step:
            before = step.db.conn.total_changes
            step.db.execute(
                f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)",  # noqa: S608
                [pages],
            )
            if step.db.conn.total_changes - before < 2:
                return


def _indexes(db: Database) -> list[str]:
    return [f'"{name}"' for (name,) in db.execute(_INDEXES).fetchall()]


def _deletes_for_real(db: Database, index: str) -> bool:
    config = f'"{index.strip(chr(34))}_config"'
    found = db.execute(f"SELECT v FROM {config} WHERE k = 'secure-delete'").fetchone()  # noqa: S608
    return found is not None and bool(found[0])
