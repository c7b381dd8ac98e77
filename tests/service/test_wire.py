"""What arrives on the socket itself: sizes, boundaries, methods nobody has."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import uvicorn

from service import wire
from service.composition import clock, open_records, set_up
from service.settings import Settings
from service.web import MOST_HEADERS, create_web, server_settings
from tests.service_process import free_port

QUIET_SECONDS = 4.0


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("wire") / "data", port=free_port())
    set_up(settings)
    app = create_web(settings, open_records(settings), clock)
    server = uvicorn.Server(uvicorn.Config(app, **server_settings(settings)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield settings.port
    server.should_exit = True
    thread.join(10)


def ask(port: int, sent: bytes) -> bytes:
    """What comes back until the other side closes, or says no more."""
    got = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=QUIET_SECONDS) as wire,
        suppress(TimeoutError, ConnectionError),
    ):
        wire.sendall(sent)
        while piece := wire.recv(65536):
            got += piece
    return got


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def test_an_honest_request_is_answered(port: int) -> None:
    answer = ask(port, b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert status(answer) == 200
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"content-security-policy: default-src 'none'" in head
    assert b"server:" not in head


def test_headers_without_end_are_refused(port: int) -> None:
    sent = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * (MOST_HEADERS * 2) + b"\r\n\r\n"
    assert status(ask(port, sent)) in {400, 431}


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +5\r\n",
        b"Bad Header: x\r\n",
        b"X: a\x00b\r\n",
        b" folded: x\r\n",
    ],
)
def test_a_message_without_a_clear_end_is_refused(port: int, head: bytes) -> None:
    sent = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\nhello"
    assert status(ask(port, sent)) in {0, 400, 421, 501}


def test_a_request_hidden_in_a_body_is_not_answered(port: int) -> None:
    hidden = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    sent = (
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden
    )
    answer = ask(port, sent)
    assert answer.count(b"HTTP/1.1 ") <= 2
    assert b"ok\n" not in answer or status(answer) != 200


@pytest.mark.parametrize("method", [b"TRACE", b"CONNECT", b"OPTIONS", b"BREW"])
def test_no_method_mirrors_what_was_sent(port: int, method: bytes) -> None:
    sent = method + b" / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Mirror: me\r\nConnection: close\r\n\r\n"
    answer = ask(port, sent)
    assert status(answer) in {400, 404, 405}
    assert b"X-Mirror" not in answer


def test_the_webhooks_answer_is_empty_and_protected(port: int) -> None:
    sent = (
        b"POST /hooks/chatlio/transcript/guess HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
    )
    answer = ask(port, sent)
    assert status(answer) == 404
    assert b"content-security-policy: default-src 'none'" in answer.lower()
    assert answer.endswith(b"\r\n\r\n")


HONEST = b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
POSTED = b"POST /%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n\r\n"


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HTTP/1.1\r\nX: ", HONEST + b"GET /", POSTED % b"hooks/chatlio/transcript/guess"],
    ids=["silence", "head", "second head", "body that was answered already"],
)
def test_who_never_comes_to_the_point_is_cut_off(
    port: int, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(wire, "IDLE_SECONDS", 1.0)
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=0.2) as slow:
        slow.sendall(begun)
        while _is_open(slow):
            assert time.monotonic() - began < 15
            with suppress(ConnectionError):
                slow.sendall(b"a" if begun else b"")


def test_a_slow_body_has_its_own_limit(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "IDLE_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        slow.sendall(POSTED % b"sign-in")
        for _ in range(9):
            time.sleep(0.2)
            slow.sendall(b"a" * 10)
        assert status(slow.recv(65536)) >= 400


def test_one_connection_takes_many_requests(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "IDLE_SECONDS", 1.0)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as kept:
        for _ in range(5):
            time.sleep(0.4)
            kept.sendall(HONEST)
            assert status(kept.recv(65536)) == 200
            kept.settimeout(0.2)
            while _more(kept):
                pass
            kept.settimeout(10)


def _is_open(wire_: socket.socket) -> bool:
    """Whether the other side still listens; what it says meanwhile is let go."""
    try:
        return bool(wire_.recv(65536))
    except TimeoutError:
        return True
    except ConnectionError:
        return False


def _more(kept: socket.socket) -> bool:
    with suppress(TimeoutError):
        return bool(kept.recv(65536))
    return False
