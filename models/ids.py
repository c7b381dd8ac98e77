"""Opaque ids, from random bytes that come in."""

import base64
import re
from collections.abc import Callable

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_ID = re.compile(r"[a-z2-7]{26}", re.ASCII)
_SESSION_ID = re.compile(f"[{_LETTERS}]{{8}}", re.ASCII)


def new_session_id(random: Callable[[int], bytes]) -> str:
    """An id that people can read to each other, 40 random bits, as in `8F3KQ2ZD`."""
    bits = int.from_bytes(random(5), "big")
    return "".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))


def is_session_id(text: str) -> bool:
    """Whether this could be a session's id; anything else never reaches log or database."""
    return _SESSION_ID.fullmatch(text) is not None


def new_id(random: Callable[[int], bytes]) -> str:
    """An opaque id: 26 lower-case letters and digits, 128 random bits."""
    return base64.b32encode(random(16)).decode().rstrip("=").lower()


def is_id(text: str) -> bool:
    """Whether this could be what `new_id` made."""
    return _ID.fullmatch(text) is not None


def new_token(random: Callable[[int], bytes]) -> str:
    """A secret that stands in a URL or a cookie: 43 characters, 256 random bits."""
    return base64.urlsafe_b64encode(random(32)).decode().rstrip("=")
