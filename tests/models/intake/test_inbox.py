"""Acknowledged means kept; kept means processed exactly once."""

import pytest

from models.actors import Actor
from models.errors import Erased, NotFound
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
    refuse,
    retry,
    take,
)
from models.intake.leases import _TAKE_ALONG
from models.keeping.erasing import ask_erasure
from models.log.access_log import Event
from models.records import Records
from models.store import opened
from models.transcripts.sessions import keep
from tests.models.intake.delivering import BODY, LEASE, SOURCE, deliver, log, waiting
from tests.models.scene import CLI, WORKER, Clock, snapshot


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
