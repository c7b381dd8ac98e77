"""Keys: one master key outside everything, and a small store of keys it wraps.

Each session and each delivery is sealed with its own random key. The store holds those keys
wrapped by the master key; shredding one makes every copy of what it sealed unreadable,
backups included, because the store is not part of a backup of the database.
"""

import base64
import binascii
import hmac
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from secrets import token_bytes
from threading import Lock

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import KeyGone, KeyUnsafe, Unmigrated, Unsealable, Unwritable
from models.sealing import seal, unseal
from models.store import create_private, opened, writing

KEY_BYTES = 32
_CHECK = "check:master"


def create_master_key(path: Path) -> bytes:
    """Make a new master key in a file only its owner can read; KeyUnsafe if one is there."""
    key = token_bytes(KEY_BYTES)
    write_secret(path, base64.b64encode(key) + b"\n")
    return key


def load_master_key(path: Path) -> bytes:
    """Read the master key: base64 of 32 bytes, readable by nobody but its owner."""
    try:
        key = base64.b64decode(read_secret(path).strip(), validate=True)
    except binascii.Error:
        raise KeyUnsafe(f"{path} is not a master key: base64 of 32 bytes is wanted") from None
    return _fit(key)


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600, durably; KeyUnsafe when something is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise KeyUnsafe(f"{path} exists already: a key is never overwritten") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_secret(path: Path) -> bytes:
    """Read a secret file; KeyUnsafe when others may read it or it is not a plain file."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode) or mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise KeyUnsafe(f"{path} may be read by others: chmod 600 it")
            return file.read(4096)
    except OSError as error:
        raise KeyUnsafe(f"{path} cannot be read: {error.strerror}") from None


def require_private(path: Path) -> None:
    """KeyUnsafe when anyone but the owner may read or write a file that is there."""
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnsafe(f"{path} may be read by others: chmod 600 it")


def derived_key(master: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, from the master key (HKDF-SHA256, RFC 5869)."""
    context = b"chat-redactor/" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=context).derive(master)


def keyed_digest(master: bytes, purpose: str, value: str | bytes) -> str:
    """HMAC-SHA256 in hex: finds the same value again, says nothing to who lacks the key."""
    plain = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return hmac.digest(derived_key(master, f"digest/{purpose}"), plain, "sha256").hex()


class KeyStore:
    """The wrapped keys, in a SQLite file of their own."""

    def __init__(self, path: Path, master_key: bytes) -> None:
        self.path = path
        self._wrapping = derived_key(_fit(master_key), "wrap")
        self._turn = Lock()

    def prove(self) -> None:
        """Make sure this master key is the one the store was begun with; KeyUnsafe if not."""
        if not self.path.exists():
            raise Unmigrated(("key_store",))
        require_private(self.path)
        with opened(self.path) as db, writing(db, self._turn):
            if not db.table("keys").exists():
                raise Unmigrated(("key_store",))
            if not db.table("keys").count:
                sealed = seal(self._wrapping, b"", bound_to=_CHECK)
                db.table("keys").insert({"id": _CHECK, "wrapped": sealed})
        try:
            self.key(_CHECK)
        except (KeyGone, Unsealable):
            raise KeyUnsafe("this master key is not the one of this key store") from None

    def new_key(self, key_id: str) -> bytes:
        """A new random key, committed durably before it is handed out.

        Raises Unwritable when the id is taken: a key is never replaced by another.
        """
        key = token_bytes(KEY_BYTES)
        with opened(self.path) as db, writing(db, self._turn):
            wrapped = seal(self._wrapping, key, bound_to=key_id)
            db.table("keys").insert({"id": key_id, "wrapped": wrapped})
        return key

    def key(self, key_id: str) -> bytes:
        """The key of this id; KeyGone when it was shredded or never was."""
        with opened(self.path) as db:
            row = next(iter(db.query("SELECT wrapped FROM keys WHERE id = ?", [key_id])), None)
        if row is None:
            raise KeyGone(key_id)
        return unseal(self._wrapping, row["wrapped"], bound_to=key_id)

    def shred(self, key_id: str) -> None:
        """Forget a key for good: overwritten in the store and gone from its write-ahead log.

        Raises KeyGone when there is none, Unwritable when a reader kept the log from being cut.
        """
        with opened(self.path) as db:
            with writing(db, self._turn):
                if not db.execute("DELETE FROM keys WHERE id = ?", [key_id]).rowcount:
                    raise KeyGone(key_id)
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise Unwritable("SHRED_UNFINISHED")

    def shred_all(self, key_ids: Sequence[str]) -> int:
        """Forget all of these keys for good, as far as they are there; gives how many were.

        May be called again: it also finishes a shredding that a reader kept from being
        finished. Unwritable when one still does.
        """
        with opened(self.path) as db:
            with writing(db, self._turn):
                gone = sum(
                    db.execute("DELETE FROM keys WHERE id = ?", [key_id]).rowcount
                    for key_id in key_ids
                )
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise Unwritable("SHRED_UNFINISHED")
        return gone


def make_key_store(path: Path) -> None:
    """Make the store's file and table; does nothing where they are there."""
    create_private(path)
    with opened(path) as db, writing(db):
        db.table("keys").create(
            {"id": str, "wrapped": bytes}, pk="id", not_null={"wrapped"}, if_not_exists=True
        )


def _fit(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise KeyUnsafe(f"a master key has {KEY_BYTES} bytes")
    return key
