"""The sweep deletes what is due and nothing else, is finished after a kill, and minds holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor
from models.errors import KeyGone, Unwritable
from models.intake.inbox import accept, finish, take
from models.keeping.byte_scan import scan_here
from models.keeping.due import Counts, days_ahead
from models.keeping.eraser import Eraser
from models.keeping.erasing import get_erasure
from models.keeping.holds import place_hold, release_hold
from models.keeping.keeping_desk import confirm_sweep
from models.keeping.retention import Kept, Periods, Rules
from models.keeping.sweep_guard import Limits, Stop
from models.keeping.sweeping import plan_sweep, sweep
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.review.reviews import save_review
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_holds import place_subject_hold
from models.store import opened
from models.transcripts.sessions import SessionStatus, find_original, keep, open_session
from tests.models.scene import CLI, WORKER, Clock, redacted, snapshot

DAY = timedelta(days=1)
RULES = Rules(
    usual=Periods(session=100 * DAY, original=50 * DAY, delivery=20 * DAY, review=70 * DAY)
)
OPEN = Limits(gap=timedelta(days=10_000), share=100)


@pytest.fixture
def keep_all(records: Records, source_id: str, reader: Actor) -> Callable[[str], str]:
    """A session with a delivery and a draft review."""

    def keeping(reference: str) -> str:
        body = f'{{"reference": "{reference}"}}'.encode()
        with records.act(WORKER) as act:
            accept(act, source_id=source_id, kind="transcript", body=body)
        taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
        assert taken is not None
        with records.act(WORKER) as act:
            kept = keep(act, snapshot(source_id, reference=reference, original=body))
            finish(act, taken.id, kept.session_id, "kept")
        with records.act(reader) as act:
            save_review(act, kept.session_id, {}, f"comment {reference}", publish=False)
        return kept.session_id

    return keeping


def counts(records: Records) -> dict[str, int]:
    with records.peek() as look:
        return {
            table: look.db.table(table).count
            for table in ("sessions", "originals", "deliveries", "reviews", "messages")
        }


def swept(records: Records, rules: Rules = RULES, **options: Any) -> Any:
    listed = records.place.database.parent / "erased.jsonl"
    return sweep(records, rules, limits=options.pop("limits", OPEN), listed=listed, **options)


def events(records: Records) -> list[str]:
    with records.act(CLI) as act:
        return [entry.event for entry in export_entries(act)]


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


class Meanwhile:
    """Records under which something happens after they were looked at, before the next act."""

    def __init__(self, records: Records, happens: Callable[[], object]) -> None:
        self._records = records
        self._happens: Callable[[], object] | None = happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)

    def act(self, actor: Actor) -> Any:
        happens, self._happens = self._happens, None
        if happens:
            happens()
        return self._records.act(actor)


@pytest.mark.parametrize("days", [20, 50, 70, 100])
def test_two_sweeps_at_once_delete_each_thing_once(
    records: Records, keep_all: Callable[[str], str], clock: Clock, days: int
) -> None:
    keep_all("one")
    clock.move(days=days)
    both = cast("Records", Meanwhile(records, lambda: swept(records)))
    assert swept(both).counts == Counts()
    told = [event for event in events(records) if event.endswith((":deleted", ":asked"))]
    assert len(told) == len(set(told)) > 0


def test_a_chat_that_goes_on_meanwhile_keeps_what_is_fresh(
    records: Records, keep_all: Callable[[str], str], clock: Clock, source_id: str
) -> None:
    session_id = keep_all("one")
    clock.move(days=120)

    def goes_on() -> None:
        more = snapshot(source_id, reference="one", original=b"more", order=("2026-07", "1"))
        with records.act(WORKER) as act:
            assert keep(act, more).session_id == session_id

    assert swept(cast("Records", Meanwhile(records, goes_on))).counts.sessions == 0
    assert find_original(records, source_id, "one")


def test_a_hold_whose_last_day_is_over_ends_with_the_sweep(
    records: Records, keep_all: Callable[[str], str], clock: Clock, officer: Actor
) -> None:
    session_id = keep_all("one")
    with records.act(officer) as act:
        place_hold(act, session_id, reason="authority", ends_at=clock.now + 150 * DAY)
    clock.move(days=120)
    assert swept(records).counts.held == 1
    clock.move(days=31)
    assert swept(records).counts.sessions == 1
    assert "hold:released" in events(records)


def test_a_clock_ahead_ends_no_hold(
    records: Records, keep_all: Callable[[str], str], clock: Clock, officer: Actor
) -> None:
    """Also where the hold keeps all that would be due, so that nothing else asks for the clock."""
    session_id = keep_all("one")
    with records.act(officer) as act:
        place_hold(act, session_id, reason="authority", ends_at=clock.now + 300 * DAY)
    assert swept(records, limits=Limits()).stop is None
    before = counts(records)
    clock.move(days=400)
    result = swept(records, limits=Limits(), ran_for=timedelta(minutes=5))
    assert (result.stop, result.counts.total) == (Stop.CLOCK_JUMPED, 0)
    assert "hold:released" not in events(records)
    clock.move(days=-400)
    assert swept(records, limits=Limits(), ran_for=timedelta(minutes=5)).stop is None
    assert counts(records) == before
    clock.move(days=301)
    assert swept(records).counts.sessions == 1, "in its time it ends"
    assert "hold:released" in events(records)


def test_a_clock_ahead_ends_no_hold_on_a_person(
    records: Records, keep_one: Callable[..., str], clock: Clock, officer: Actor
) -> None:
    email = Identifier(kind=IdentifierKind.EMAIL, value="sara.lee@mail.example")
    with records.act(officer) as act:
        place_subject_hold(act, [email], reason="authority", ends_at=clock.now + 300 * DAY)
    keep_one(identifiers=(email,))
    swept(records, limits=Limits())
    clock.move(days=400)
    result = swept(records, limits=Limits(), ran_for=timedelta(minutes=5))
    assert (result.stop, result.counts.total) == (Stop.CLOCK_JUMPED, 0)
    assert "subject_hold:released" not in events(records)


def test_a_flood_that_ended_holds_set_free_waits_for_a_person(
    records: Records, keep_one: Callable[..., str], clock: Clock, officer: Actor
) -> None:
    for number in range(102):
        session_id = keep_one(reference=str(number))
        with records.act(officer) as act:
            place_hold(act, session_id, reason="authority", ends_at=clock.now + 150 * DAY)
    clock.move(days=151)
    result = swept(records, limits=Limits())
    assert (result.stop, result.counts.total) == (Stop.TOO_MANY, 0)
    assert events(records).count("hold:released") == 102, "the clock was right"
    with records.peek() as look:
        assert not look.db.table("sessions").count_where("status = 'erasing'")
        assert next(iter(look.db.table("sweeps").rows))["sessions"] == 102


def test_who_confirms_that_holds_end_has_not_confirmed_what_they_set_free(
    records: Records, keep_all: Callable[[str], str], clock: Clock, officer: Actor
) -> None:
    session_id = keep_all("one")
    with records.act(officer) as act:
        place_hold(act, session_id, reason="authority", ends_at=clock.now + 300 * DAY)
    assert swept(records, limits=Limits()).stop is None
    clock.move(days=400)
    assert swept(records, limits=Limits()).stop is Stop.CLOCK_JUMPED
    with records.act(officer) as act:
        confirm_sweep(act)
    before = counts(records)
    for _ in range(2):
        result = swept(records, limits=Limits())
        assert (result.stop, result.counts.total) == (Stop.CLOCK_JUMPED, 0)
        assert "hold:released" in events(records)
        assert counts(records) == before
    with records.peek() as look:
        assert [row["sessions"] for row in look.db.table("sweeps").rows] == [0, 1]
    with records.act(officer) as act:
        confirm_sweep(act)
    assert swept(records, limits=Limits()).counts.sessions == 1


def test_who_confirms_that_a_hold_ends_is_not_asked_twice_where_it_frees_nothing(
    records: Records, keep_one: Callable[..., str], clock: Clock, officer: Actor
) -> None:
    email = Identifier(kind=IdentifierKind.EMAIL, value="sara.lee@mail.example")
    with records.act(officer) as act:
        place_subject_hold(act, [email], reason="authority", ends_at=clock.now + 300 * DAY)
    swept(records, limits=Limits())
    clock.move(days=400)
    assert swept(records, limits=Limits()).stop is Stop.CLOCK_JUMPED
    with records.act(officer) as act:
        confirm_sweep(act)
    assert swept(records, limits=Limits()).stop is None
    assert "subject_hold:released" in events(records)


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


def test_a_clock_ten_years_ahead_deletes_nothing(
    records: Records, keep_all: Callable[[str], str], clock: Clock, officer: Actor
) -> None:
    keep_all("one")
    swept(records, limits=Limits())
    before = counts(records)
    clock.move(days=3650)
    for ran_for in (None, timedelta(minutes=5)):
        result = swept(records, limits=Limits(), ran_for=ran_for)
        assert (result.stop, result.counts.total) == (Stop.CLOCK_JUMPED, 0)
    assert counts(records) == before
    assert events(records).count("retention:stopped") == 1, "the same stop is told once"
    with records.peek() as look:
        assert look.db.table("notices").count_where("person_id = ?", [officer.id]) == 1
    clock.move(days=-3650)
    assert swept(records, limits=Limits()).stop is None


def test_a_flood_of_what_is_due_waits_for_a_person(
    records: Records, keep_one: Callable[..., str], clock: Clock
) -> None:
    for number in range(102):
        keep_one(reference=str(number))
    swept(records)
    clock.move(days=101)
    result = swept(records, limits=Limits(gap=timedelta(days=9999)))
    assert (result.stop, result.counts.total) == (Stop.TOO_MANY, 0)


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


def test_a_sweep_that_was_cut_off_is_finished_by_the_next(
    records: Records,
    keep_all: Callable[[str], str],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    source_id: str,
) -> None:
    from models.seals.key_store import KeyStore

    keep_all("one")
    clock.move(days=60)
    whole = KeyStore.shred_all

    def cut_off(store: KeyStore, ids: Any) -> int:
        whole(store, ids)
        raise Unwritable("SQLITE_FULL")

    monkeypatch.setattr(KeyStore, "shred_all", cut_off)
    with pytest.raises(Unwritable):
        swept(records)
    monkeypatch.setattr(KeyStore, "shred_all", whole)
    assert counts(records)["originals"] == 1
    assert swept(records).counts == Counts(originals=1, deliveries=1)
    assert find_original(records, source_id, "one") is None


def test_comments_and_masked_text_are_gone_from_every_file(
    records: Records, keep_all: Callable[[str], str], clock: Clock
) -> None:
    session_id = keep_all("zebrafish")
    folder = records.place.database.parent
    eraser = Eraser(
        records=records,
        listed=folder / "erased.jsonl",
        scanned=(folder,),
        signing_key=Ed25519PrivateKey.generate(),
        look=scan_here,
    )
    with opened(records.place.database):  # keeps the write-ahead log there
        clock.move(days=71)
        swept(records)
        assert not [f.name for f in folder.iterdir() if b"comment zebrafish" in f.read_bytes()]
        clock.move(days=31)
        swept(records)
        eraser.run_once()
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
