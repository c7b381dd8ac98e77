"""Rotation of the master key while the service runs, resumable after any kill.

    begin   a new generation of wrapping key; both generations wrapped by both master keys
    rewrap  every key from the old generation to the new one, in short transactions
    finish  the old generation and all that the old master key wrapped are forgotten

Between `begin` and `finish` the old and the new master key each open everything. A running
process that knows only the old one reads the new generation with it, or after `finish` asks
its source for the master key again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any

from sqlite_utils import Database

from models.errors import KeyUnsafe
from models.seals.key_store import KeyStore, cut_log, keep_wrapping
from models.seals.key_tables import newest_generation
from models.seals.keys import KEY_BYTES, fingerprint, fit
from models.seals.sealing import seal, unseal
from models.store import opened, writing

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """Where the key store stands. Master keys are named by their fingerprints.

    `rotating_to` is empty while no rotation is under way; `old` counts the keys that are
    still wrapped with an older generation, `unreplaced` those that a resealing has yet to do.
    """

    master: str
    rotating_to: str
    generation: int
    keys: int
    old: int
    edition: int
    unreplaced: int


def key_state(store: KeyStore) -> KeyState:
    """Count the keys, and say what is under way."""
    with opened(store.path, read_only=True) as db:
        db.execute("BEGIN")
        generation = newest_generation(db)
        (edition,) = db.execute("SELECT edition FROM editions").fetchone()
        keys, old, unreplaced = db.execute(
            "SELECT count(*), coalesce(sum(generation < ?), 0), coalesce(sum(edition < ?), 0) "
            "FROM keys WHERE id NOT LIKE 'root:%'",
            [generation, edition],
        ).fetchone()
        return KeyState(
            master=store.master_fingerprint(),
            rotating_to=_rotating_to(db),
            generation=generation,
            keys=keys,
            old=old,
            edition=edition,
            unreplaced=unreplaced,
        )


def begin_rotation(store: KeyStore, new_master: bytes) -> None:
    """Let the new master key open everything beside the old; does nothing where it does so.

    KeyUnsafe when a rotation to another key is under way, or the new key is the old one.
    """
    new = fingerprint(fit(new_master))
    with opened(store.path) as db, writing(db):
        under_way = _rotating_to(db)
        if under_way == new:
            return
        if under_way:
            raise KeyUnsafe(
                f"a rotation to the master key {under_way} is under way: finish or cancel it first"
            )
        generation = newest_generation(db)
        old_wrapping = store.wrapping_key(db, generation)
        if new == store.master_fingerprint():
            raise KeyUnsafe("the new master key is the one in use")
        keep_wrapping(db, generation, new_master, old_wrapping)
        for older in _generations(db, below=generation):
            keep_wrapping(db, older, new_master, store.wrapping_key(db, older))
        wrapping = token_bytes(KEY_BYTES)
        for master in (store.master, new_master):
            keep_wrapping(db, generation + 1, master, wrapping)
        db.execute("UPDATE editions SET rotating_to = ?", [new])


def rewrap(store: KeyStore, *, batch: int = BATCH) -> Iterator[int]:
    """Wrap every key with the newest generation; yields after each batch how many it did."""
    last = 0
    while True:
        with opened(store.path) as db, writing(db):
            rows = list(
                db.query(
                    "SELECT rowid AS number, id, wrapped, next, generation FROM keys "
                    "WHERE rowid > ? ORDER BY rowid LIMIT ?",
                    [last, batch],
                )
            )
            generation = newest_generation(db)
            old = [row for row in rows if row["generation"] < generation]
            for row in old:
                _rewrap_one(store, db, row, generation)
        if not rows:
            return
        last = rows[-1]["number"]
        yield len(old)


def finish_rotation(store: KeyStore) -> None:
    """Forget the old master key's wrappings and the old generations, for good.

    KeyUnsafe when `store` was not opened with the new master key, or keys are left to rewrap.
    """
    with opened(store.path) as db:
        with writing(db):
            new = _rotating_to(db)
            if new != store.master_fingerprint():
                raise KeyUnsafe("only the new master key can finish its rotation")
            generation = newest_generation(db)
            store.wrapping_key(db, generation)
            if db.table("keys").count_where("generation < ?", [generation]):
                raise KeyUnsafe("not every key is wrapped anew yet")
            db.execute(
                "DELETE FROM wrappings WHERE generation < ? OR master <> ?", [generation, new]
            )
            db.execute("UPDATE editions SET rotating_to = ''")
        cut_log(db)


def cancel_rotation(store: KeyStore) -> None:
    """Stay with the old master key: the new one opens nothing any more.

    KeyUnsafe when none is under way, or `store` was not opened with the old master key.
    """
    with opened(store.path) as db:
        with writing(db):
            new = _rotating_to(db)
            if not new:
                raise KeyUnsafe("no rotation is under way")
            if new == store.master_fingerprint():
                raise KeyUnsafe("only the old master key can cancel a rotation")
            store.wrapping_key(db, newest_generation(db))
            db.execute("DELETE FROM wrappings WHERE master = ?", [new])
            db.execute("UPDATE editions SET rotating_to = ''")
        cut_log(db)


def _rewrap_one(store: KeyStore, db: Database, row: dict[str, Any], generation: int) -> None:
    old, new = store.wrapping_key(db, row["generation"]), store.wrapping_key(db, generation)
    wrapped, successor = (
        kept and seal(new, unseal(old, kept, bound_to=row["id"]), bound_to=row["id"])
        for kept in (row["wrapped"], row["next"])
    )
    db.execute(
        "UPDATE keys SET wrapped = ?, next = ?, generation = ? WHERE rowid = ?",
        [wrapped, successor, generation, row["number"]],
    )


def _rotating_to(db: Database) -> str:
    (new,) = db.execute("SELECT rotating_to FROM editions").fetchone()
    return str(new)


def _generations(db: Database, *, below: int) -> list[int]:
    rows = db.execute("SELECT DISTINCT generation FROM wrappings WHERE generation < ?", [below])
    return [generation for (generation,) in rows]
