# ruff: noqa: PT012 - what happens inside an act is what is tested
"""Acknowledged means kept; kept means processed exactly once."""

from datetime import timedelta

import pytest

from models.actors import Actor, ActorKind
from models.errors import Conflict, Erased, NotFound
from models.intake.inbox import (
    DeliveryStatus,
    Kept,
    accept,
    accept_broken,
    counts,
    finish,
    give_back,
    list_deliveries,
    note_reference,
    oldest_waiting,
    reclaim,
    refuse,
    renew,
    retry,
    take,
)
from models.intake.leases import _TAKE_ALONG
from models.keeping.erasing import ask_erasure
from models.log.access_log import Event
from models.records import Records
from models.store import opened
from models.transcripts.sessions import keep
from tests.models.scene import CLI, WORKER, Clock, snapshot

LEASE = timedelta(minutes=5)
SOURCE = Actor(kind=ActorKind.SERVICE, id="shop", name="Shop")
BODY = b'{"text":"Hi, I am Chloe Zhang"}'


def deliver(records: Records, body: bytes = BODY, **more: object) -> Kept:
    with records.act(SOURCE) as act:
        return accept(act, source_id="shop", kind="transcript", body=body, **more)  # type: ignore[arg-type]


def log(records: Records) -> list[tuple[str, str, str]]:
    with records.peek() as look:
        return [
            (row["event"], row["outcome"], row["reason"])
            for row in look.db.table("entries").rows_where(order_by="seq")
        ]


def waiting(records: Records) -> int:
    return counts(records)[DeliveryStatus.WAITING]


def worker(number: int) -> Actor:
    return Actor(kind=ActorKind.SYSTEM, id=f"worker-{number}", name=f"Worker {number}")


def test_a_delivery_is_sealed_and_comes_back_whole(records: Records) -> None:
    assert deliver(records) is Kept.STORED
    for file in records.place.database.parent.iterdir():
        assert b"Chloe" not in file.read_bytes()
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken is not None
    assert (taken.body, taken.kind, taken.source_id, taken.attempts) == (
        BODY,
        "transcript",
        "shop",
        1,
    )
    assert take(records, worker="worker-2", lease=LEASE) is None


def test_the_same_bytes_are_kept_once(records: Records) -> None:
    assert deliver(records) is Kept.STORED
    assert deliver(records) is Kept.DUPLICATE
    assert deliver(records, b"other") is Kept.STORED
    assert waiting(records) == 2
    assert [line[0] for line in log(records)] == [
        "delivery:accepted",
        "delivery:duplicated",
        "delivery:accepted",
    ]


def test_the_same_bytes_of_another_kind_or_source_are_something_else(records: Records) -> None:
    deliver(records)
    with records.act(SOURCE) as act:
        assert accept(act, source_id="shop", kind="feedback", body=BODY) is Kept.STORED
        assert accept(act, source_id="shop2", kind="transcript", body=BODY) is Kept.STORED


@pytest.mark.parametrize(
    ("body", "event_id", "sent_at", "kept", "logged"),
    [
        (BODY, "e1", 101, Kept.RETRIED, ("delivery:duplicated", "allowed", "retried")),
        (BODY, "e1", 100, Kept.REPLAYED, ("delivery:refused", "refused", "replayed")),
        (BODY, "e1", 99, Kept.REPLAYED, ("delivery:refused", "refused", "replayed")),
        (BODY, "e1", None, Kept.DUPLICATE, ("delivery:duplicated", "allowed", "duplicate")),
        (b"other", "e1", 101, Kept.CONFLICT, ("delivery:refused", "refused", "conflict")),
        (BODY, "e2", 101, Kept.STORED, ("delivery:accepted", "allowed", "")),
        (BODY, None, None, Kept.STORED, ("delivery:accepted", "allowed", "")),
    ],
)
def test_an_event_is_known_by_its_id_and_time(
    records: Records,
    body: bytes,
    event_id: str | None,
    sent_at: int | None,
    kept: Kept,
    logged: tuple[str, str, str],
) -> None:
    assert deliver(records, event_id="e1", sent_at=100) is Kept.STORED
    assert deliver(records, body, event_id=event_id, sent_at=sent_at) is kept
    assert log(records)[-1] == logged
    assert waiting(records) == (2 if kept is Kept.STORED else 1)


def test_a_retry_cannot_be_replayed(records: Records) -> None:
    deliver(records, event_id="e1", sent_at=100)
    assert deliver(records, event_id="e1", sent_at=105) is Kept.RETRIED
    assert deliver(records, event_id="e1", sent_at=105) is Kept.REPLAYED


def test_an_event_id_of_another_source_is_another_event(records: Records) -> None:
    deliver(records, event_id="e1", sent_at=100)
    with records.act(SOURCE) as act:
        kept = accept(
            act, source_id="other", kind="transcript", body=BODY, event_id="e1", sent_at=100
        )
    assert kept is Kept.STORED


def test_an_event_id_is_not_kept_as_it_came(records: Records) -> None:
    deliver(records, event_id="chloe.zhang@mail.example")
    for file in records.place.database.parent.iterdir():
        assert b"chloe.zhang" not in file.read_bytes()


def test_a_broken_delivery_is_sealed_and_parked_at_once(records: Records) -> None:
    with records.act(SOURCE) as act:
        kept = accept_broken(
            act, source_id="shop", kind="transcript", body=b"\xff Chloe", reason="not_json"
        )
        again = accept_broken(
            act, source_id="shop", kind="transcript", body=b"\xff Chloe", reason="not_json"
        )
    assert (kept, again) == (Kept.STORED, Kept.DUPLICATE)
    assert counts(records)[DeliveryStatus.PARKED] == 1
    assert take(records, worker="worker-1", lease=LEASE) is None


