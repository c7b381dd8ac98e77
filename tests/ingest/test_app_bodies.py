"""Bodies too long, lied about, never ending or broken."""

import asyncio
from datetime import timedelta

import pytest

from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from tests.ingest.door import LIMIT, status


def test_a_body_of_the_very_limit_is_kept(client, address, tally):
    assert status(client.post(address, content=b"{}".ljust(LIMIT))) == 200
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_a_body_over_the_limit_is_refused_and_not_kept(client, address, tally, entries):
    assert status(client.post(address, content=b"{}".ljust(LIMIT + 1))) == 413
    assert tally() == {}
    [entry] = entries()
    assert (entry.event, entry.reason) == ("delivery:refused", "too_large")
    assert entry.details["size"] == LIMIT + 1


async def ask(app, path, messages, headers=()):
    """Speak ASGI, as a client that lies about its length or never ends; returns the status."""
    waiting, answered = list(messages), []

    async def receive():
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(60)
        raise AssertionError("unreachable")

    async def send(message):
        answered.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers),
        "client": ("203.0.113.7", 5000),
        "server": ("testserver", 80),
    }
    await app(scope, receive, send)
    assert b"".join(message.get("body", b"") for message in answered) == b""
    return answered[0]["status"], len(waiting)


def chunk(size, *, more=True):
    return {"type": "http.request", "body": b" " * size, "more_body": more}


@pytest.mark.parametrize("declared", [None, b"10", b"-1", b"+9", b"9" * 30, "٣".encode(), b""])
def test_a_lie_about_the_length_gains_nothing(app, address, tally, declared):
    headers = [] if declared is None else [(b"content-length", declared)]
    chunks = [chunk(1_500) for _ in range(1_000)]
    answer, unread = asyncio.run(ask(app, address, chunks, headers))
    assert answer == 413
    assert unread == 997  # reading stops with the chunk that is too much
    assert tally() == {}


def test_a_length_declared_too_large_is_refused_unread(app, address, tally):
    headers = [(b"content-length", str(LIMIT + 1).encode())]
    assert asyncio.run(ask(app, address, [chunk(1)] * 3, headers)) == (413, 3)
    assert tally() == {}


def test_a_body_that_never_ends_is_not_waited_for(app, address, tally):
    assert asyncio.run(ask(app, address, [chunk(10)]))[0] == 408
    assert tally() == {}


def test_a_client_that_goes_away_leaves_nothing(app, address, tally):
    gone = [chunk(10), {"type": "http.disconnect"}]
    assert asyncio.run(ask(app, address, gone))[0] == 503
    assert tally() == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[1, 2]",
        b'{"a": NaN}',
        b'{"name": "\xff"}',
        b'{"a":' * 200 + b"1" + b"}" * 200,
        b"[" * 3_000,
    ],
)
def test_broken_json_is_refused_but_kept_sealed_once(
    client, address, tally, records, operator, body
):
    assert [status(client.post(address, content=body)) for _ in range(2)] == [400, 400]
    assert tally() == {DeliveryStatus.PARKED: 1}
    with records.act(operator) as act:
        [parked] = inbox.list_deliveries(act).deliveries
        assert parked.reason == "broken_json"
        inbox.retry(act, parked.id)
    assert inbox.take(records, worker="w", lease=timedelta(minutes=1)).body == body


def test_twin_keys_are_tolerated(client, address, tally):
    assert status(client.post(address, content=b'{"a": 1, "a": 2}')) == 200
    assert tally() == {DeliveryStatus.WAITING: 1}
