"""The worker with real records; the engine is a stand-in that knows names only."""

import logging
import re
import sqlite3
import threading
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ingest.adapters import KINDS
from ingest.originals import load
from ingest.worker import SCHEDULE, Worker
from models.accounts.people import add_person
from models.actors import Actor, ActorKind, Purpose, Role
from models.errors import KeyGone
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.intake.sources import add_source
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.kept_rows import delete_rows
from models.records import migrate
from models.store import opened, writing
from models.transcripts.sessions import (
    QueueFilter,
    SessionStatus,
    find_original,
    open_session,
    queue,
)
from redactor import (
    FailedClosed,
    Identity,
    Mask,
    RedactedMessage,
    RedactedSession,
    SessionInvalid,
)
from tests.ingest.samples import (
    agent_line,
    as_bytes,
    event,
    offline_message,
    session,
    transcript,
    visitor,
    visitor_line,
)

LEASE = timedelta(minutes=5)
SARA = visitor(name="Sara Lee")
CROWD = [{"name": f"Ann {number}"} for number in range(5_000)]
ENDLESS = {"name": "x" * 8_001}


class NamesOnly:
    """Masks the words of the visitor's name; raises what a test puts in `failing`."""

    def __init__(self):
        self.seen = []
        self.failing = None
        self.flags = ()
        self.before = lambda: None

    def redact(self, session):
        self.seen.append(session)
        self.before()
        if self.failing:
            raise self.failing
        return RedactedSession(
            id=session.id,
            policy="standard@1",
            engine="0",
            model="none@1",
            messages=tuple(self.masked(message, session.identity) for message in session.messages),
            flags=self.flags,
        )

    def masked(self, message, identity: Identity):
        text, masks = message.text, []
        for word in identity.name.split():
            text = re.sub(rf"\b{word}\b", "[PERSON_1]", text, flags=re.IGNORECASE)
        for found in re.finditer(re.escape("[PERSON_1]"), text):
            masks.append(
                Mask(
                    start=found.start(),
                    end=found.end(),
                    entity="PERSON",
                    score=1.0,
                    label="[PERSON_1]",
                    source="identity:name",
                )
            )
        return RedactedMessage(
            id=message.id,
            role=message.role,
            text=text,
            findings=(),
            masks=tuple(masks),
            at=message.at,
        )


@pytest.fixture
def engine():
    return NamesOnly()


@pytest.fixture
def make_worker(records, engine, clock):
    def making(name="worker-1", **options):
        return Worker(records, engine, name=name, lease=LEASE, clock=clock, **options)

    return making


@pytest.fixture
def worker(make_worker):
    return make_worker()


