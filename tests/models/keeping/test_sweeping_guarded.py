"""A sweep that a wrong clock or a flood began waits for a person, and so do holds."""

from collections.abc import Callable
from datetime import timedelta

from models.actors import Actor
from models.keeping.holds import place_hold
from models.keeping.keeping_desk import confirm_sweep
from models.keeping.sweep_guard import Limits, Stop
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_holds import place_subject_hold
from tests.models.keeping.swept import DAY, counts, events, swept
from tests.models.scene import Clock


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
