"""A seal holds what it promises: for any bytes, any place, any change, any number of times."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Unsealable
from models.seals import sealing
from models.seals.sealing import seal, unseal

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("key", "bound", "wanted"),
    [
        (b"\x01" * 32, b"", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"),
        (
            b"\x03" * 32,
            b"c2sp.org/XAES-256-GCM",
            "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
        ),
    ],
)
def test_it_is_the_published_cipher(key: bytes, bound: bytes, wanted: str) -> None:
    """The test vectors of https://c2sp.org/XAES-256-GCM."""
    once, short = sealing._key_of_one_seal(key, b"ABCDEFGHIJKLMNOPQRSTUVWX")
    assert AESGCM(once).encrypt(short, b"XAES-256-GCM", bound).hex() == wanted


@given(plain=st.binary(max_size=300), bound_to=st.text(max_size=40))
def test_what_was_sealed_comes_back(plain: bytes, bound_to: str) -> None:
    assert unseal(KEY, seal(KEY, plain, bound_to=bound_to), bound_to=bound_to) == plain


@given(plain=st.binary(max_size=300), bound_to=st.text(max_size=40))
def test_what_the_first_version_sealed_is_still_read(plain: bytes, bound_to: str) -> None:
    nonce = os.urandom(12)
    body = AESGCM(KEY).encrypt(nonce, plain, b"\x01" + bound_to.encode())
    assert unseal(KEY, b"\x01" + nonce + body, bound_to=bound_to) == plain


def test_a_seal_cannot_pass_for_one_of_the_other_version() -> None:
    sealed = seal(KEY, b"plain" * 20, bound_to="a")
    for version in (b"\x00", b"\x01", b"\x03", b"\xff"):
        with pytest.raises(Unsealable):
            unseal(KEY, version + sealed[1:], bound_to="a")


@given(plain=st.binary(max_size=50), bound_to=st.text(), other=st.text())
def test_a_seal_cannot_be_moved_to_something_else(plain: bytes, bound_to: str, other: str) -> None:
    sealed = seal(KEY, plain, bound_to=bound_to)
    if bound_to != other:
        with pytest.raises(Unsealable):
            unseal(KEY, sealed, bound_to=other)


@given(plain=st.binary(max_size=50), where=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_any_changed_byte_is_noticed(plain: bytes, where: int, flip: int) -> None:
    sealed = bytearray(seal(KEY, plain, bound_to="a"))
    sealed[where % len(sealed)] ^= flip
    with pytest.raises(Unsealable):
        unseal(KEY, bytes(sealed), bound_to="a")


@given(plain=st.binary(max_size=50), cut=st.integers(1, 100))
def test_a_cut_or_lengthened_seal_is_noticed(plain: bytes, cut: int) -> None:
    sealed = seal(KEY, plain, bound_to="a")
    for changed in (sealed[:-cut], sealed[cut:], sealed + b"\x00" * cut):
        with pytest.raises(Unsealable):
            unseal(KEY, changed, bound_to="a")


@given(junk=st.binary(max_size=80))
def test_junk_is_not_unsealed(junk: bytes) -> None:
    with pytest.raises(Unsealable):
        unseal(KEY, junk, bound_to="a")


def test_another_key_does_not_unseal() -> None:
    with pytest.raises(Unsealable):
        unseal(b"x" * 32, seal(KEY, b"plain", bound_to="a"), bound_to="a")


@settings(deadline=None)
@given(plains=st.lists(st.binary(max_size=20), max_size=40), bound_to=st.sampled_from("ab"))
def test_no_two_seals_share_key_and_nonce(plains: list[bytes], bound_to: str) -> None:
    """Of the same text or of others: the pair that must never come twice does not."""
    seals = [seal(KEY, plain, bound_to=bound_to) for plain in [*plains, *plains]]
    pairs = {sealing._key_of_one_seal(KEY, sealed[1:25]) for sealed in seals}
    assert len(pairs) == len(seals)
    assert len({key for key, _ in pairs}) == len(seals)


@given(one=st.binary(min_size=24, max_size=24), other=st.binary(min_size=24, max_size=24))
def test_another_nonce_is_another_pair(one: bytes, other: bytes) -> None:
    pairs = {sealing._key_of_one_seal(KEY, one), sealing._key_of_one_seal(KEY, other)}
    assert len(pairs) == len({one, other})


def test_the_nonce_is_drawn_from_the_system_for_every_seal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[int] = []

    def draw(size: int) -> bytes:
        drawn.append(size)
        return bytes([len(drawn)]) * size

    monkeypatch.setattr(os, "urandom", draw)
    first, second = (seal(KEY, b"same", bound_to="a") for _ in range(2))
    assert drawn == [24, 24]
    assert first != second
