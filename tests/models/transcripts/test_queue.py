"""The queue: by pages, in both orders, filtered, and quick."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from models.actors import Actor
from models.keeping.erasing import ask_erasure
from models.records import Records
from models.review.reviews import save_review
from models.store import opened
from models.transcripts.sessions import (
    QueueFilter,
    QueueOrder,
    SessionStatus,
    next_waiting,
    queue,
    session_before,
)
from tests.models.scene import CLI, Clock
from tests.models.transcripts.keeping import FULL, keep_snapshot


def three(records: Records, source_id: str) -> list[str]:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    return [
        keep_snapshot(
            records, source_id, reference=str(number), started_at=start + timedelta(days=number)
        ).session_id
        for number in range(3)
    ]


def test_the_queue_goes_by_pages_in_both_orders(
    records: Records, source_id: str, reader: Actor
) -> None:
    ids = three(records, source_id)
    for order, wanted in ((QueueOrder.OLDEST, ids), (QueueOrder.NEWEST, ids[::-1])):
        seen: list[str] = []
        after: str | None = None
        for _ in range(3):
            with records.act(reader) as act:
                page = queue(act, QueueFilter(order=order), after=after, limit=1)
            assert page.total == 3
            seen += [row.id for row in page.rows]
            after = page.next
        assert after is None
        assert seen == wanted


def test_the_queue_is_filtered(records: Records, source_id: str, reader: Actor) -> None:
    ids = three(records, source_id)
    keep_snapshot(records, source_id, reference="q", quarantine_reason="survivor")
    cases = [
        (QueueFilter(status=SessionStatus.WAITING), 3),
        (QueueFilter(status=SessionStatus.QUARANTINED), 1),
        (QueueFilter(source_id=source_id), 4),
        (QueueFilter(source_id="other"), 0),
        (QueueFilter(source_id=source_id, status=SessionStatus.REVIEWED), 0),
        (QueueFilter(since=datetime(2026, 3, 2, tzinfo=UTC)), 2),
        (QueueFilter(until=datetime(2026, 3, 1, tzinfo=UTC)), 0),
    ]
    with records.act(reader) as act:
        assert [queue(act, wanted).total for wanted, _ in cases] == [count for _, count in cases]
        page = queue(act, QueueFilter(status=SessionStatus.WAITING))
    assert [row.id for row in page.rows] == ids[::-1]


@pytest.mark.parametrize("after", ["", "~", "x", "x~y", "~~~", "' OR 1=1~", "\x00~\x00"])
def test_a_page_mark_that_is_none_is_harmless(
    records: Records, source_id: str, reader: Actor, after: str
) -> None:
    three(records, source_id)
    with records.act(reader) as act:
        assert queue(act, after=after).total == 3


def test_the_next_session_is_the_next_in_the_queue(
    records: Records, source_id: str, reader: Actor, lead: Actor
) -> None:
    oldest, middle, newest = three(records, source_id)
    with records.act(reader) as act:
        found = [next_waiting(act, after) for after in (None, newest, middle, oldest, "nonsense")]
        assert found == [newest, middle, oldest, newest, newest]
        save_review(act, newest, FULL, "", publish=True)
        assert next_waiting(act) == middle
        save_review(act, middle, FULL, "", publish=False)
        assert next_waiting(act) == middle
        save_review(act, middle, FULL, "", publish=True)
        save_review(act, oldest, FULL, "", publish=True)
        assert next_waiting(act, oldest) is None


def test_the_session_before_is_found_though_it_was_reviewed(
    records: Records, source_id: str, reader: Actor
) -> None:
    oldest, middle, newest = three(records, source_id)
    with records.act(reader) as act:
        save_review(act, middle, FULL, "", publish=True)
        assert next_waiting(act, newest) == oldest
        found = [session_before(act, one) for one in (oldest, middle, newest, "nonsense")]
        assert found == [middle, newest, None, None]


def test_the_session_before_is_none_that_nobody_may_read(
    records: Records, source_id: str, reader: Actor
) -> None:
    oldest, middle, newest = three(records, source_id)
    with records.act(CLI) as act:
        ask_erasure(act, middle, reason="officer")
    with records.act(reader) as act:
        assert session_before(act, oldest) == newest
        queue(act)


@pytest.mark.slow
def test_a_page_of_the_queue_reads_little_of_a_hundred_thousand_sessions(
    records: Records, source_id: str, reader: Actor, clock: Clock
) -> None:
    keep_snapshot(records, source_id)
    with opened(records.place.database) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            INSERT INTO sessions (id, source_id, reference_digest, kind, status, reason,
              revision, order_key, started_at, ended_at, kept_at, arrived_at, events, message_count,
              mask_count, first_reply_seconds, agents, identity, preview, policy, engine, model)
            SELECT printf('%08d', i), source_id, printf('%d', i), kind,
              CASE WHEN i % 3 THEN 'waiting' ELSE 'reviewed' END, reason, revision, order_key,
              printf('2026-01-%02dT00:00:00.%06dZ', i % 28 + 1, i), ended_at,
              kept_at, arrived_at, events, message_count, mask_count, first_reply_seconds,
              agents, identity, preview, policy, engine, model
            FROM n, (SELECT * FROM sessions)
            """
        )
        db.execute("COMMIT")
    filters = [
        QueueFilter(status=SessionStatus.WAITING),
        QueueFilter(source_id=source_id, status=SessionStatus.WAITING, order=QueueOrder.OLDEST),
        QueueFilter(source_id=source_id),
        QueueFilter(since=datetime(2026, 1, 20, tzinfo=UTC)),
        QueueFilter(),
    ]
    for wanted in filters:
        thousands_of_steps = count()
        with records.act(reader) as act:
            act.db.conn.set_progress_handler(lambda steps=thousands_of_steps: next(steps) < 0, 1000)
            page = queue(act, wanted)
            page = queue(act, wanted, after=page.next)
            act.db.conn.set_progress_handler(None, 0)
        assert len(page.rows) == 50
        # Counting steps over each session, five instructions each; two pages read add nothing.
        assert next(thousands_of_steps) < 11 * 100
