"""Sealing: AES-256-GCM, and what a seal is bound to cannot be swapped.

Layout: version byte, nonce, ciphertext with its tag. Version 2 is XAES-256-GCM (C2SP,
https://c2sp.org/XAES-256-GCM): of 192 random bits the first half makes, with the key, a key of
this one seal (CMAC, NIST SP 800-108), the second half is its nonce. No count of seals has to be
kept: after 2^80 seals under one key two would share a nonce with a chance of 2^-32. Version 1
(96 random bits, NIST SP 800-38D, safe for 2^32 seals a key) is still read, no longer written.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from models.errors import Unsealable

_PLAIN, _EXTENDED = b"\x01", b"\x02"
_NONCE_BYTES = {_PLAIN: 12, _EXTENDED: 24}
_TAG_BYTES = 16


def seal(key: bytes, plain: bytes, *, bound_to: str) -> bytes:
    """Encrypt `plain` under a 32-byte key, readable only with the same `bound_to`."""
    nonce = os.urandom(_NONCE_BYTES[_EXTENDED])
    once, short = _key_of_one_seal(key, nonce)
    body = AESGCM(once).encrypt(short, plain, _EXTENDED + bound_to.encode())
    return _EXTENDED + nonce + body


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """Read what `seal` made; Unsealable when key, bytes or `bound_to` are not the same."""
    version = sealed[:1]
    size = _NONCE_BYTES.get(version)
    if size is None or len(sealed) < 1 + size + _TAG_BYTES:
        raise Unsealable(bound_to)
    nonce, body = sealed[1 : 1 + size], sealed[1 + size :]
    if version == _EXTENDED:
        key, nonce = _key_of_one_seal(key, nonce)
    try:
        return AESGCM(key).decrypt(nonce, body, version + bound_to.encode())
    except InvalidTag:
        raise Unsealable(bound_to) from None


def _key_of_one_seal(key: bytes, nonce: bytes) -> tuple[bytes, bytes]:
    """The derived key and the nonce that stand for a 192-bit nonce."""
    halves = []
    for counter in (1, 2):
        block = CMAC(AES(key))
        block.update(bytes((0, counter)) + b"X\x00" + nonce[:12])
        halves.append(block.finalize())
    return b"".join(halves), nonce[12:]
