"""Keys: the master key outside everything, secrets in files, and keys derived for a purpose.

Each session and each delivery is sealed with its own random key. The key store
(models/seals/key_store.py) holds those wrapped; shredding one makes every copy of what it sealed
unreadable, backups included, because the store is not part of a backup of the database.
"""

import base64
import binascii
import hmac
import os
import stat
from pathlib import Path
from secrets import token_bytes
from tempfile import mkstemp

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import KeyUnsafe

KEY_BYTES = 32


def create_master_key(path: Path) -> bytes:
    """Make a new master key in a file only its owner can read; KeyUnsafe if one is there."""
    key = token_bytes(KEY_BYTES)
    write_secret(path, written_key(key))
    return key


def load_master_key(path: Path) -> bytes:
    """Read the master key: base64 of 32 bytes, readable by nobody but its owner."""
    return read_key(read_secret(path), where=str(path))


def written_key(key: bytes) -> bytes:
    """A master key as it is written down: base64 and a line end."""
    return base64.b64encode(key) + b"\n"


def read_key(text: bytes, *, where: str) -> bytes:
    """The master key in `text`; KeyUnsafe, which names `where` and quotes nothing, if none is."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES or len(set(key)) == 1:
        raise KeyUnsafe(f"{where} is not a master key: base64 of {KEY_BYTES} random bytes")
    return key


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600, durably; KeyUnsafe when something is there.

    It gets its name when all of it is written: killed before, nothing stands in the way of
    the next try.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _name_once(part, path)
    except FileExistsError:
        raise KeyUnsafe(f"{path} exists already: a key is never overwritten") from None
    finally:
        Path(part).unlink(missing_ok=True)
    sync_folder(path.parent)


def _name_once(part: str, path: Path) -> None:
    """Give a file its name unless another has it: FileExistsError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first, empty
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        Path(part).replace(path)


def replace_secret(new: Path, path: Path) -> None:
    """Put the secret in file `new` in the place of the one at `path`, at one moment, durably."""
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names that were written in this folder outlast a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_secret(path: Path) -> bytes:
    """Read a secret file; KeyUnsafe when others may read it or it is not a plain file.

    A link is followed: what it leads to has to be private. Nothing is waited for.
    """
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise KeyUnsafe(f"{path} is not a plain file")
            if mode & (stat.S_IRWXG | stat.S_IRWXO):
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


def fingerprint(master: bytes) -> str:
    """Names a master key without telling it: 16 hex digits."""
    return derived_key(master, "fingerprint")[:8].hex()


def fit(key: bytes) -> bytes:
    """The key itself; KeyUnsafe when it has not the length of one."""
    if len(key) != KEY_BYTES:
        raise KeyUnsafe(f"a master key has {KEY_BYTES} bytes")
    return key
