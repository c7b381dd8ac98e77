"""The key that signs statements: made, read, replaced by its successor."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from models.errors import KeyUnsafe
from models.seals.keys import read_secret, replace_secret, write_secret
from models.verifier.statements import key_id


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


def raw_public(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The public half as 32 bytes."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def id_of(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """How statements name this key."""
    return key_id(raw_public(key))


def next_key_file(path: Path) -> Path:
    """Where a successor waits until it was introduced."""
    return path.with_name(path.name + ".next")


def succeed(path: Path, signer: str) -> None:
    """Put the waiting successor in place, if it is the key that statements are signed with now.

    `signer` is the key id that the newest statement names; does nothing when it is in place.
    """
    waiting = next_key_file(path)
    if waiting.exists() and id_of(load_signing_key(waiting)) == signer:
        replace_secret(waiting, path)
