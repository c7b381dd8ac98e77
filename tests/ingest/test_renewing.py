"""A chat that takes longer than its lease is finished by the worker that took it."""

import threading
import time
from datetime import timedelta

from ingest.renewing import renewing
from ingest.worker import Worker
from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from models.times import to_text
from tests.ingest.samples import transcript

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
    with renewing(records, taken.id, worker="worker-1", lease=LEASE):
        pass
    assert "lease" not in {thread.name for thread in threading.enumerate()}
    clock.pass_(LEASE)
    assert inbox.take(records, worker="worker-2", lease=LEASE)


def test_trouble_with_the_records_does_not_end_it(records, clock, deliver, caplog, monkeypatch):
    deliver("transcript", transcript())
    taken = inbox.take(records, worker="worker-1", lease=LEASE)
    with monkeypatch.context() as patch:
        patch.setattr("models.intake.inbox.renew", broken)
        with renewing(records, taken.id, worker="worker-1", lease=LEASE):
            assert becomes(lambda: "is not renewed: RuntimeError" in caplog.text)
            patch.undo()
            clock.pass_(LEASE * 0.5)
            assert becomes(lambda: ends_at(records) == to_text(clock.now + LEASE))
    assert "Sara" not in caplog.text


def broken(*_args, **_options):
    raise RuntimeError("Sara Lee")
