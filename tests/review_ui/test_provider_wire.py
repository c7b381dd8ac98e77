"""What a provider answers is bounded: an endless answer, or one in drops, holds nobody up."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from review_ui import provider_wire
from review_ui.errors import SignOnFailed

MEBIBYTE = 1 << 20
ENDLESS = 256


@contextmanager
def answering(part: bytes, times: int, pause: float = 0.0) -> Iterator[tuple[str, list[int]]]:
    """Serve a part so many times; gives the address, and what was taken of it."""
    taken: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(times):
                    self.wfile.write(part)
                    taken.append(len(part))
                    time.sleep(pause)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", taken
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def failing(address: str) -> str:
    with pytest.raises(SignOnFailed) as failed:
        provider_wire.ask("GET", address)
    return failed.value.reason


def test_an_object_is_told() -> None:
    with answering(b'{"sub": "u-1"}', 1) as (address, _):
        assert provider_wire.ask("GET", address) == {"sub": "u-1"}


@pytest.mark.parametrize(
    ("part", "reason"), [(b"[]", "refused"), (b"{", "unreachable"), (b"[" * 9000, "unreachable")]
)
def test_anything_else_is_refused(part: bytes, reason: str) -> None:
    with answering(part, 1) as (address, _):
        assert failing(address) == reason


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with answering(b" " * MEBIBYTE, ENDLESS) as (address, taken):
        assert failing(address) == "refused"
        assert sum(taken) < ENDLESS * MEBIBYTE / 4


def test_an_answer_in_drops_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_wire, "MOST_SECONDS", 0.2)
    with answering(b" ", 100, pause=0.05) as (address, taken):
        assert failing(address) == "unreachable"
        assert len(taken) < 50
