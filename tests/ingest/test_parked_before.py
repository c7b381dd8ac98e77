"""What was parked before parked deliveries said which conversation they are of."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ingest.worker import SCHEDULE
from models.errors import KeyGone
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.records import migrate
from models.store import opened, writing
from models.transcripts.sessions import find_original
from tests.ingest.samples import transcript, visitor_line
from tests.ingest.working import parked, parked_sessions, work


def upgrade(records):
    """Bring records up to date in which no parked delivery says which conversation it is of."""
    with opened(records.place.database) as db, writing(db):
        db.execute("UPDATE deliveries SET session_id = NULL, reference_digest = NULL")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'parked_without_reference'")
    assert migrate(records.place) == ["parked_without_reference"]


def test_what_was_parked_before_the_upgrade_goes_with_its_session(
    worker, deliver, records, operator, source_id
):
    lines = [visitor_line("a")] * 5_001
    deliver("transcript", transcript())
    deliver("transcript", transcript(messages=lines))
    deliver("transcript", transcript(messages=lines, conversationUUID="another-one"))
    work(worker)
    with records.act(operator) as act:
        found = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
    other, own = (f"delivery:{delivery.id}" for delivery in found)
    upgrade(records)
    work(worker)
    assert parked(records, operator) == ["too_many_messages"] * 2
    folder = records.place.database.parent
    with records.act(operator) as act:
        session_id = find_original(records, source_id, "7b0c-1").session_id
        ask_erasure(act, session_id, reason="subject_request")
    Eraser(
        records=records,
        listed=folder / "erased.jsonl",
        scanned=(folder,),
        signing_key=Ed25519PrivateKey.generate(),
        exports=folder / "exports",
        look=scan_here,
    ).run_once()
    with pytest.raises(KeyGone):
        records.keys.key(own)
    assert records.keys.key(other)


def test_what_was_parked_of_an_erased_session_is_destroyed_after_the_upgrade(
    worker, deliver, records, operator, source_id, tally
):
    deliver("transcript", transcript())
    deliver("transcript", transcript(messages=[visitor_line("a")] * 5_001))
    work(worker)
    with records.act(operator) as act:
        (delivery,) = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
        session_id = find_original(records, source_id, "7b0c-1").session_id
        ask_erasure(act, session_id, reason="subject_request")
    upgrade(records)
    work(worker)
    assert DeliveryStatus.PARKED not in tally()
    with pytest.raises(KeyGone):
        records.keys.key(f"delivery:{delivery.id}")


def test_what_took_the_process_down_before_the_upgrade_does_it_once_more_at_most(
    make_worker, deliver, engine, records, operator, source_id
):
    def dies():
        raise KeyboardInterrupt

    def die():
        with pytest.raises(KeyboardInterrupt):
            make_worker().run_once()
        inbox.reclaim(records, worker="worker-1")

    deliver("transcript", transcript())
    work(make_worker())
    session_id = find_original(records, source_id, "7b0c-1").session_id
    engine.before = dies
    deliver("transcript", transcript(endedAt="2026-03-02T12:00:00Z"))
    for _ in range(len(SCHEDULE) + 1):
        die()
    work(make_worker())
    upgrade(records)
    die()
    work(make_worker())
    assert parked(records, operator) == ["worker_lost"]
    assert parked_sessions(records, operator) == [session_id]
