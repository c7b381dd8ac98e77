"""The door as a vendor meets it: requests in, statuses out, and what is kept of them."""

import asyncio
import logging
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ingest.adapters import KINDS
from ingest.app import STATUS, create_app
from ingest.receiving import Outcome
from ingest.standard_webhooks import read_secret, sign
from models.intake import inbox, sources
from models.intake.inbox import DeliveryStatus
from models.intake.sources import add_secret, add_source, disable_source, retire_secret
from tests.ingest.samples import as_bytes, session, transcript
from tests.ingest.vendor import Vendor

LIMIT = 4_096
BODY = as_bytes(transcript())
CANARY = "Sara-Canary-Lee"


@pytest.fixture
def app(records, clock):
    return create_app(records, max_body_bytes=LIMIT, clock=clock, body_seconds=0.2)


@pytest.fixture
def client(app):
    return Vendor(app)


@pytest.fixture
def chatlio(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"])


@pytest.fixture
def standard(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Engine", vendor="standard", kinds=KINDS["standard"])


@pytest.fixture
def secret(records, operator, standard):
    with records.act(operator) as act:
        return read_secret(add_secret(act, standard.source.id))


@pytest.fixture
def address(chatlio):
    return f"/chatlio/transcript/{chatlio.tokens['transcript']}"


@pytest.fixture
def send(client, standard, secret, clock):
    """Send a signed session."""

    def sending(body=None, *, id_="msg_1", age=0, key=None, **headers):
        body = as_bytes(session()) if body is None else body
        sent_at = int(clock().timestamp()) - age
        signed = sign(body, [key or secret], id=id_, sent_at=sent_at) | headers
        path = f"/standard/session/{standard.tokens['session']}"
        return status(client.post(path, content=body, headers=signed))

    return sending


def status(answer):
    assert answer.content == b""
    protective = {"cache-control", "content-security-policy", "x-content-type-options"}
    assert set(answer.headers) <= {"content-length", "allow"} | protective
    return answer.status_code


def test_each_outcome_has_a_status():
    assert set(STATUS) == set(Outcome)


@pytest.mark.parametrize("kind", KINDS["chatlio"])
def test_what_is_acknowledged_is_kept(client, chatlio, records, tally, kind):
    answer = client.post(f"/chatlio/{kind}/{chatlio.tokens[kind]}", content=BODY)
    assert status(answer) == 200
    assert tally() == {DeliveryStatus.WAITING: 1}
    taken = inbox.take(records, worker="w", lease=timedelta(minutes=1))
    assert (taken.body, taken.kind, taken.source_id) == (BODY, kind, chatlio.source.id)


def test_the_same_bytes_are_kept_once(client, address, tally):
    assert [status(client.post(address, content=BODY)) for _ in range(3)] == [200] * 3
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_who_sent_it_and_from_where_stands_in_the_entry(client, address, chatlio, entries):
    client.post(address, content=BODY)
    [entry] = entries()
    assert entry.event == "delivery:accepted"
    assert (entry.actor_kind, entry.actor_id) == ("service", chatlio.source.id)
    assert (entry.address, entry.purpose) == ("203.0.113.7", "service_operation")


@pytest.mark.parametrize(
    "path",
    [
        "/chatlio/transcript/{wrong}",
        "/chatlio/transcript/{token}x",
        "/standard/transcript/{token}",
        "/chatlio/feedback/{token}",
        "/chatlio/feedback/",
        "/chatlio/transcript/{token}/",
        "/chatlio/transcript",
        "/{token}",
        "/",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/chatlio/transcript/%00",
        "/chatlio/transcript/%ff%fe",
        "/chatlio/%f0%9f%98%80/{token}",
    ],
)
def test_every_other_address_leads_nowhere(client, chatlio, tally, path):
    url = path.format(token=chatlio.tokens["transcript"], wrong="x" * 43)
    assert status(client.post(url, content=BODY)) == 404
    assert tally() == {}


def test_a_known_token_under_a_wrong_kind_leaves_an_entry_and_a_guess_none(
    client, chatlio, entries
):
    client.post("/chatlio/transcript/guess", content=BODY)
    assert entries() == []
    client.post(f"/chatlio/feedback/{chatlio.tokens['transcript']}", content=BODY)
    assert [(entry.event, entry.reason) for entry in entries()] == [
        ("delivery:refused", "wrong_endpoint")
    ]


def test_a_disabled_source_leads_nowhere(client, address, records, operator, chatlio, tally):
    with records.act(operator) as act:
        disable_source(act, chatlio.source.id)
    assert status(client.post(address, content=BODY)) == 404
    assert tally() == {}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_post_is_answered(client, address, method, tally):
    assert status(client.request(method, address)) == 405
    assert tally() == {}


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


def test_a_signed_session_is_kept(send, tally):
    assert send() == 200
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_headers_of_the_unsigned_vendor_are_of_no_matter(client, address):
    assert status(client.post(address, content=BODY, headers={"webhook-id": "x"})) == 200


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": b"wrong" * 5}, "signature_mismatch"),
        ({"age": 301}, "timestamp_old"),
        ({"age": -301}, "timestamp_future"),
        ({"webhook-signature": ""}, "header_missing"),
        ({"webhook-timestamp": "soon"}, "header_invalid"),
        ({"webhook-id": "other"}, "signature_mismatch"),
    ],
)
def test_what_does_not_prove_itself_is_refused_and_not_kept(send, tally, entries, change, reason):
    assert send(**change) == 401
    assert tally() == {}
    [entry] = entries()
    assert (entry.event, entry.outcome, entry.reason) == ("delivery:refused", "refused", reason)


