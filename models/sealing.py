"""Sealing: AES-256-GCM, and what a seal is bound to cannot be swapped.

Layout: version byte 1, nonce of 96 random bits, ciphertext with its tag (NIST SP 800-38D).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import Unsealable

_VERSION = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16


def seal(key: bytes, plain: bytes, *, bound_to: str) -> bytes:
    """Encrypt `plain` under a 32-byte key, readable only with the same `bound_to`."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _VERSION + bound_to.encode())


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """Read what `seal` made; Unsealable when key, bytes or `bound_to` are not the same."""
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != _VERSION or len(body) < _TAG_BYTES:
        raise Unsealable(bound_to)
    try:
        return AESGCM(key).decrypt(nonce, body, _VERSION + bound_to.encode())
    except InvalidTag:
        raise Unsealable(bound_to) from None
