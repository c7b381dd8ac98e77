"""The key store: one key per session and delivery, wrapped, in a SQLite file of its own.

    master key ──wraps──▶ wrapping key (a generation) ──wraps──▶ session keys, delivery keys
                                                        └──────▶ the root of digests

The master key is outside the store and its backups. While it is being rotated
(models/seals/rotation.py) two generations stand side by side, each wrapped by both master keys, so
that whoever has either reads everything. A key that is being replaced (models/seals/resealing.py)
has its successor beside it. The root never changes: digests stay findable.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import token_bytes
from threading import Lock
from typing import Any

from sqlite_utils import Database

from models.errors import KeyGone, KeyUnsafe, Unmigrated, Unsealable, Unwritable
from models.seals.key_tables import (
    CHECK,
    ROOT,
    make_key_store,
    newest_generation,
    require_made,
    up_to_date,
)
from models.seals.keys import KEY_BYTES, derived_key, fingerprint, fit, require_private
from models.seals.sealing import seal, unseal
from models.store import opened, writing

__all__ = ["SHRED_UNFINISHED", "KeyStore", "make_key_store"]

SHRED_UNFINISHED = "SHRED_UNFINISHED"
"""The code of keys that are destroyed, but not yet out of the write-ahead log."""


class KeyStore:
    """The wrapped keys, in a SQLite file of their own."""

    def __init__(
        self, path: Path, master_key: bytes, *, find_again: Callable[[], bytes] | None = None
    ) -> None:
        """`find_again` reads the master key anew when the store was rotated meanwhile."""
        self.path = path
        self._master = fit(master_key)
        self._find_again = find_again
        self._wrapping: dict[int, bytes] = {}
        self._turn = Lock()

    def prove(self) -> bytes:
        """Make sure this master key is the one of the store; gives the root of its digests.

        KeyUnsafe when it is not, or when there is no store. The first key that comes to an empty
        store begins it.
        """
        require_private(self.path)
        require_made(self.path)
        with opened(self.path) as db:
            if not up_to_date(db):
                raise Unmigrated(("key_store",))
            with writing(db, self._turn):
                if not db.table("wrappings").count:
                    self._begin(db)
        return self.key(ROOT)

    def new_key(self, key_id: str) -> bytes:
        """A new random key, committed durably before it is handed out.

        Raises Unwritable when the id is taken: a key is never replaced by another.
        """
        return self.new_keys([key_id])[key_id]

    def new_keys(self, key_ids: Sequence[str]) -> dict[str, bytes]:
        """New random keys, all committed at once; Unwritable when one of the ids is taken."""
        keys = {key_id: token_bytes(KEY_BYTES) for key_id in key_ids}
        with opened(self.path) as db, writing(db, self._turn):
            for key_id, key in keys.items():
                self._insert(db, key_id, key)
        return keys

    def key(self, key_id: str) -> bytes:
        """The key of this id, to seal with; KeyGone when it was shredded or never was."""
        return self._keys(key_id)[0]

    def unseal(self, key_id: str, sealed: bytes, *, bound_to: str) -> bytes:
        """Unseal with the key of this id, also while that is being replaced by a new one."""
        return unseal_with(self._keys(key_id), sealed, bound_to=bound_to)

    def find_keys(self, key_ids: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
        """Many keys at once, each with the one before while it is being replaced, newest first."""
        with opened(self.path) as db:
            found = {key_id: self._read(db, key_id) for key_id in key_ids}
        return {key_id: keys for key_id, keys in found.items() if keys}

    def shred(self, key_id: str) -> None:
        """Forget a key for good: overwritten in the store and gone from its write-ahead log.

        Raises KeyGone when there is none, Unwritable when a reader kept the log from being cut.
        """
        if not self.shred_all([key_id]):
            raise KeyGone(key_id)

    def shred_all(self, key_ids: Sequence[str]) -> int:
        """Forget all of these keys for good, as far as they are there; gives how many were.

        May be called again: it also finishes a shredding that a reader kept from being
        finished. Unwritable when one still does.
        """
        if ROOT in key_ids:
            raise KeyUnsafe("the root of digests is never shredded")
        with opened(self.path) as db:
            with writing(db, self._turn):
                gone = sum(
                    db.execute("DELETE FROM keys WHERE id = ?", [key_id]).rowcount
                    for key_id in key_ids
                )
            cut_log(db)
        return gone

    def master_fingerprint(self) -> str:
        """Which master key this is, without telling it."""
        return fingerprint(self._master)

    @property
    def master(self) -> bytes:
        """The master key this store was opened with, or has read anew since."""
        return self._master

    def wrapping_key(self, db: Database, generation: int) -> bytes:
        """The wrapping key of a generation; KeyUnsafe when this master key does not open it."""
        if generation not in self._wrapping:
            self._wrapping[generation] = self._unwrap(db, generation)
        return self._wrapping[generation]

    def _keys(self, key_id: str) -> tuple[bytes, ...]:
        """The key of this id and, while it is being replaced, the one before; newest first."""
        with opened(self.path) as db:
            found = self._read(db, key_id)
        if not found:
            raise KeyGone(key_id)
        return found

    def _read(self, db: Database, key_id: str) -> tuple[bytes, ...]:
        row = db.execute(
            "SELECT wrapped, next, generation FROM keys WHERE id = ?", [key_id]
        ).fetchone()
        if row is None:
            return ()
        wrapping = self.wrapping_key(db, row[2])
        found = [wrapped for wrapped in (row[1], row[0]) if wrapped is not None]
        return tuple(unseal(wrapping, wrapped, bound_to=key_id) for wrapped in found)

    def _insert(self, db: Database, key_id: str, key: bytes) -> None:
        generation = newest_generation(db)
        wrapped = seal(self.wrapping_key(db, generation), key, bound_to=key_id)
        (edition,) = db.execute("SELECT edition FROM editions").fetchone()
        row = {"id": key_id, "wrapped": wrapped, "generation": generation, "edition": edition}
        db.table("keys").insert(row)

    def _begin(self, db: Database) -> None:
        """The first generation; a store from before there were any keeps keys and digests."""
        check: dict[str, Any] | None = next(
            iter(db.table("keys").rows_where("id = ?", [CHECK])), None
        )
        if check is None and db.table("keys").count:
            raise KeyUnsafe("the key store has keys but nothing to prove a master key with")
        if check is None:
            wrapping, root = token_bytes(KEY_BYTES), token_bytes(KEY_BYTES)
        else:
            wrapping, root = derived_key(self._master, "wrap"), self._master
            try:
                unseal(wrapping, check["wrapped"], bound_to=CHECK)
            except Unsealable:
                raise KeyUnsafe("this master key is not the one of this key store") from None
            db.execute("DELETE FROM keys WHERE id = ?", [CHECK])
        keep_wrapping(db, 1, self._master, wrapping)
        self._insert(db, ROOT, root)

    def _unwrap(self, db: Database, generation: int) -> bytes:
        kept = _wrapped_by(db, generation, self._master)
        if kept is None and self._find_again is not None:
            self._master = fit(self._find_again())
            kept = _wrapped_by(db, generation, self._master)
        if kept is None:
            raise KeyUnsafe("this master key is not the one of this key store")
        try:
            return unseal(_outer(self._master), kept, bound_to=f"wrapping:{generation}")
        except Unsealable:
            raise KeyUnsafe("the key store's wrapping key was changed") from None


def unseal_with(keys: Sequence[bytes], sealed: bytes, *, bound_to: str) -> bytes:
    """Unseal with the first key that fits; Unsealable when none does."""
    *others, last = keys
    for key in others:
        try:
            return unseal(key, sealed, bound_to=bound_to)
        except Unsealable:
            continue
    return unseal(last, sealed, bound_to=bound_to)


def keep_wrapping(db: Database, generation: int, master: bytes, wrapping: bytes) -> None:
    """Keep a generation's wrapping key, wrapped by this master key."""
    row = {
        "generation": generation,
        "master": fingerprint(master),
        "wrapped": seal(_outer(master), wrapping, bound_to=f"wrapping:{generation}"),
    }
    db.table("wrappings").insert(row, replace=True)


def cut_log(db: Database) -> None:
    """Overwrite what the write-ahead log still holds; Unwritable when a reader is in the way."""
    if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise Unwritable(SHRED_UNFINISHED)


def _wrapped_by(db: Database, generation: int, master: bytes) -> bytes | None:
    row = db.execute(
        "SELECT wrapped FROM wrappings WHERE generation = ? AND master = ?",
        [generation, fingerprint(master)],
    ).fetchone()
    return None if row is None else bytes(row[0])


def _outer(master: bytes) -> bytes:
    return derived_key(master, "wrap-generation")
