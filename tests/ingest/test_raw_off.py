"""Without originals: what came is read once, masked, and then it is nowhere, sealed or not."""

import pytest

from models.errors import KeyGone, Unwritable
from models.intake import inbox, leases
from models.intake.inbox import DeliveryStatus
from models.log.events import Event
from models.store import opened
from models.transcripts.rework import ask_rework, take_rework
from models.transcripts.sessions import SessionStatus, find_original
from tests.ingest.samples import event, transcript, visitor, visitor_line
from tests.ingest.working import parked, work

SAID = "hi, sara here"


def chat(*texts: str, ended: str = "2026-03-02T10:00:00Z"):
    lines = [visitor_line(text) for text in texts]
    return transcript(visitorName="Sara Lee", messages=lines, endedAt=ended)


@pytest.fixture
def worker(make_worker):
    return make_worker(keep_originals=False)


def counts(records) -> dict[str, int]:
    with records.peek() as look:
        return {
            table: look.db.table(table).count
            for table in ("sessions", "messages", "originals", "mask_places")
        }


def keys(records) -> list[str]:
    with opened(records.place.key_store) as db:
        return [row[0] for row in db.execute("SELECT id FROM keys WHERE id NOT LIKE 'root:%'")]


def test_the_session_is_read_and_nothing_else_is_kept(worker, deliver, pages, records, source_id):
    deliver("transcript", chat(SAID))
    assert len(keys(records)) == 1, "acknowledged means kept, sealed, until it is processed"
    assert work(worker) == 1
    assert pages() == [["hi, [PERSON_1] here"]]
    assert counts(records) == {"sessions": 1, "messages": 1, "originals": 0, "mask_places": 0}
    assert keys(records) == []
    with records.peek() as look:
        assert look.db.execute("SELECT status, length(body) FROM deliveries").fetchall() == [
            ("done", 0)
        ]
    assert find_original(records, source_id, transcript()["conversationUUID"]) is None


def test_the_same_delivery_again_is_known(worker, deliver, records):
    deliver("transcript", chat(SAID))
    work(worker)
    deliver("transcript", chat(SAID))
    assert work(worker) == 0
    assert counts(records)["sessions"] == 1


def test_a_later_transcript_takes_the_place_of_the_earlier(worker, deliver, pages, records):
    deliver("transcript", chat(SAID))
    work(worker)
    deliver("transcript", chat(SAID, "sara again", ended="2026-03-02T11:00:00Z"))
    work(worker)
    assert pages() == [["hi, [PERSON_1] here", "[PERSON_1] again"]]
    assert keys(records) == []


def test_an_earlier_transcript_and_a_bare_event_change_nothing(
    worker, deliver, pages, records, operator
):
    deliver("transcript", chat(SAID, "sara again", ended="2026-03-02T11:00:00Z"))
    work(worker)
    deliver("transcript", chat(SAID, ended="2026-03-02T09:00:00Z"))
    deliver("feedback", event(visitor=visitor(name="Sara Lee")))
    work(worker)
    assert pages() == [["hi, [PERSON_1] here", "[PERSON_1] again"]]
    assert parked(records, operator) == []
    assert keys(records) == []


def test_it_is_not_redacted_again(worker, deliver, records, sessions_by, operator):
    deliver("transcript", chat(SAID))
    work(worker)
    (row,) = sessions_by(SessionStatus.WAITING)
    with records.act(operator) as act:
        ask_rework(act, row.id, reason="policy")
        act.log(Event.HEALTH_READ)
    assert take_rework(records, worker="worker-1") is None
    assert worker.run_once() is False


def test_what_cannot_be_read_stays_sealed_for_a_person(worker, deliver, records, operator):
    """A parked delivery can be tried again; retention takes it when its time is over."""
    deliver("transcript", {"conversationUUID": "c", "messages": "no list"})
    work(worker)
    assert parked(records, operator) == ["content_unreadable"]
    assert len(keys(records)) == 1


def test_an_original_from_before_goes_with_the_next_delivery(
    make_worker, deliver, records, source_id
):
    deliver("transcript", chat(SAID))
    work(make_worker())
    assert counts(records)["originals"] == 1
    deliver("transcript", chat(SAID, "sara again", ended="2026-03-02T11:00:00Z"))
    work(make_worker(keep_originals=False))
    assert (counts(records)["originals"], counts(records)["mask_places"]) == (0, 0)
    assert find_original(records, source_id, transcript()["conversationUUID"]) is None


def test_killed_before_the_key_is_destroyed_the_next_start_does_it(
    worker, deliver, records, monkeypatch
):
    deliver("transcript", chat(SAID))
    deliver("transcript", chat("wait", ended="2026-03-02T12:00:00Z"))
    with monkeypatch.context() as patch:
        patch.setattr(type(records.keys), "shred_all", refuse)
        assert worker.run_once() is True
    assert len(keys(records)) == 2
    assert inbox.shred_spent(records) == 1
    assert inbox.shred_spent(records) == 0
    assert work(worker) == 1, "the other one was left alone"
    assert keys(records) == []


def refuse(*_: object) -> int:
    raise Unwritable("SHRED_UNFINISHED")


def test_killed_before_the_session_is_kept_the_delivery_is_still_there(
    worker, deliver, records, pages, engine
):
    deliver("transcript", chat(SAID))
    engine.failing = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        worker.run_once()
    engine.failing = None
    assert leases.reclaim(records, worker="worker-1") == 1
    work(worker)
    assert pages() == [["hi, [PERSON_1] here"]]
    with pytest.raises(KeyGone):
        records.keys.key("session:A")
    with records.peek() as look:
        (status,) = look.db.execute("SELECT status FROM deliveries").fetchone()
    assert status == DeliveryStatus.DONE
