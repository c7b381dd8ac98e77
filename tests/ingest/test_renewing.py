"""A chat that takes longer than its lease is finished by the worker that took it."""

import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest

from ingest.renewing import renewing
from ingest.worker import Worker
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.times import to_text
from models.transcripts.rework import (
    RETRY,
    ask_all,
    ask_rework,
    count_rework,
    every_original,
    take_rework,
)
from tests.ingest.samples import transcript
from tests.ingest.working import parked

LEASE = timedelta(seconds=0.3)
SOON = 20.0


def becomes(condition) -> bool:
    """Whether something comes true while another thread has time to do it."""
    end = time.monotonic() + SOON
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def holding(records, taken):
    def renew_once():
        return inbox.renew(records, taken.id, worker="worker-1", lease=LEASE)

    return renewing(renew_once, lease=LEASE, about=f"delivery {taken.id}", give_up=broken)


def ends_at(records) -> str:
    with records.peek() as look:
        (end,) = look.db.execute("SELECT lease_ends_at FROM deliveries").fetchone()
    return end


def test_it_is_finished_and_nobody_else_gets_it(
    records, engine, clock, deliver, sessions_by, tally
):
    renewed, lost = [], []

    def take_long():
        for _ in range(4):
            clock.pass_(LEASE * 0.6)
            renewed.append(becomes(lambda: ends_at(records) == to_text(clock.now + LEASE)))
            lost.append(inbox.take(records, worker="worker-2", lease=LEASE))

    engine.before = take_long
    deliver("transcript", transcript())
    assert Worker(records, engine, name="worker-1", lease=LEASE, clock=clock).run_once()
    assert renewed == [True] * 4
    assert lost == [None] * 4
    assert tally() == {DeliveryStatus.DONE: 1}
    assert [row.revision for row in sessions_by()] == [1]


def test_it_ends_with_the_work(records, clock, deliver):
    deliver("transcript", transcript())
    taken = inbox.take(records, worker="worker-1", lease=LEASE)
    with holding(records, taken):
        pass
    assert "lease" not in {thread.name for thread in threading.enumerate()}
    clock.pass_(LEASE)
    assert inbox.take(records, worker="worker-2", lease=LEASE)


def test_trouble_with_the_records_does_not_end_it(records, clock, deliver, caplog, monkeypatch):
    deliver("transcript", transcript())
    taken = inbox.take(records, worker="worker-1", lease=LEASE)
    with monkeypatch.context() as patch:
        patch.setattr("models.intake.inbox.renew", broken)
        with holding(records, taken):
            assert becomes(lambda: "is not renewed: RuntimeError" in caplog.text)
            patch.undo()
            clock.pass_(LEASE * 0.5)
            assert becomes(lambda: ends_at(records) == to_text(clock.now + LEASE))
    assert "Sara" not in caplog.text


@pytest.fixture
def hasty(records, engine, clock):
    """A worker that lets a session take half a second."""
    longest = timedelta(seconds=0.5)
    return Worker(records, engine, name="worker-1", lease=LEASE, clock=clock, longest=longest)


def test_what_takes_too_long_is_parked_while_the_engine_hangs(
    records, engine, hasty, deliver, operator, tally, sessions_by, caplog
):
    engine.before = lambda: becomes(lambda: tally() == {DeliveryStatus.PARKED: 1})
    deliver("transcript", transcript())
    assert hasty.run_once()
    assert parked(records, operator) == ["engine_stuck"]
    assert sessions_by() == []
    assert "is given up: it took longer than 0:00:00.5" in caplog.text


def test_trouble_with_the_records_does_not_keep_it_from_being_given_up(
    engine, hasty, deliver, tally, caplog, monkeypatch
):
    def hang():
        with monkeypatch.context() as patch:
            patch.setattr("models.intake.inbox.give_back", broken)
            becomes(lambda: "is not renewed: RuntimeError" in caplog.text)
        becomes(lambda: tally() == {DeliveryStatus.PARKED: 1})

    engine.before = hang
    deliver("transcript", transcript())
    assert hasty.run_once()
    assert tally() == {DeliveryStatus.PARKED: 1}


def test_each_redaction_runs_in_a_guard(records, engine, clock, deliver):
    told = []

    @contextmanager
    def guard():
        told.append("begins")
        yield
        told.append("ends")

    engine.before = lambda: told.append("redacts")
    deliver("transcript", transcript())
    assert Worker(records, engine, name="worker-1", clock=clock, guard=guard).run_once()
    assert told == ["begins", "redacts", "ends"]


@pytest.fixture
def worker(records, engine, clock):
    return Worker(records, engine, name="worker-1", lease=LEASE, clock=clock)


@pytest.fixture
def waiting(records, worker, deliver, operator):
    """The id of a session that waits to be redacted again."""
    deliver("transcript", transcript())
    worker.run_once()
    with records.peek() as look:
        ids = every_original(look)
    with records.act(operator) as act:
        ask_all(act, ids, reason="improved")
    return ids[0]


def next_try_at(records):
    with records.peek() as look:
        return look.db.execute("SELECT next_try_at FROM rework").fetchone()[0]


@pytest.mark.usefixtures("waiting")
def test_nor_does_anybody_else_get_what_is_redacted_again(records, engine, clock, worker):
    lost = []

    def take_long():
        for _ in range(4):
            clock.pass_(LEASE * 0.6)
            assert becomes(lambda: next_try_at(records) == to_text(clock.now + LEASE))
            lost.append(take_rework(records, worker="worker-2", lease=LEASE))

    engine.before = take_long
    assert worker.run_once()
    assert lost == [None] * 4
    assert count_rework(records) == (0, 0)


@pytest.mark.usefixtures("waiting")
def test_what_takes_too_long_to_redact_again_is_tried_again_later(records, engine, clock, hasty):
    def given_back():
        with records.peek() as look:
            return look.db.execute("SELECT taken_by FROM rework").fetchone() == ("",)

    engine.before = lambda: becomes(given_back)
    assert hasty.run_once()
    assert count_rework(records) == (1, 0)
    assert next_try_at(records) == to_text(clock.now + RETRY)


def test_what_is_asked_for_while_it_is_done_is_done_once_more(
    records, engine, operator, worker, waiting, entries
):
    def ask_anew():
        engine.before = lambda: None
        with records.act(operator) as act:
            ask_rework(act, waiting, reason="rectified")
            ask_all(act, (), reason="rectified")

    engine.before = ask_anew
    assert worker.run_once()
    assert count_rework(records) == (1, 0), "what was read before may lack the correction"
    assert worker.run_once()
    assert count_rework(records) == (0, 0)
    done = [entry for entry in entries() if entry.event == "session:reworked"]
    assert [(entry.outcome, entry.reason) for entry in done] == [
        ("refused", "lease_lost"),
        ("allowed", "rectified"),
    ]


def test_who_lost_it_gives_nothing_back(records, engine, clock, worker, waiting):
    def lose_it():
        with records.step() as step:
            step.db.execute("UPDATE rework SET taken_by = 'worker-2', next_try_at = 'then'")
        raise RuntimeError

    engine.before = lose_it
    assert worker.run_once()
    with records.peek() as look:
        row = look.db.table("rework").get(waiting)
    assert (row["taken_by"], row["next_try_at"]) == ("worker-2", "then")


def broken(*_args, **_options):
    raise RuntimeError("Sara Lee")
