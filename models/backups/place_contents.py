"""What is in a database and a key store, counted and checked: for backups and restores."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from models.errors import BackupUnusable, KeyGone, Unsealable
from models.keeping.erased_list import read_ended
from models.migrations import IN_ORDER
from models.seals.key_store import KeyStore
from models.seals.sealed_columns import SEALED, SealedColumn
from models.store import opened

COUNTED = ("sessions", "originals", "messages", "deliveries", "reviews", "people", "entries")
"""The tables whose rows a backup's manifest counts."""

_MOST_REFUSED = 100
"""After so many that cannot be unsealed no more are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Rows by table, keys, and where the access log ends."""

    rows: Mapping[str, int]
    seq: int
    head: str


def contents_of(database: Path) -> Contents:
    """Count the rows, and find the end of the access log."""
    with opened(database, read_only=True) as db:
        last = db.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        return Contents(
            rows={table: db.table(table).count for table in COUNTED},
            seq=last[0] if last else 0,
            head=last[1] if last else "",
        )


def count_keys(key_store: Path) -> int:
    """How many keys the store holds, its root among them."""
    with opened(key_store, read_only=True) as db:
        return int(db.table("keys").count)


def require_sound(path: Path) -> None:
    """BackupUnusable unless SQLite finds the file whole and every foreign key in place."""
    with opened(path, read_only=True) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check(1)")]
        strays = db.execute("SELECT count(*) FROM pragma_foreign_key_check").fetchone()[0]
    if found != ["ok"] or strays:
        raise BackupUnusable("integrity", path.name)


def require_known_migrations(path: Path) -> None:
    """BackupUnusable when the database was made by a version that knew more than this one."""
    known = {step.__name__ for step in IN_ORDER}
    with opened(path, read_only=True) as db:
        applied = {row["name"] for row in db.query("SELECT name FROM _sqlite_migrations")}
    if applied - known:
        raise BackupUnusable("newer_version", str(len(applied - known)))


def newest_seq(database: Path) -> int:
    """The number of the newest entry of the access log; 0 when there is none."""
    with opened(database, read_only=True) as db:
        return int(db.execute("SELECT coalesce(max(seq), 0) FROM entries").fetchone()[0])


def keyless(database: Path, key_store: Path) -> list[str]:
    """The ids of keys that the store does not hold, though rows that need them are there."""
    found: list[str] = []
    with opened(database, read_only=True) as db:
        db.execute("ATTACH DATABASE ? AS held", [str(key_store)])
        for column in SEALED:
            if column.needs_key:
                sql = (
                    f"SELECT DISTINCT '{column.kind}:' || {column.owner} AS key_id "  # noqa: S608
                    f"FROM {column.table} WHERE length({column.column}) > 0 AND NOT EXISTS "
                    f"(SELECT 1 FROM held.keys WHERE id = '{column.kind}:' || {column.owner})"
                )
                found += [key_id for (key_id,) in db.execute(sql)]
    return sorted(set(found))


def open_samples(database: Path, key_store: KeyStore, most: int, *, listed: Path) -> int:
    """Unseal up to `most` of the newest of each kind that have a key; gives how many.

    BackupUnusable when one cannot be unsealed. What belongs to an original that ended since, as
    `listed` says, is left out: its session may have gone on under another key.
    """
    opened_count, refused = 0, set[str]()
    with opened(database, read_only=True) as db:
        db.execute("ATTACH DATABASE ? AS held", [str(key_store.path)])
        for column in SEALED:
            done = 0
            for key_id, bound_to, sealed in _with_keys(db, column):
                try:
                    key_store.unseal(key_id, sealed, bound_to=bound_to)
                    done += 1
                except (KeyGone, Unsealable):
                    refused.add(key_id)
                if done == most or len(refused) > _MOST_REFUSED:
                    break
            opened_count += done
        if unexplained := refused - _ended_since(db, refused, listed):
            raise BackupUnusable("unreadable", min(unexplained))
    return opened_count


def _with_keys(db: Database, column: SealedColumn) -> Iterator[tuple[str, str, bytes]]:
    if not db.table(column.table).exists():
        return
    rows: Iterator[dict[str, Any]] = db.table(column.table).rows_where(
        f"length({column.column}) > 0 AND EXISTS "  # noqa: S608 - constants
        f"(SELECT 1 FROM held.keys k WHERE k.id = '{column.kind}:' || {column.owner})",
        order_by="rowid DESC",
    )
    for row in rows:
        key_id = f"{column.kind}:{row[column.owner]}"
        yield key_id, column.bound_to.format_map(row), row[column.column]


def _ended_since(db: Database, key_ids: Set[str], listed: Path) -> set[str]:
    """Those of them whose session's original ended after what is in the database arrived."""
    if not key_ids:
        return set()
    arrived = {
        f"session:{row['id']}": row["arrived_at"]
        for key_id in key_ids
        for row in db.query(
            "SELECT id, arrived_at FROM sessions WHERE id = ?", [key_id.partition(":")[2]]
        )
    }
    return {
        f"session:{each.original}"
        for each in read_ended(listed)
        if arrived.get(f"session:{each.original}", "~") <= each.at
    }
