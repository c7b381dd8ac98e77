"""A worker in trouble, or beside another, loses nothing and does nothing twice."""

import logging
import sqlite3
import threading
from datetime import timedelta

import pytest

from ingest.worker import SCHEDULE
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from tests.ingest.samples import SARA, event, transcript, visitor_line
from tests.ingest.working import LEASE, parked, work


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


def test_records_that_stay_out_of_reach_are_asked_ever_less_often(
    make_worker, deliver, place, tally
):
    deliver("transcript", transcript())
    away = place.database.with_name("away")
    stop, rests = threading.Event(), []

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 8:
            away.rename(place.database)
        elif len(rests) == 9:
            stop.set()

    place.database.rename(away)
    make_worker(sleep=rest).run(stop)
    assert rests == [0.4, 0.8, 1.6, 3.2, 6.4, 10.0, 10.0, 10.0, 0.2]
    assert tally() == {DeliveryStatus.DONE: 1}


def test_a_running_worker_stops_when_told(make_worker):
    stop = threading.Event()
    running = threading.Thread(target=make_worker().run, args=[stop])
    running.start()
    stop.set()
    running.join(5)
    assert not running.is_alive()
