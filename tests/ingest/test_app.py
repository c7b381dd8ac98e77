"""The door as a vendor meets it: who and what comes in, and what is kept of it."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ingest.adapters import KINDS
from ingest.app import STATUS
from ingest.receiving import Outcome
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.intake.sources import disable_source
from tests.ingest.door import BODY, CANARY, status
from tests.ingest.samples import as_bytes, session, transcript
from tests.ingest.test_app_trouble import lock
from tests.ingest.vendor import Vendor


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
    answer = client.request(method, address)
    assert (status(answer), answer.headers["Allow"]) == (405, "POST")
    assert tally() == {}


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
