"""A bundle: files in one encrypted file, that cannot be cut, changed, reordered or mixed.

Layout: a line of magic, a line of JSON (the header), then a tar stream in chunks of 1 MiB, each
AES-256-GCM under a key made for this bundle alone. Its nonce is the number of the chunk and
whether it is the last, so none comes twice and a cut end is noticed (the STREAM construction);
each chunk is bound to the header. The bundle's key stands in the header, sealed with a key
that is not in the bundle.
"""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import BackupUnusable, Unsealable
from models.log.verify import canonical
from models.seals.keys import KEY_BYTES
from models.seals.sealing import seal, unseal

MAGIC = b"chat-redactor bundle 1\n"
CHUNK_BYTES = 1 << 20
_TAG_BYTES = 16
_MOST_HEADER_BYTES = 4096
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What may be read of a bundle without a key: `says` are ids, codes, counts and times."""

    says: Mapping[str, Any]
    sealed_key: bytes
    line: bytes


class BundleWriter:
    """Adds files to a bundle; the manifest of their checksums comes last."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.files: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """Add one file under this name."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = size, 0o600
            self._archive.addfile(entry, file)
        self.files[name] = {"bytes": size, "sha256": digest}


@contextmanager
def writing_bundle(
    file: BinaryIO, key: bytes, says: Mapping[str, Any], manifest: Mapping[str, Any]
) -> Iterator[BundleWriter]:
    """Write a bundle whose own key is sealed with `key`; ends with the manifest and checksums."""
    bare = canonical(dict(says))
    own_key = token_bytes(KEY_BYTES)
    sealed = seal(key, own_key, bound_to=_binding(bare))
    line = canonical({**says, "key": base64.b64encode(sealed).decode()}) + b"\n"
    file.write(MAGIC + line)
    stream = _Encrypting(file, own_key, line)
    with tarfile.open(fileobj=cast("Any", stream), mode="w|") as archive:
        writer = BundleWriter(archive)
        yield writer
        content = canonical({**manifest, "files": writer.files})
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(content), 0o600
        archive.addfile(entry, io.BytesIO(content))
    stream.end()


def read_header(path: Path) -> Header:
    """What the bundle says of itself; nothing of it is proven yet."""
    with path.open("rb") as file:
        return _read_header(file)


def extract(path: Path, key: bytes, folder: Path) -> Mapping[str, Any]:
    """Write the bundle's files into a folder and give its manifest.

    BackupUnusable when the key is another, or anything is missing, changed or too much; what
    was written until then must not be used.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: Mapping[str, Any] | None = None
    with path.open("rb") as file:
        header = _read_header(file)
        stream = _Decrypting(file, _own_key(header, key), header.line)
        try:
            with tarfile.open(fileobj=cast("Any", stream), mode="r|") as archive:
                for entry in archive:
                    content = archive.extractfile(entry) if entry.isreg() else None
                    if content is None or "/" in entry.name or entry.name in (".", ".."):
                        raise BackupUnusable("malformed")
                    if entry.name == MANIFEST:
                        manifest = json.loads(content.read())
                    else:
                        found[entry.name] = _write(content, folder / entry.name)
            stream.drain()
        except (tarfile.TarError, EOFError, ValueError):
            raise BackupUnusable("malformed") from None
    if manifest is None or manifest.get("files") != found:
        raise BackupUnusable("checksum")
    return manifest


def _write(content: Any, path: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        path.chmod(0o600)
        while part := content.read(CHUNK_BYTES):
            digest.update(part)
            size += len(part)
            file.write(part)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _read_header(file: BinaryIO) -> Header:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupUnusable("no_bundle")
    line = file.readline(_MOST_HEADER_BYTES)
    try:
        says = json.loads(line)
        sealed = base64.b64decode(says.pop("key"), validate=True)
    except (ValueError, AttributeError, KeyError, TypeError):
        raise BackupUnusable("header") from None
    return Header(says=says, sealed_key=sealed, line=line)


def _own_key(header: Header, key: bytes) -> bytes:
    try:
        return unseal(key, header.sealed_key, bound_to=_binding(canonical(dict(header.says))))
    except Unsealable:
        raise BackupUnusable("wrong_key") from None


def _binding(bare: bytes) -> str:
    return "bundle:" + hashlib.sha256(bare).hexdigest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class _Encrypting:
    """A file to write to: chunks go out encrypted, the last one marked as such."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file, self._cipher, self._header = file, AESGCM(key), header
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > CHUNK_BYTES:  # the last chunk is never empty-handed away
            self._send(bytes(self._held[:CHUNK_BYTES]), last=False)
            del self._held[:CHUNK_BYTES]
        return len(data)

    def end(self) -> None:
        self._send(bytes(self._held), last=True)
        self._held.clear()

    def _send(self, chunk: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, chunk, self._header))
        self._number += 1


class _Decrypting:
    """A file to read from; BackupUnusable at the first chunk that is not as it was written."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file, self._cipher, self._header = file, AESGCM(key), header
        self._next = file.read(CHUNK_BYTES + _TAG_BYTES)
        self._held = bytearray()
        self._number = 0
        self._ended = False

    def read(self, size: int) -> bytes:
        while len(self._held) < size and not self._ended:
            self._held += self._chunk()
        part = bytes(self._held[:size])
        del self._held[:size]
        return part

    def drain(self) -> None:
        """Read on to the end, so that a cut one is noticed."""
        while not self._ended:
            self._chunk()

    def _chunk(self) -> bytes:
        sealed, self._next = self._next, self._file.read(CHUNK_BYTES + _TAG_BYTES)
        last = not self._next
        try:
            chunk = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._header)
        except (InvalidTag, ValueError):
            raise BackupUnusable("changed") from None
        self._number += 1
        self._ended = last
        return chunk
