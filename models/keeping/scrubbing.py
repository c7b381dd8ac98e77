"""What deleting leaves behind, removed: pages in write-ahead logs, stale bytes between rows.

`secure_delete` overwrites what is deleted, the search index included (models/search_index.py), but
a write-ahead log keeps pages as they were. And where SQLite moves rows from one page to another it
leaves them on the first, in the part that belongs to no row; what is deleted afterwards is
overwritten on the second only. That is rare, but a look through every byte finds it.
"""

from models.errors import Unwritable
from models.records import Records
from models.store import opened

_IN_MEMORY = 256 * 1024 * 1024
"""Larger files are rewritten by way of a temporary file, which nobody can open by a name."""


def scrub(records: Records) -> None:
    """Remove the traces of everything that was deleted until now, from the logs.

    May be called again at any time. Unwritable when a reader keeps a log from being cut.
    """
    for path in (records.place.database, records.place.key_store):
        with opened(path) as db:
            if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise Unwritable("SCRUB_UNFINISHED")


def rewrite(records: Records) -> None:
    """Write both files anew, row by row, so that no byte is left that belongs to no row.

    Costs as much as there is, and others wait to write meanwhile: for what was found after
    everything else was done. Unwritable when there is no room for it.
    """
    for path in (records.place.database, records.place.key_store):
        with opened(path) as db:
            if path.stat().st_size > _IN_MEMORY:
                db.execute("PRAGMA temp_store = FILE")
            db.execute("VACUUM")
    scrub(records)
