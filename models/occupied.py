"""Whose records these are, asked before they are opened: nothing is migrated, nothing is logged."""

from pathlib import Path

from sqlite_utils import Database

from models.store import opened


def is_of_others(database: Path, emails: frozenset[str]) -> bool:
    """Whether there is anybody or any source, but not all the people with these e-mail addresses.

    Unwritable when the database cannot be read.
    """
    if not database.exists():
        return False
    with opened(database, read_only=True) as db:
        there = _emails(db)
        return bool(there or _has_sources(db)) and not there >= emails


def _emails(db: Database) -> frozenset[str]:
    table = db.table("people")
    return frozenset(row["email"] for row in table.rows) if table.exists() else frozenset()


def _has_sources(db: Database) -> bool:
    table = db.table("sources")
    return bool(table.exists() and table.count)
