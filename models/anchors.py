"""Checkpoints of the log, signed and written where the operator cannot rewrite them.

A checkpoint says: at this time the log had `count` entries and its head was this hash.
The anchor file gets one line for each; it belongs on another machine or on write-once media.
The detection window is the time between two checkpoints.
"""

import base64
import fcntl
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from models.errors import KeyUnsafe, LogBroken, Unwritable
from models.keys import read_secret, write_secret
from models.newest_checkpoint import recall, remember
from models.records import Place, Records
from models.store import opened
from models.times import to_text
from models.verify import (
    FIELDS,
    GENESIS,
    Problem,
    Verdict,
    canonical,
    entry_hash,
    read_lines,
    verify_database,
    well_formed,
)

_DOMAIN = b"chat-redactor/checkpoint/v1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A signed head of the log. `signature` is base64 of Ed25519 over `signed_bytes`."""

    seq: int
    head: str
    count: int
    at: str
    signature: str

    def signed_bytes(self) -> bytes:
        """What the signature is over."""
        fields = {"seq": self.seq, "head": self.head, "count": self.count, "at": self.at}
        return _DOMAIN + canonical(fields)

    def signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether this key signed it."""
        try:
            key.verify(base64.b64decode(self.signature, validate=True), self.signed_bytes())
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_line(self) -> bytes:
        """The checkpoint as one line of an anchor file."""
        fields = {"seq": self.seq, "head": self.head, "count": self.count, "at": self.at}
        return canonical({**fields, "signature": self.signature}) + b"\n"


def create_signing_key(path: Path) -> Ed25519PrivateKey:
    """Make a new signing key in a file only its owner can read; KeyUnsafe if one is there."""
    key = Ed25519PrivateKey.generate()
    write_secret(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def load_signing_key(path: Path) -> Ed25519PrivateKey:
    """Read the signing key; KeyUnsafe when others may read it or it is none."""
    try:
        key = load_pem_private_key(read_secret(path), password=None)
    except (ValueError, TypeError):
        raise KeyUnsafe(f"{path} is not an Ed25519 key in PEM") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnsafe(f"{path} is not an Ed25519 key in PEM")
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The public half in PEM, to hand to auditors."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def write_checkpoint(records: Records, signing_key: Ed25519PrivateKey) -> Checkpoint | None:
    """Append a signed checkpoint of the log to the anchor file, durably.

    None when the head has not moved since the last one. LogBroken, and nothing is signed,
    when the part since the last checkpoint does not follow from it, when that checkpoint is
    not of this key, or when the anchor file lacks the one that was written last: a new
    signature over such a log would make it look whole.
    """
    place = records.place.anchor
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_torn_line(place)
        kept = read_checkpoints(place)
        _require_trusted(records, kept, signing_key.public_key())
        last = kept[-1] if kept else None
        seq, head = _follow(records, last)
        if seq == (last.seq if last else 0):
            return None
        bare = Checkpoint(seq=seq, head=head, count=seq, at=to_text(records.clock()), signature="")
        signature = base64.b64encode(signing_key.sign(bare.signed_bytes())).decode()
        checkpoint = Checkpoint(seq=seq, head=head, count=seq, at=bare.at, signature=signature)
        file.write(checkpoint.as_line())
        file.flush()
        os.fsync(file.fileno())
        with records.step() as step:
            remember(step, seq=seq, head=head)
    return checkpoint


def read_checkpoints(path: Path) -> tuple[Checkpoint, ...]:
    """The checkpoints of an anchor file, in order; lines that are none are left out."""
    lines = (_checkpoint(line) for line in read_lines(path))
    return tuple(checkpoint for checkpoint in lines if checkpoint is not None)


def verify_log(
    place: Place, public_key: Ed25519PublicKey | None, *, own_anchor: bool = True
) -> Verdict:
    """Verify the chain, hold it to the anchors, and the anchors to the public key.

    `own_anchor` says that the anchor is the live file, not an older copy of it: then it has
    to hold the checkpoint written last. Unwritable when the database cannot be read.
    """
    with opened(place.database, read_only=True) as db:
        newest = recall(db) if own_anchor else None  # before the anchors, which are written first
    try:
        verdict = verify_database(place.database, place.anchor)
    except sqlite3.Error as error:
        raise Unwritable(str(getattr(error, "sqlite_errorname", type(error).__name__))) from None
    kept = read_checkpoints(place.anchor)
    problems = _cut_anchor(kept, newest) + _unsigned(kept, public_key)
    return Verdict(
        whole=verdict.whole and not problems,
        anchored=verdict.anchored and not problems,
        count=verdict.count,
        head=verdict.head,
        anchored_seq=verdict.anchored_seq,
        problems=verdict.problems + problems,
    )


def _cut_anchor(
    kept: tuple[Checkpoint, ...], newest: tuple[int, str] | None
) -> tuple[Problem, ...]:
    if newest is None or newest in {(checkpoint.seq, checkpoint.head) for checkpoint in kept}:
        return ()
    words = f"anchors: the checkpoint of entry {newest[0]} was written and is not there"
    return (Problem(seq=newest[0], code="anchor_cut", words=words),)


def _unsigned(
    kept: tuple[Checkpoint, ...], public_key: Ed25519PublicKey | None
) -> tuple[Problem, ...]:
    if public_key is None:
        return ()
    return tuple(
        Problem(
            seq=checkpoint.seq,
            code="anchor_unsigned",
            words=f"anchor of entry {checkpoint.seq}: not signed by this key",
        )
        for checkpoint in kept
        if not checkpoint.signed_by(public_key)
    )


def _require_trusted(
    records: Records, kept: tuple[Checkpoint, ...], public_key: Ed25519PublicKey
) -> None:
    """LogBroken when the anchor is not the one that was written to, or its end is forged."""
    with records.peek() as look:
        newest = recall(look.db)
    for problem in (*_cut_anchor(kept, newest), *_unsigned(kept[-1:], public_key)):
        raise LogBroken(problem.seq, problem.code)


def _follow(records: Records, last: Checkpoint | None) -> tuple[int, str]:
    """Walk the chain from the last checkpoint to the head; LogBroken where it does not hold."""
    seq, head = (last.seq, last.head) if last else (0, GENESIS)
    with records.peek() as look:
        if last:
            row = look.db.execute("SELECT hash FROM entries WHERE seq = ?", [seq]).fetchone()
            if row is None or row[0] != head:
                raise LogBroken(seq, "rewritten" if row else "cut_tail")
        for row in look.db.table("entries").rows_where(
            "seq > ?", [seq], select=", ".join(FIELDS), order_by="seq"
        ):
            entry, _ = well_formed(row)
            if entry is None or row["seq"] != seq + 1 or row["previous"] != head:
                raise LogBroken(seq + 1, "broken_link")
            if entry_hash(entry, head) != row["hash"]:
                raise LogBroken(seq + 1, "changed")
            seq, head = row["seq"], row["hash"]
    return seq, head


def _checkpoint(line: Any) -> Checkpoint | None:
    kinds = {"seq": int, "head": str, "count": int, "at": str, "signature": str}
    if not all(isinstance(line.get(name), kind) for name, kind in kinds.items()):
        return None
    return Checkpoint(**{name: line[name] for name in kinds})


def _drop_torn_line(path: Path) -> None:
    """Cut a last line whose writing never finished (power went); it was never reported done."""
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        try:
            os.truncate(path, content.rfind(b"\n") + 1)
        except OSError:
            raise Unwritable("ANCHOR_TORN") from None
