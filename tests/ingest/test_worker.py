"""The worker with real records: what it makes of what comes in. The engine is a stand-in."""

import pytest

from ingest.originals import load
from models.intake.inbox import DeliveryStatus
from models.transcripts.sessions import SessionStatus, find_original
from redactor import FailedClosed, SessionInvalid
from tests.ingest.samples import (
    SARA,
    agent_line,
    event,
    offline_message,
    session,
    transcript,
    visitor_line,
)
from tests.ingest.working import work


def test_without_deliveries_there_is_nothing_to_do(worker):
    assert worker.run_once() is False


def test_a_transcript_becomes_a_session_that_may_be_read(worker, deliver, pages, tally, entries):
    lines = [visitor_line("hi, sara here"), agent_line("hello Sara")]
    deliver("transcript", transcript(visitorName="Sara Lee", messages=lines))
    assert worker.run_once() is True
    assert pages() == [["hi, [PERSON_1] here", "hello [PERSON_1]"]]
    assert tally() == {DeliveryStatus.DONE: 1}
    told = [entry.event for entry in entries() if entry.actor_id == "worker-1"]
    assert told == ["session:redacted", "delivery:processed"]


def test_the_engine_gets_the_whole_conversation(worker, deliver, engine):
    deliver("transcript", transcript(visitorName="Sara Lee"))
    work(worker)
    [seen] = engine.seen
    assert [message.id for message in seen.messages] == ["m1", "m2"]
    assert seen.identity.name == "Sara Lee"
    assert seen.agents[0].name == "Ag Ent"
    assert "7b0c" not in seen.id


def test_a_session_without_a_transcript_is_open_and_not_read(worker, deliver, sessions_by, engine):
    deliver("conversation_started", event(visitor=SARA))
    work(worker)
    assert [row.status for row in sessions_by()] == [SessionStatus.OPEN]
    assert engine.seen == []


def test_identity_that_arrives_late_masks_what_came_before(worker, deliver, pages, tally):
    deliver("transcript", transcript(messages=[visitor_line("this is sara")]))
    work(worker)
    assert pages() == [["this is sara"]]
    deliver("unanswered", event(visitor=SARA))
    work(worker)
    assert pages() == [["this is [PERSON_1]"]]
    assert tally() == {DeliveryStatus.DONE: 2}


def test_growing_transcripts_are_one_session(worker, deliver, pages):
    deliver("transcript", transcript(messages=[visitor_line("a", 1)]))
    deliver("transcript", transcript(messages=[visitor_line("a", 1), visitor_line("b", 2)]))
    work(worker)
    assert pages() == [["a", "b"]]


def test_an_older_transcript_that_comes_late_changes_nothing(worker, deliver, pages, tally):
    deliver("transcript", transcript(messages=[visitor_line("a", 1), visitor_line("b", 2)]))
    deliver("transcript", transcript(messages=[visitor_line("a", 1)]))
    work(worker)
    assert pages() == [["a", "b"]]
    assert tally() == {DeliveryStatus.DONE: 2}


def test_events_leave_codes_and_feedback_its_comment(worker, deliver, pages, sessions_by):
    deliver("transcript", transcript(messages=[visitor_line("a")]))
    deliver("unanswered", event())
    deliver("feedback", event(message="thanks sara", visitor=SARA))
    work(worker)
    assert pages() == [["a", "thanks [PERSON_1]"]]
    assert sessions_by()[0].events == ("feedback", "unanswered")


def test_an_offline_message_is_a_session_of_its_own(worker, deliver, pages, sessions_by):
    deliver("transcript", transcript(messages=[visitor_line("a")]))
    deliver("offline_message", offline_message())
    work(worker)
    assert sorted(pages()) == [["Return", "Please call me"], ["a"]]
    assert {row.kind for row in sessions_by()} == {"chat", "offline_message"}


def test_the_generic_session_is_read_too(worker, deliver, pages):
    deliver("session", session())
    work(worker)
    assert pages() == [["Your full name?", "[PERSON_1] [PERSON_1]"]]


def test_the_original_is_sealed_with_all_that_was_read(worker, deliver, records, source_id, place):
    deliver("transcript", transcript(messages=[visitor_line("sara-canary")]))
    deliver("unanswered", event(message="first-canary"))
    work(worker)
    original = load(find_original(records, source_id, "7b0c-1").body)
    assert original.snapshot.messages[0].text == "sara-canary"
    assert original.events[0].text == "first-canary"
    assert ("email", "v@mail.example") in original.facts
    for file in place.database.parent.iterdir():
        assert b"first-canary" not in file.read_bytes()


def test_what_fails_closed_is_quarantined_with_its_reason(
    worker, deliver, engine, sessions_by, tally, records, source_id
):
    engine.failing = FailedClosed("s", "survivor", 2)
    deliver("transcript", transcript(messages=[visitor_line("sara")]))
    work(worker)
    [row] = sessions_by()
    assert (row.status, row.reason, row.preview) == (SessionStatus.QUARANTINED, "survivor", "")
    assert tally() == {DeliveryStatus.DONE: 1}
    assert load(find_original(records, source_id, "7b0c-1").body).snapshot


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FailedClosed("s", "Sara Lee was here"), "failed_closed"),
        (SessionInvalid("messages", "Sara"), "session_invalid"),
    ],
)
def test_a_reason_is_always_a_code(worker, deliver, engine, sessions_by, error, reason):
    engine.failing = error
    deliver("transcript", transcript())
    work(worker)
    assert sessions_by()[0].reason == reason


def test_a_session_that_could_be_read_is_taken_back_when_it_fails_closed(
    worker, deliver, engine, pages, sessions_by
):
    deliver("transcript", transcript(messages=[visitor_line("a", 1)]))
    work(worker)
    assert pages() == [["a"]]
    engine.failing = FailedClosed("s", "survivor")
    deliver("transcript", transcript(messages=[visitor_line("a", 1), visitor_line("b", 2)]))
    work(worker)
    assert pages() == []
    assert [row.status for row in sessions_by()] == [SessionStatus.QUARANTINED]


def test_a_minors_session_is_withheld(worker, deliver, engine, sessions_by):
    engine.flags = ("minor",)
    deliver("transcript", transcript())
    work(worker)
    assert [(row.status, row.reason) for row in sessions_by()] == [
        (SessionStatus.WITHHELD, "minor")
    ]