def test_an_unsigned_session_is_refused(client, standard, tally):
    path = f"/standard/session/{standard.tokens['session']}"
    assert status(client.post(path, content=as_bytes(session()))) == 401
    assert tally() == {}


def test_broken_json_that_does_not_prove_itself_is_not_kept(send, tally):
    assert send(b"broken", key=b"wrong" * 5) == 401
    assert tally() == {}
    assert send(b"broken") == 400
    assert tally() == {DeliveryStatus.PARKED: 1}


def test_a_source_without_a_live_secret_proves_nothing(
    send, records, operator, standard, secret, tally
):
    with records.act(operator) as act:
        [source] = sources.list_sources(act)
        retire_secret(act, standard.source.id, source.secrets[0].id)
    assert send() == 401
    assert tally() == {}


def test_while_secrets_are_renewed_both_prove(send, records, operator, standard, tally):
    with records.act(operator) as act:
        newer = read_secret(add_secret(act, standard.source.id))
    assert send(id_="msg_1") == 200
    assert send(id_="msg_2", key=newer) == 200


def test_a_replay_is_refused(send, tally):
    assert [send(age=10), send(age=10), send(age=20)] == [200, 409, 409]
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_a_retry_is_acknowledged_and_not_kept_twice(send, tally):
    assert [send(age=60), send(age=30), send()] == [200, 200, 200]
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_another_body_under_the_same_id_is_refused(send, tally):
    assert send(age=60) == 200
    assert send(as_bytes(session(id="s2"))) == 409
    assert tally() == {DeliveryStatus.WAITING: 1}


def lock(place):
    blocker = sqlite3.connect(place.database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    return blocker


def test_while_the_records_are_locked_nothing_is_acknowledged(
    client, address, place, monkeypatch, tally
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    blocker = lock(place)
    assert status(client.post(address, content=BODY)) == 503
    assert status(client.post(address, content=b"broken")) == 503
    blocker.close()
    assert tally() == {}
    assert status(client.post(address, content=BODY)) == 200


def test_while_the_records_are_locked_a_refusal_waits_too(
    send, client, address, place, monkeypatch
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    blocker = lock(place)
    assert send(age=301) == 503
    assert status(client.post(address, content=b"x" * (LIMIT + 1))) == 503
    blocker.close()


def test_when_the_disk_is_full_nothing_is_acknowledged(client, address, place, tally, monkeypatch):
    import models.store as store

    def connect_full(path, **options):
        db = real(path, **options)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    real = store.connect
    monkeypatch.setattr(store, "connect", connect_full)
    big = b'{"a": "' + b"x" * 4_000 + b'"}'
    answers = {status(client.post(address, content=big + b" " * n)) for n in range(20)}
    kept = sum(tally().values())
    assert answers == {200, 503} or (answers == {503} and kept == 0)
    monkeypatch.setattr(store, "connect", real)
    assert sum(tally().values()) == kept


def test_without_the_key_store_nothing_is_acknowledged(client, address, place, tally, tmp_path):
    away = tmp_path / "away"
    shutil.move(place.key_store, away)
    assert status(client.post(address, content=BODY)) == 503
    shutil.move(away, place.key_store)
    assert tally() == {}
    assert status(client.post(address, content=BODY)) == 200


def test_no_entry_and_no_line_of_log_holds_body_or_token(
    client, chatlio, send, entries, caplog, place, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    token = chatlio.tokens["transcript"]
    path = f"/chatlio/transcript/{token}"
    client.post(path, content=as_bytes(transcript(visitorName=CANARY)))
    client.post(path, content=CANARY.encode())
    client.post(path, content=CANARY.encode() * 1_000)
    client.post(f"/chatlio/feedback/{token}", content=CANARY.encode())
    client.post(f"/chatlio/{CANARY}/{token}", content=CANARY.encode())
    client.post(f"/{CANARY}/{CANARY}/{CANARY}", content=CANARY.encode())
    send(as_bytes(session(id=CANARY)), **{"webhook-id": CANARY})
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    blocker = lock(place)
    client.post(path, content=as_bytes(transcript(visitorName=CANARY)))
    blocker.close()
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("ingest")]
    assert lines == ["delivery not kept: Unwritable"]
    assert len(entries()) == 6
    told = "".join(entry.as_json() for entry in entries()) + "".join(lines)
    assert CANARY not in told
    assert token not in told


def test_the_body_is_sealed_on_disk(client, address, place):
    client.post(address, content=as_bytes(transcript(visitorName=CANARY)))
    for file in place.database.parent.iterdir():
        assert CANARY.encode() not in file.read_bytes()
        assert address.rpartition("/")[2].encode() not in file.read_bytes()


def test_an_address_that_is_none_is_left_out(app, address, entries):
    assert status(Vendor(app, host="bad address\n").post(address, content=BODY)) == 200
    assert entries()[0].address == ""


def test_many_at_once_are_each_kept_once(app, address, tally):
    bodies = [as_bytes(transcript(conversationUUID=f"c{number % 10}")) for number in range(30)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda body: status(Vendor(app).post(address, content=body)), bodies)
        )
    assert set(answers) == {200}
    assert tally() == {DeliveryStatus.WAITING: 10}
