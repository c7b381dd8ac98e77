"""The sweep deletes what is due and nothing else, each deletion with its entry."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.actors import Actor
from models.errors import KeyGone
from models.keeping.due import Counts, days_ahead
from models.keeping.eraser import Eraser
from models.keeping.erasing import get_erasure
from models.keeping.holds import place_hold, release_hold
from models.keeping.retention import Kept, Rules
from models.keeping.sweeping import plan_sweep
from models.log.events import Event
from models.records import Records
from models.store import opened
from models.transcripts.sessions import SessionStatus, find_original, keep, open_session
from tests.models.keeping.swept import DAY, RULES, counts, events, swept
from tests.models.scene import CLI, WORKER, Clock, redacted, snapshot


def test_each_kind_goes_when_its_own_time_is_over(
    records: Records, keep_all: Callable[[str], str], clock: Clock, source_id: str, reader: Actor
) -> None:
    session_id = keep_all("one")
    whole = {"sessions": 1, "originals": 1, "deliveries": 1, "reviews": 1, "messages": 2}
    assert swept(records).counts == Counts()
    assert counts(records) == whole
    clock.move(days=20)
    assert swept(records).counts == Counts(deliveries=1)
    clock.move(days=29)
    assert swept(records).counts == Counts()
    clock.move(days=1)
    assert swept(records).counts == Counts(originals=1)
    assert find_original(records, source_id, "one") is None
    with pytest.raises(KeyGone):
        records.keys.key(f"session:{session_id}")
    with records.act(reader) as act:
        assert open_session(act, session_id).messages, "the masked text is still read"
    clock.move(days=20)
    assert swept(records).counts == Counts(reviews=1)
    assert counts(records) == {**whole, "originals": 0, "deliveries": 0, "reviews": 0}
    clock.move(days=30)
    assert swept(records).counts == Counts(sessions=1)
    with records.peek() as look:
        assert look.db.table("sessions").get(session_id)["status"] == SessionStatus.ERASING


def test_every_deletion_is_an_entry(
    records: Records, keep_all: Callable[[str], str], clock: Clock
) -> None:
    keep_all("one")
    for days in (20, 30, 20, 30):
        clock.move(days=days)
        swept(records)
    told = [event for event in events(records) if event.split(":")[1] in ("deleted", "swept")]
    assert told == [
        "delivery:deleted", "retention:swept", "original:deleted", "retention:swept",
        "review:deleted", "retention:swept", "retention:swept",
    ]  # fmt: skip
    assert "erasure:asked" in events(records)


def test_a_dry_run_counts_and_deletes_nothing(
    records: Records, keep_all: Callable[[str], str], clock: Clock
) -> None:
    for name in ("one", "two"):
        keep_all(name)
    clock.move(days=60)
    before = counts(records), events(records)
    assert plan_sweep(records, RULES) == Counts(originals=2, deliveries=2)
    assert (counts(records), events(records)[:-1]) == before
    assert swept(records).counts == Counts(originals=2, deliveries=2)


def test_what_is_held_is_left_out_and_the_rest_goes(
    records: Records, keep_all: Callable[[str], str], clock: Clock, officer: Actor
) -> None:
    held, other = keep_all("held"), keep_all("other")
    with records.act(officer) as act:
        hold_id = place_hold(act, held, reason="legal_claim")
    clock.move(days=200)
    result = swept(records)
    assert result.counts == Counts(sessions=1, deliveries=1, reviews=0, held=1)
    with records.peek() as look:
        rows = {row["id"]: row["status"] for row in look.db.table("sessions").rows}
        assert look.db.table("originals").count_where("session_id = ?", [held]) == 1
        assert look.db.table("deliveries").count_where("session_id = ?", [held]) == 1
        assert look.db.table("reviews").count_where("session_id = ?", [held]) == 1
    assert rows == {held: SessionStatus.WAITING, other: SessionStatus.ERASING}
    assert records.keys.key(f"session:{held}")
    with records.act(officer) as act:
        release_hold(act, hold_id)
    assert swept(records).counts.sessions == 1


def test_a_source_with_its_own_periods(
    records: Records, keep_all: Callable[[str], str], clock: Clock, source_id: str
) -> None:
    keep_all("one")
    clock.move(days=5)
    short = replace(RULES.usual, session=4 * DAY)
    assert swept(records, Rules(usual=RULES.usual, by_source={"other": short})).counts == Counts()
    own = Rules(usual=RULES.usual, by_source={source_id: short})
    assert swept(records, own).counts.sessions == 1


def test_a_conversation_that_goes_on_is_kept_on(
    records: Records, keep_all: Callable[[str], str], clock: Clock, source_id: str
) -> None:
    keep_all("one")
    clock.move(days=99)
    swept(records)
    with records.act(WORKER) as act:
        keep(act, snapshot(source_id, reference="one", order=("9",), base_revision=0))
    clock.move(days=40)
    assert swept(records).counts.sessions == 0
    clock.move(days=60)
    assert swept(records).counts.sessions == 1


def test_redacting_again_does_not_prolong(
    records: Records, keep_one: Callable[..., str], clock: Clock
) -> None:
    keep_one()
    clock.move(days=99)
    keep_one(redacted=redacted("masked better now"))
    clock.move(days=1)
    assert plan_sweep(records, RULES).sessions == 1


def test_batches_follow_each_other_until_nothing_is_due(
    records: Records, keep_one: Callable[..., str], clock: Clock
) -> None:
    for number in range(7):
        keep_one(reference=str(number))
    clock.move(days=101)
    first = swept(records, most=4)
    assert (first.counts.sessions, first.more) == (4, True)
    last = swept(records, most=4)
    assert (last.counts.sessions, last.more) == (3, False)


def test_comments_and_masked_text_are_gone_from_every_file(
    records: Records,
    keep_all: Callable[[str], str],
    make_eraser: Callable[..., Eraser],
    clock: Clock,
) -> None:
    session_id = keep_all("zebrafish")
    folder = records.place.database.parent
    with opened(records.place.database):  # keeps the write-ahead log there
        clock.move(days=71)
        swept(records)
        assert not [f.name for f in folder.iterdir() if b"comment zebrafish" in f.read_bytes()]
        clock.move(days=31)
        swept(records)
        make_eraser().run_once()
        assert not [f.name for f in folder.iterdir() if b"how can I help" in f.read_bytes()]
    with records.act(CLI) as act:
        assert get_erasure(act, session_id).reason == "retention"
        act.log(Event.ERASURE_LISTED)


def test_the_days_ahead_say_what_goes_when(
    records: Records, keep_one: Callable[..., str], clock: Clock
) -> None:
    keep_one(reference="one")
    clock.move(days=10)
    keep_one(reference="two")
    clock.move(days=85)
    with records.peek() as look:
        assert days_ahead(look.db, Kept.SESSION, RULES, clock.now, 30) == {
            "2026-06-10": 1,
            "2026-06-20": 1,
        }
        assert days_ahead(look.db, Kept.SESSION, RULES, clock.now, 10) == {"2026-06-10": 1}
        assert days_ahead(look.db, Kept.ORIGINAL, RULES, clock.now, 10) == {"2026-06-05": 2}
