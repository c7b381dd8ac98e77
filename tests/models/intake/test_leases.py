"""A delivery has one holder at a time, and a lost lease changes nothing."""

from datetime import timedelta

import pytest

from models.errors import Conflict
from models.intake.inbox import DeliveryStatus, counts, finish, give_back, reclaim, renew, take
from models.records import Records
from models.transcripts.sessions import keep
from tests.models.intake.delivering import LEASE, deliver, log, worker
from tests.models.scene import WORKER, Clock, snapshot


def test_the_oldest_goes_first(records: Records) -> None:
    for number in range(3):
        deliver(records, str(number).encode())
    taken = [take(records, worker="worker-1", lease=LEASE) for _ in range(3)]
    assert [t.body for t in taken if t] == [b"0", b"1", b"2"]


def test_a_lease_that_ran_out_is_taken_by_another(records: Records, clock: Clock) -> None:
    deliver(records)
    first = take(records, worker="worker-1", lease=LEASE)
    clock.move(minutes=4)
    assert take(records, worker="worker-2", lease=LEASE) is None
    clock.move(minutes=1)
    second = take(records, worker="worker-2", lease=LEASE)
    assert first is not None
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)


def test_a_lease_that_is_renewed_lasts(records: Records, clock: Clock) -> None:
    deliver(records)
    first = take(records, worker="worker-1", lease=LEASE)
    assert first
    for _ in range(3):
        clock.move(minutes=4)
        assert renew(records, first.id, worker="worker-1", lease=LEASE) is True
        assert take(records, worker="worker-2", lease=LEASE) is None


def test_a_lease_that_was_lost_is_not_renewed(records: Records, clock: Clock) -> None:
    deliver(records)
    first = take(records, worker="worker-1", lease=LEASE)
    assert first
    clock.move(minutes=5)
    assert take(records, worker="worker-2", lease=LEASE)
    assert renew(records, first.id, worker="worker-1", lease=LEASE) is False
    assert give_back(records, first.id, worker="worker-2", reason="engine_error", next_try_at=None)
    assert renew(records, first.id, worker="worker-2", lease=LEASE) is False


def test_only_one_of_two_workers_can_finish(records: Records, clock: Clock, source_id: str) -> None:
    deliver(records)
    first = take(records, worker="worker-1", lease=LEASE)
    clock.move(minutes=6)
    second = take(records, worker="worker-2", lease=LEASE)
    assert first
    assert second
    with records.act(worker(2)) as act:
        finish(act, second.id, keep(act, snapshot(source_id)).session_id)
    with pytest.raises(Conflict), records.act(worker(1)) as act:
        finish(act, first.id, keep(act, snapshot(source_id, reference="twice")).session_id)
    with records.peek() as look:
        assert look.db.table("sessions").count == 1
    assert counts(records)[DeliveryStatus.DONE] == 1
    assert log(records)[-1] == ("delivery:processed", "refused", "lease_lost")


def test_finishing_and_keeping_stand_or_fall_together(records: Records, source_id: str) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    with pytest.raises(ZeroDivisionError), records.act(WORKER) as act:  # noqa: PT012
        finish(act, taken.id, keep(act, snapshot(source_id)).session_id)
        raise ZeroDivisionError
    with records.peek() as look:
        assert look.db.table("sessions").count == 0
    assert reclaim(records, worker="worker-1") == 1
    again = take(records, worker="worker-1", lease=LEASE)
    assert again
    assert again.attempts == 2


def test_a_worker_reclaims_its_own_only(records: Records) -> None:
    deliver(records, b"1")
    deliver(records, b"2")
    take(records, worker="worker-1", lease=LEASE)
    take(records, worker="worker-2", lease=LEASE)
    assert reclaim(records, worker="worker-1") == 1
    assert reclaim(records, worker="worker-1") == 0
    assert counts(records)[DeliveryStatus.TAKEN] == 1


def test_a_clock_that_was_ahead_keeps_nothing_waiting_for_years(
    records: Records, clock: Clock
) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    years = clock.now + timedelta(days=3_650)
    give_back(records, taken.id, worker="worker-1", reason="engine_error", next_try_at=years)
    reclaim(records, worker="worker-1", longest=timedelta(hours=2))
    assert take(records, worker="worker-1", lease=LEASE) is None
    clock.move(hours=2)
    assert take(records, worker="worker-1", lease=LEASE)


def test_what_is_given_back_waits_for_its_time(records: Records, clock: Clock) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    later = clock.now + timedelta(minutes=2)
    assert give_back(records, taken.id, worker="worker-1", reason="busy", next_try_at=later)
    assert take(records, worker="worker-1", lease=LEASE) is None
    clock.move(minutes=2)
    again = take(records, worker="worker-1", lease=LEASE)
    assert again
    assert again.attempts == 2


def test_only_the_holder_can_give_back(records: Records, clock: Clock) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    later = clock.now
    assert not give_back(records, taken.id, worker="worker-2", reason="x", next_try_at=later)
    assert not give_back(records, taken.id, worker="worker-2", reason="x", next_try_at=None)
    assert counts(records)[DeliveryStatus.TAKEN] == 1


def test_a_worker_that_lost_its_lease_cannot_finish_for_the_one_that_holds_it(
    records: Records, clock: Clock
) -> None:
    deliver(records)
    first = take(records, worker="worker-1", lease=LEASE)
    assert first
    clock.move(minutes=6)
    assert take(records, worker="worker-2", lease=LEASE)
    with pytest.raises(Conflict), records.act(worker(1)) as act:
        finish(act, first.id, None)
    assert counts(records)[DeliveryStatus.TAKEN] == 1
