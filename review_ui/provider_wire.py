"""Asking the company's provider over HTTPS: no redirect, no proxy of the environment, and bounded.

What goes wrong leaves as a code; no error holds what the provider said.
"""

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx

from review_ui.errors import SignOnFailed

MOST_BYTES = 512 * 1024
MOST_SECONDS = 20.0
"""How long an answer may take as a whole; each wait for more of it is bounded by itself."""
WAIT_SECONDS = 10.0


def ask(
    method: str,
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    auth: httpx.Auth | None = None,
) -> dict[str, Any]:
    """Return the JSON object at an address; SignOnFailed for anything else."""
    with_it: dict[str, Any] = {"data": form, "headers": headers, "auth": auth}
    try:
        with (
            httpx.Client(follow_redirects=False, timeout=WAIT_SECONDS, trust_env=False) as client,
            client.stream(method, address, **with_it) as answer,
        ):
            told = json.loads(_read(answer)) if answer.is_success else None
    except (httpx.HTTPError, ValueError, RecursionError):
        raise SignOnFailed("unreachable") from None
    if not isinstance(told, dict):
        raise SignOnFailed("refused")
    return told


def _read(answer: httpx.Response) -> bytes:
    body, ends = bytearray(), time.monotonic() + MOST_SECONDS
    for part in answer.iter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise SignOnFailed("refused")
        if time.monotonic() > ends:
            raise SignOnFailed("unreachable")
    return bytes(body)