def test_a_refusal_keeps_nothing_but_its_entry(records: Records) -> None:
    with records.act(SOURCE) as act:
        refuse(act, source_id=None, kind="", reason="unknown_address", size=12)
    assert sum(counts(records).values()) == 0
    assert log(records) == [("delivery:refused", "refused", "unknown_address")]


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
    with pytest.raises(ZeroDivisionError), records.act(WORKER) as act:
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


def test_what_cannot_be_processed_is_parked_and_can_be_put_back(
    records: Records, reader: Actor
) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    assert give_back(records, taken.id, worker="worker-1", reason="unparsable", next_try_at=None)
    assert counts(records)[DeliveryStatus.PARKED] == 1
    assert ("delivery:parked", "allowed", "unparsable") in log(records)
    with records.act(CLI) as act:
        assert retry(act, taken.id) == 1
    with pytest.raises(NotFound), records.act(CLI) as act:
        retry(act, taken.id)
    again = take(records, worker="worker-1", lease=LEASE)
    assert again
    assert again.attempts == 1
    give_back(records, taken.id, worker="worker-1", reason="unparsable", next_try_at=None)
    with records.act(CLI) as act:
        assert retry(act, None) == 1


def test_a_delivery_whose_key_is_gone_is_parked_and_the_next_taken(records: Records) -> None:
    deliver(records, b"1")
    deliver(records, b"2")
    with opened(records.place.database) as db:
        first = db.execute("SELECT id FROM deliveries WHERE number = 1").fetchone()[0]
    records.keys.shred(f"delivery:{first}")
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    assert taken.body == b"2"
    assert ("delivery:parked", "allowed", "key_gone") in log(records)


def test_a_delivery_with_changed_bytes_is_parked(records: Records) -> None:
    deliver(records)
    with opened(records.place.database) as db:
        db.execute("UPDATE deliveries SET body = randomblob(60)")
    assert take(records, worker="worker-1", lease=LEASE) is None
    assert ("delivery:parked", "allowed", "seal_broken") in log(records)


def test_deliveries_are_listed_from_new_to_old_without_bodies(records: Records) -> None:
    for number in range(3):
        deliver(records, str(number).encode())
    with records.act(CLI) as act:
        first = list_deliveries(act, limit=2)
        second = list_deliveries(act, before=first.next, limit=2)
        parked = list_deliveries(act, status=DeliveryStatus.PARKED)
    assert [d.number for d in first.deliveries] == [3, 2]
    assert [d.number for d in second.deliveries] == [1]
    assert (first.total, second.next, parked.total) == (3, None, 0)
    assert not hasattr(first.deliveries[0], "body")
    assert log(records)[-1][0] == Event.DELIVERY_LISTED


def test_the_line_says_since_when_it_waits(records: Records, clock: Clock) -> None:
    assert oldest_waiting(records) is None
    start = clock.now
    deliver(records, b"1")
    clock.move(minutes=3)
    deliver(records, b"2")
    assert oldest_waiting(records) == start


def test_taking_does_not_sort_the_whole_line(records: Records) -> None:
    with records.peek() as look:
        plan = look.db.execute(
            "EXPLAIN QUERY PLAN SELECT number FROM deliveries WHERE status = 'waiting' "
            "AND (next_try_at IS NULL OR next_try_at <= '') ORDER BY number LIMIT 1"
        ).fetchall()
    words = " ".join(str(row[-1]) for row in plan)
    assert "USING INDEX" in words
    assert "TEMP B-TREE" not in words


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


@pytest.mark.parametrize("before", [True, False])
def test_what_was_set_aside_belongs_to_the_session_that_is_kept(
    records: Records, *, before: bool
) -> None:
    """Noted before the session is kept, or after."""
    for number in range(3):
        deliver(records, str(number).encode())
    first, second, other = (take(records, worker="worker-1", lease=LEASE) for _ in range(3))
    assert first
    assert second
    assert other
    note_reference(records, other, "of somebody else")
    if before:
        note_reference(records, first, "conversation-1")
    with records.act(WORKER) as act:
        session_id = keep(act, snapshot(first.source_id)).session_id
        finish(act, second.id, session_id)
    if not before:
        note_reference(records, first, "conversation-1")
    with records.act(CLI) as act:
        found = {each.id: each.session_id for each in list_deliveries(act).deliveries}
    assert found == {first.id: session_id, second.id: session_id, other.id: None}


def test_nothing_is_noted_of_a_conversation_that_was_erased(records: Records) -> None:
    deliver(records)
    taken = take(records, worker="worker-1", lease=LEASE)
    assert taken
    with records.act(CLI) as act:
        session_id = keep(act, snapshot(taken.source_id)).session_id
        ask_erasure(act, session_id, reason="subject_request")
    with pytest.raises(Erased):
        note_reference(records, taken, "conversation-1")
    note_reference(records, taken, "conversation-2")


def test_finishing_does_not_look_through_all_deliveries(records: Records) -> None:
    with records.peek() as look:
        plan = look.db.execute(f"EXPLAIN QUERY PLAN {_TAKE_ALONG}", {"session": "x"}).fetchall()
    words = " ".join(str(row[-1]) for row in plan)
    assert "SCAN" not in words
    assert "(reference_digest=? AND session_id=?)" in words
