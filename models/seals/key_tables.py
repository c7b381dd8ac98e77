"""The tables of the key store, made and brought up to date; it has no migrations of its own."""

from pathlib import Path

from sqlite_utils import Database

from models.errors import KeyUnsafe
from models.migrations.tables import columns
from models.store import create_private, opened, writing

CHECK = "check:master"
"""How a store from before the generations knows its master key."""
ROOT = "root:digests"
"""The key all keyed digests and derived keys come from."""

_LATER = "generation:int next:bytes edition:int"


def make_key_store(path: Path) -> None:
    """Make the store's file and tables, or add what an older one lacks; keeps every key."""
    create_private(path)
    with opened(path) as db, writing(db):
        if up_to_date(db):
            return
        keys = db.table("keys").create(
            columns("id wrapped:bytes"), pk="id", not_null={"wrapped"}, if_not_exists=True
        )
        for name, kind in columns(_LATER).items():
            if name not in keys.columns_dict:
                keys.add_column(name, kind, not_null_default=1 if kind is int else None)
        db.table("wrappings").create(
            columns("generation:int master wrapped:bytes"),
            pk=("generation", "master"),
            not_null={"wrapped"},
            strict=True,
            if_not_exists=True,
        )
        db.table("editions").create(
            columns("id:int edition:int rotating_to"),
            pk="id",
            not_null={"edition", "rotating_to"},
            strict=True,
        ).insert({"id": 1, "edition": 1, "rotating_to": ""})


def require_made(path: Path) -> None:
    """KeyUnsafe when there is no key store here, or nothing in its file.

    For records that are in use: a new store has a new root, and by that no digest would be found
    again, no objection and no erasure.
    """
    if path.exists():
        with opened(path, read_only=True) as db:
            if db.table("keys").exists():
                return
    raise KeyUnsafe(
        f"the key store {path} is gone, but there are records made with it: bring it back, or "
        "`redactor restore --replace` a backup"
    )


def up_to_date(db: Database) -> bool:
    """Whether all tables are there; the last one made says so."""
    return db.table("editions").exists()


def newest_generation(db: Database) -> int:
    """The generation new keys are wrapped with."""
    (newest,) = db.execute("SELECT max(generation) FROM wrappings").fetchone()
    return int(newest)