@pytest.fixture
def source_id(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"]).source.id


@pytest.fixture
def deliver(records, source_id, clock):
    """Keep a delivery as the door does."""

    def delivering(kind, payload):
        clock.pass_(timedelta(seconds=1))
        body = payload if isinstance(payload, bytes) else as_bytes(payload)
        actor = Actor(kind=ActorKind.SERVICE, id=source_id, name="Website")
        with records.act(actor) as act:
            inbox.accept(act, source_id=source_id, kind=kind, body=body)

    return delivering


@pytest.fixture
def reviewer(records, operator):
    with records.act(operator) as act:
        person = add_person(act, name="Rosa", email="rosa@shop.example", role=Role.REVIEWER)
    return Actor(
        kind=ActorKind.PERSON,
        id=person.id,
        name=person.name,
        role=person.role,
        purpose=Purpose.CUSTOMER_SERVICE,
    )


@pytest.fixture
def sessions_by(records, reviewer):
    """The sessions there are, by their status."""

    def finding(status=None):
        with records.act(reviewer) as act:
            return list(queue(act, QueueFilter(status=status)).rows)

    return finding


@pytest.fixture
def pages(records, reviewer, sessions_by):
    """What reviewers read: each session's texts."""

    def reading():
        found = []
        for row in sessions_by(SessionStatus.WAITING):
            with records.act(reviewer) as act:
                page = open_session(act, row.id)
                found.append([message.text for message in page.messages])
        return found

    return reading


def work(worker):
    done = 0
    while worker.run_once():
        done += 1
        assert done < 100
    return done


def parked(records, operator):
    with records.act(operator) as act:
        found = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
        return [delivery.reason for delivery in found]


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


def test_an_engine_that_fails_is_tried_again_later_and_later(
    worker, deliver, engine, clock, records, operator, caplog
):
    engine.failing = RuntimeError("Sara Lee")
    deliver("transcript", transcript())
    for wait in SCHEDULE:
        assert work(worker) == 1
        clock.pass_(wait - timedelta(seconds=1))
        assert worker.run_once() is False
        clock.pass_(timedelta(seconds=1))
    assert work(worker) == 1
    assert parked(records, operator) == ["engine_error"]
    assert len(engine.seen) == len(SCHEDULE) + 1
    assert "Sara" not in caplog.text
    assert "engine: RuntimeError" in caplog.text


def test_an_engine_that_recovers_loses_nothing(worker, deliver, engine, clock, pages):
    engine.failing = MemoryError()
    deliver("transcript", transcript(messages=[visitor_line("a")]))
    work(worker)
    engine.failing = None
    clock.pass_(SCHEDULE[0])
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


def test_trouble_with_the_records_is_told_by_type_only(
    worker, deliver, engine, clock, records, place, caplog, monkeypatch, pages
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    deliver("transcript", transcript(messages=[visitor_line("sara-canary")]))
    blocker = sqlite3.connect(place.database, isolation_level=None, check_same_thread=False)
    engine.before = lambda: blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="SQLITE_BUSY"):
        worker.run_once()  # giving it back needs the records as well: the lease will run out
    blocker.close()
    engine.before = lambda: None
    assert "Unwritable" in caplog.text
    assert "canary" not in caplog.text
    assert worker.run_once() is False
    clock.pass_(LEASE + timedelta(seconds=1))
    work(worker)
    assert pages() == [["sara-canary"]]


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


def test_two_workers_on_one_session_lose_nothing(make_worker, deliver, engine, pages, sessions_by):
    """While the first redacts, the second keeps an event of the same session."""
    first, second = make_worker("worker-1"), make_worker("worker-2")
    deliver("transcript", transcript(messages=[visitor_line("this is sara")]))
    deliver("unanswered", event(visitor=SARA))

    def meanwhile():
        engine.before = lambda: None
        assert second.run_once()

    engine.before = meanwhile
    assert first.run_once()
    assert pages() == [["this is [PERSON_1]"]]
    assert sessions_by()[0].events == ("unanswered",)


def test_a_worker_that_lost_its_lease_changes_nothing(
    make_worker, deliver, engine, clock, sessions_by, tally
):
    first, second = make_worker("worker-1"), make_worker("worker-2")
    deliver("transcript", transcript())

    def meanwhile():
        engine.before = lambda: None
        clock.pass_(LEASE + timedelta(seconds=1))
        assert second.run_once()

    engine.before = meanwhile
    assert first.run_once()
    assert tally() == {DeliveryStatus.DONE: 1}
    [row] = sessions_by()
    assert row.revision == 1


def test_a_worker_that_comes_back_takes_up_what_it_held(make_worker, deliver, records, pages):
    deliver("transcript", transcript(messages=[visitor_line("a")]))
    assert inbox.take(records, worker="worker-1", lease=LEASE)
    stop = threading.Event()

    def rest(seconds):
        assert seconds < 1
        stop.set()

    make_worker("worker-1", sleep=rest).run(stop)
    assert pages() == [["a"]]


def test_a_running_worker_goes_on_without_pause_and_outlives_trouble(
    make_worker, deliver, place, monkeypatch, tally, caplog
):
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
    for number in range(3):
        deliver("transcript", transcript(conversationUUID=f"c{number}"))
    blocker = sqlite3.connect(place.database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    stop, rests = threading.Event(), []

    def rest(seconds):
        rests.append(tally())
        if len(rests) == 1:
            blocker.close()
        else:
            stop.set()

    make_worker(sleep=rest).run(stop)
    assert rests == [{DeliveryStatus.WAITING: 3}, {DeliveryStatus.DONE: 3}]
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [
        "worker worker-1 waits: Unwritable"
    ]


def test_a_running_worker_stops_when_told(make_worker):
    stop = threading.Event()
    running = threading.Thread(target=make_worker().run, args=[stop])
    running.start()
    stop.set()
    running.join(5)
    assert not running.is_alive()


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


def parked_sessions(records, operator):
    """The sessions that parked deliveries belong to, newest delivery first."""
    with records.act(operator) as act:
        found = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
        return [delivery.session_id for delivery in found]


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
