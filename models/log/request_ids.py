"""Which request an entry belongs to: an id that a person can quote from an error page.

It goes beside the calls and not through them, so that no room can forget to hand it on.
"""

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

DETAIL = "request"
"""What the id is called among the details of an entry."""

_CURRENT: ContextVar[str] = ContextVar("request_id", default="")
_SHAPE = re.compile(r"[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}", re.ASCII)


def new_request_id(random: Callable[[int], bytes]) -> str:
    """An id of 60 random bits that can be read aloud, as in `k3fa-2xqa-7mlc`."""
    letters = base64.b32encode(random(10)).decode().lower()
    return "-".join((letters[:4], letters[4:8], letters[8:12]))


def is_request_id(text: str) -> bool:
    """Whether this could be the id of a request."""
    return _SHAPE.fullmatch(text) is not None


def current_request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _CURRENT.get()


@contextmanager
def answering(request_id: str) -> Iterator[str]:
    """Every entry written inside belongs to this request."""
    token = _CURRENT.set(request_id)
    try:
        yield request_id
    finally:
        _CURRENT.reset(token)
