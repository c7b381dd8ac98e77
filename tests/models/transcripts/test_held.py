"""What is held back is listed for privacy duties only, and no word of it."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from models.actors import Actor, Purpose
from models.errors import NotAllowed
from models.log.access_log import Entry, export_entries
from models.records import Records
from models.transcripts.sessions import HELD, SessionStatus, held
from tests.models.scene import CLI, Clock, redacted


def last_entry(records: Records) -> Entry:
    with records.act(CLI) as act:
        return export_entries(act)[-1]


def test_quarantined_and_withheld_sessions_are_listed_and_nothing_else(
    records: Records, officer: Actor, keep_one: Callable[..., str], clock: Clock
) -> None:
    keep_one(reference="readable")
    keep_one(reference="open", redacted=None)
    failed = keep_one(reference="failed", redacted=None, quarantine_reason="survivor")
    young = keep_one(
        reference="young",
        redacted=redacted("I am 9", flags=("minor",)),
        started_at=datetime(2026, 3, 1, 8, tzinfo=UTC),
    )
    with records.act(officer) as act:
        page = held(act)
        only = {status: held(act, status).sessions for status in HELD}
    assert [session.id for session in page.sessions] == [failed, young]
    assert (page.total, page.next) == (2, None)
    first, second = page.sessions
    assert (first.reason, first.source_name, first.revision) == ("survivor", "Shop", 1)
    assert (second.status, second.reason) == (SessionStatus.WITHHELD, "minor")
    assert second.started_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert second.held_at == clock.now
    assert only == {SessionStatus.QUARANTINED: (first,), SessionStatus.WITHHELD: (second,)}


def test_not_even_a_masked_word_is_in_it(
    records: Records, officer: Actor, keep_one: Callable[..., str]
) -> None:
    keep_one(redacted=redacted("unmistakable", flags=("minor",)))
    with records.act(officer) as act:
        (session,) = held(act).sessions
    assert {field.name for field in dataclasses.fields(session)} == {
        "id", "source_id", "source_name", "status", "reason", "started_at", "held_at", "revision",
    }  # fmt: skip
    assert "unmistakable" not in repr(session)


def test_the_look_is_an_entry(
    records: Records, officer: Actor, keep_one: Callable[..., str]
) -> None:
    keep_one(quarantine_reason="survivor")
    with records.act(officer) as act:
        held(act)
    entry = last_entry(records)
    assert (entry.event, entry.purpose) == ("session:held_listed", "privacy_duties")
    assert entry.details == {"count": 1, "older": False, "status": "any"}


def test_pages_follow_each_other_by_key(
    records: Records, officer: Actor, keep_one: Callable[..., str]
) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    kept = [
        keep_one(
            reference=str(number),
            quarantine_reason="survivor",
            started_at=start - timedelta(hours=number // 2),  # two at a time begin together
        )
        for number in range(7)
    ]
    seen: list[str] = []
    after: str | None = None
    with records.act(officer) as act:
        while True:
            page = held(act, after=after, limit=3)
            seen += [session.id for session in page.sessions]
            after = page.next
            if after is None:
                break
    assert len(seen) == len(set(seen)) == 7
    assert set(seen) == set(kept)


@pytest.mark.parametrize("after", ["", "~", "nonsense", "2026~", "~8F3KQ2ZD", "'; --~x"])
def test_any_key_is_only_a_key(records: Records, officer: Actor, after: str) -> None:
    with records.act(officer) as act:
        assert held(act, after=after).sessions == ()


@pytest.mark.parametrize(
    "purpose", [Purpose.CUSTOMER_SERVICE, Purpose.AUDIT, Purpose.OPERATION, None]
)
def test_it_is_refused_under_any_other_purpose(
    records: Records, officer: Actor, purpose: Purpose | None
) -> None:
    other = dataclasses.replace(officer, purpose=purpose)
    with pytest.raises(NotAllowed), records.act(other) as act:
        held(act)
    entry = last_entry(records)
    assert (entry.event, entry.outcome, entry.reason) == (
        "session:held_listed", "refused", "purpose",
    )  # fmt: skip


def test_it_does_not_list_what_may_be_read(records: Records, officer: Actor) -> None:
    with pytest.raises(ValueError, match="not held back"), records.act(officer) as act:
        held(act, SessionStatus.WAITING)
