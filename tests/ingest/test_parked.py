"""What cannot be read or worked on is parked, with its reason and its session."""

from datetime import timedelta

import pytest

from ingest.worker import SCHEDULE
from models.intake import inbox
from models.transcripts.sessions import find_original
from redactor import SessionInvalid
from tests.ingest.samples import SARA, as_bytes, event, session, transcript, visitor_line
from tests.ingest.working import LEASE, parked, parked_sessions, work

CROWD = [{"name": f"Ann {number}"} for number in range(5_000)]


ENDLESS = {"name": "x" * 8_001}


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("transcript", b'{"a": ', "broken_json"),
        ("transcript", as_bytes(transcript(conversationUUID="")), "reference_missing"),
        ("transcript", as_bytes(transcript(messages=["x"] * 5_001)), "too_many_messages"),
        pytest.param("session", as_bytes(session(agents=CROWD)), "too_many_people", id="crowd"),
        pytest.param("session", as_bytes(session(identity=ENDLESS)), "fact_too_long", id="endless"),
        ("offline_message", b"{}", "content_missing"),
        ("surprise", b"{}", "kind_unknown"),
    ],
)
def test_what_cannot_be_read_is_parked_at_once(
    worker, deliver, records, operator, kind, body, reason
):
    deliver(kind, body)
    assert work(worker) == 1
    assert parked(records, operator) == [reason]


def test_how_many_messages_are_too_many_is_a_setting(make_worker, deliver, records, operator):
    deliver("transcript", transcript())
    work(make_worker(max_messages=1))
    assert parked(records, operator) == ["too_many_messages"]


def test_a_parked_delivery_does_not_hold_up_the_next(worker, deliver, pages):
    deliver("transcript", b"broken")
    deliver("transcript", transcript(messages=[visitor_line("a")]))
    work(worker)
    assert pages() == [["a"]]


def test_what_was_parked_can_be_tried_again(worker, deliver, engine, records, operator, pages):
    engine.failing = SessionInvalid("x", "y")
    deliver("transcript", b"broken")
    work(worker)
    with records.act(operator) as act:
        assert inbox.retry(act, None) == 1
    work(worker)
    assert parked(records, operator) == ["broken_json"]


def test_a_delivery_that_takes_the_process_down_each_time_is_parked(
    make_worker, deliver, records, operator, engine
):
    deliver("transcript", transcript())
    for _ in range(len(SCHEDULE) + 1):
        assert inbox.take(records, worker="worker-1", lease=LEASE)
        inbox.reclaim(records, worker="worker-1")
    assert work(make_worker()) == 1
    assert parked(records, operator) == ["worker_lost"]
    assert engine.seen == []


@pytest.mark.parametrize("first", ["parked", "kept"])
def test_what_is_parked_belongs_to_the_session_of_its_conversation(
    worker, deliver, engine, clock, records, operator, source_id, first
):
    if first == "kept":
        deliver("unanswered", event(visitor=SARA))
        work(worker)
    engine.failing = RuntimeError()
    deliver("transcript", transcript())
    deliver("transcript", transcript(conversationUUID="of-nobody"))
    for wait in (*SCHEDULE, timedelta()):
        work(worker)
        clock.pass_(wait)
    assert parked(records, operator) == ["engine_error"] * 2
    if first == "parked":
        deliver("unanswered", event(visitor=SARA))
        work(worker)
    session_id = find_original(records, source_id, "7b0c-1").session_id
    assert parked_sessions(records, operator) == [None, session_id]


@pytest.mark.parametrize(
    "late", [{"messages": [visitor_line("a" * 20_001)]}, {"messages": [visitor_line("a")] * 5_001}]
)
def test_what_cannot_be_read_belongs_to_its_session_too(
    worker, deliver, records, operator, source_id, late
):
    deliver("transcript", transcript())
    deliver("transcript", transcript(**late))
    deliver("transcript", b"broken")
    work(worker)
    session_id = find_original(records, source_id, "7b0c-1").session_id
    assert parked_sessions(records, operator) == [None, session_id]


def test_what_takes_the_process_down_belongs_to_its_session_too(
    make_worker, deliver, engine, records, operator, source_id
):
    deliver("transcript", transcript())
    work(make_worker())

    def dies():
        raise KeyboardInterrupt

    engine.before = dies
    deliver("transcript", transcript(endedAt="2026-03-02T12:00:00Z"))
    for _ in range(len(SCHEDULE) + 1):
        with pytest.raises(KeyboardInterrupt):
            make_worker().run_once()
        inbox.reclaim(records, worker="worker-1")
    work(make_worker())
    assert parked(records, operator) == ["worker_lost"]
    session_id = find_original(records, source_id, "7b0c-1").session_id
    assert parked_sessions(records, operator) == [session_id]
