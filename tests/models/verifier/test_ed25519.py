"""Signatures are those of RFC 8032: its vectors hold, and what openssl signs."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from models.log.signing import raw_public
from models.verifier.ed25519 import is_signed

VECTORS = [  # RFC 8032, 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
            "f9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
            "f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
            "4dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc_hold(public: str, message: str, signature: str) -> None:
    key, text, made = (bytes.fromhex(each) for each in (public, message, signature))
    assert is_signed(key, text, made)
    assert not is_signed(key, text + b"x", made)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=100), st.integers(0, 511))
def test_every_changed_bit_is_seen(message: bytes, bit: int) -> None:
    signature = bytearray(KEY.sign(message))
    assert is_signed(raw_public(KEY), message, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not is_signed(raw_public(KEY), message, bytes(signature))


def test_a_signature_cannot_be_written_in_a_second_way() -> None:
    """S plus the order of the group is the same scalar: RFC 8032 wants it refused."""
    signature = KEY.sign(b"x")
    again = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(raw_public(KEY), b"x", signature[:32] + again.to_bytes(32, "little"))


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_any_bytes_are_judged_as_openssl_judges_them(public: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, b"x")
    except (InvalidSignature, ValueError):
        assert not is_signed(public, b"x", signature)
    else:
        assert is_signed(public, b"x", signature)


@pytest.mark.parametrize("public", [b"", b"x" * 31, b"\xff" * 32, b"\x01" + b"\x00" * 31])
def test_no_key_signs_nothing(public: bytes) -> None:
    assert not is_signed(public, b"x", KEY.sign(b"x"))
    assert not is_signed(public, b"x", b"")
