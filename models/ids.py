"""Opaque ids, from random bytes that come in."""

import base64
import re
from collections.abc import Callable

_SESSION_ID = re.compile(r"[A-Z2-7]{8}", re.ASCII)


def new_session_id(random: Callable[[int], bytes]) -> str:
    """An id that people can read to each other: eight of A-Z and 2-7, as in `8F3KQ2ZD`."""
    return base64.b32encode(random(5)).decode()


def is_session_id(text: str) -> bool:
    """Whether this could be a session's id; anything else never reaches log or database."""
    return _SESSION_ID.fullmatch(text) is not None


def new_id(random: Callable[[int], bytes]) -> str:
    """An opaque id: 26 lower-case letters and digits, 128 random bits."""
    return base64.b32encode(random(16)).decode().rstrip("=").lower()


def new_token(random: Callable[[int], bytes]) -> str:
    """A secret that stands in a URL or a cookie: 43 characters, 256 random bits."""
    return base64.urlsafe_b64encode(random(32)).decode().rstrip("=")
