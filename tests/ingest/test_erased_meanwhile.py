"""What comes of a session that is erased, before or during the work, is destroyed."""

import logging
from datetime import timedelta

import pytest

from ingest.worker import SCHEDULE
from models.errors import KeyGone
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.keeping.erasing import ask_erasure
from models.keeping.kept_rows import delete_rows
from models.transcripts.sessions import SessionStatus, find_original
from tests.ingest.samples import event, transcript, visitor_line
from tests.ingest.working import parked, work


def test_an_erased_session_is_not_made_again(
    worker, deliver, records, source_id, operator, clock, tally
):
    deliver("transcript", transcript())
    work(worker)
    kept = find_original(records, source_id, "7b0c-1")
    records.keys.shred(f"session:{kept.session_id}")
    deliver("feedback", event(message="late"))
    for wait in (*SCHEDULE, timedelta()):
        work(worker)
        clock.pass_(wait)
    assert parked(records, operator) == ["key_gone"]


def test_what_comes_late_of_an_erased_session_is_destroyed(
    worker, deliver, records, operator, sessions_by, tally, entries
):
    deliver("transcript", transcript(visitorName="Sara Lee"))
    work(worker)
    [row] = sessions_by(SessionStatus.WAITING)
    with records.act(operator) as act:
        ask_erasure(act, row.id, reason="subject_request")
    deliver("transcript", transcript(visitorName="Sara Lee", endedAt="2026-03-02T12:00:00Z"))
    work(worker)
    discarded = entries()[-1]
    assert sessions_by() == []
    assert tally() == {DeliveryStatus.DONE: 2}
    assert (discarded.event, discarded.reason) == ("delivery:discarded", "erased")
    with records.act(operator) as act:
        late = inbox.list_deliveries(act).deliveries[0]
        (body,) = act.db.execute("SELECT body FROM deliveries WHERE id = ?", [late.id]).fetchone()
    assert (late.session_id, body) == (None, b"")
    with pytest.raises(KeyGone):
        records.keys.key(f"delivery:{late.id}")


def test_an_erasure_in_the_middle_of_the_work_wins(
    worker, deliver, engine, records, operator, sessions_by, tally
):
    deliver("transcript", transcript(visitorName="Sara Lee"))
    work(worker)
    [row] = sessions_by(SessionStatus.WAITING)

    def erased_meanwhile():
        engine.before = lambda: None
        with records.act(operator) as act:
            ask_erasure(act, row.id, reason="subject_request")

    engine.before = erased_meanwhile
    deliver("transcript", transcript(visitorName="Sara Lee", endedAt="2026-03-02T12:00:00Z"))
    work(worker)
    assert sessions_by() == []
    assert tally() == {DeliveryStatus.DONE: 2}


def test_another_conversation_of_the_same_visitor_is_not_destroyed(
    worker, deliver, records, operator, sessions_by
):
    deliver("transcript", transcript(visitorName="Sara Lee"))
    work(worker)
    [row] = sessions_by(SessionStatus.WAITING)
    with records.act(operator) as act:
        ask_erasure(act, row.id, reason="subject_request")
    deliver("transcript", transcript(visitorName="Sara Lee", conversationUUID="another-one"))
    work(worker)
    assert len(sessions_by(SessionStatus.WAITING)) == 1


def test_what_comes_late_and_cannot_be_read_is_destroyed_as_well(
    worker, deliver, records, operator, source_id, entries
):
    deliver("transcript", transcript())
    work(worker)
    session_id = find_original(records, source_id, "7b0c-1").session_id
    with records.act(operator) as act:
        ask_erasure(act, session_id, reason="subject_request")
    lines = [visitor_line("a")] * 5_001
    deliver("transcript", transcript(messages=lines))
    work(worker)
    discarded = entries()[-1]
    assert (discarded.event, discarded.reason) == ("delivery:discarded", "erased")
    with pytest.raises(KeyGone):
        records.keys.key(discarded.object)
    deliver("transcript", transcript(messages=lines, conversationUUID="another-one"))
    work(worker)
    assert parked(records, operator) == ["too_many_messages"]


def test_a_delivery_that_the_eraser_took_along_is_no_trouble(
    worker, deliver, engine, records, operator, source_id, tally, caplog
):
    deliver("transcript", transcript())
    work(worker)
    session_id = find_original(records, source_id, "7b0c-1").session_id

    def erased_meanwhile():
        with records.act(operator) as act:
            ask_erasure(act, session_id, reason="subject_request")
            delete_rows(act.db, session_id)

    engine.before = erased_meanwhile
    deliver("transcript", transcript(endedAt="2026-03-02T12:00:00Z"))
    work(worker)
    assert tally() == {}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
