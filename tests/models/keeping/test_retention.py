"""The decision what is due: monotone in time, never taken back, holds win, no part outlives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keeping.retention import Kept, Periods, Rules, due, due_at

MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone stands below
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
LENGTHS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=36_500))
PERIODS = st.builds(Periods, session=LENGTHS, original=LENGTHS, delivery=LENGTHS, review=LENGTHS)
KINDS = st.sampled_from(Kept)


@given(kept=KINDS, since=MOMENTS, periods=PERIODS, now=MOMENTS, later=LENGTHS)
def test_what_is_due_once_stays_due(
    kept: Kept, since: datetime, periods: Periods, now: datetime, later: timedelta
) -> None:
    if due(kept, since, periods, now=now, held=False):
        assert due(kept, since, periods, now=now + later, held=False)


@given(kept=KINDS, since=MOMENTS, periods=PERIODS, now=MOMENTS)
def test_a_hold_wins(kept: Kept, since: datetime, periods: Periods, now: datetime) -> None:
    assert not due(kept, since, periods, now=now, held=True)


@given(since=MOMENTS, periods=PERIODS, now=MOMENTS)
def test_no_part_outlives_its_session(since: datetime, periods: Periods, now: datetime) -> None:
    if due(Kept.SESSION, since, periods, now=now, held=False):
        assert all(due(kept, since, periods, now=now, held=False) for kept in Kept)
    if due(Kept.ORIGINAL, since, periods, now=now, held=False):
        assert due(Kept.DELIVERY, since, periods, now=now, held=False)


@given(kept=KINDS, since=MOMENTS, periods=PERIODS, now=MOMENTS)
def test_it_is_due_when_its_time_has_come_and_not_before(
    kept: Kept, since: datetime, periods: Periods, now: datetime
) -> None:
    assert due(kept, since, periods, now=now, held=False) == (due_at(kept, since, periods) <= now)
    assert not due(
        kept, since, periods, now=due_at(kept, since, periods) - timedelta(seconds=1), held=False
    )


@given(kept=KINDS, since=MOMENTS, periods=PERIODS, longer=LENGTHS)
def test_longer_periods_make_nothing_go_earlier(
    kept: Kept, since: datetime, periods: Periods, longer: timedelta
) -> None:
    extended = Periods(
        session=periods.session + longer,
        original=periods.original + longer,
        delivery=periods.delivery + longer,
        review=periods.review + longer,
    )
    assert due_at(kept, since, extended) >= due_at(kept, since, periods)


def test_a_period_beyond_the_calendar_never_ends() -> None:
    day = timedelta(days=1)
    periods = Periods(session=timedelta.max, original=day, delivery=day, review=day)
    assert due_at(Kept.SESSION, datetime(2026, 1, 1, tzinfo=UTC), periods).year == 9999


@pytest.mark.parametrize("source", ["a", "b"])
def test_a_source_may_have_its_own_periods(source: str) -> None:
    day = timedelta(days=1)
    usual = Periods(session=day, original=day, delivery=day, review=day)
    own = Periods(session=2 * day, original=day, delivery=day, review=day)
    rules = Rules(usual=usual, by_source={"a": own})
    assert rules.periods(source) == (own if source == "a" else usual)
