"""A clock that was set wrong deletes nothing, and neither does a sweep that would take too much."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keeping.sweep_guard import FEW, Confirmation, Limits, Stop, find_stop

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY, YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=3650)


def stop(**changes: object) -> Stop | None:
    facts: dict[str, object] = {
        "now": NOW,
        "known": NOW - timedelta(minutes=5),
        "ran_for": timedelta(minutes=5),
        "due": 10,
        "total": 1000,
        "limits": Limits(),
        "confirmed": None,
    }
    return find_stop(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"known": None, "ran_for": None}, None),
        ({"now": NOW + YEARS}, Stop.CLOCK_JUMPED),
        ({"now": NOW + YEARS, "ran_for": None}, Stop.CLOCK_JUMPED),
        ({"now": NOW + 2 * DAY}, Stop.CLOCK_JUMPED),
        ({"now": NOW + 2 * DAY, "ran_for": 2 * DAY}, None),
        ({"now": NOW + 2 * DAY, "ran_for": None}, None),
        ({"now": NOW + 8 * DAY, "ran_for": None}, Stop.CLOCK_JUMPED),
        ({"now": NOW - DAY}, Stop.CLOCK_BACK),
        ({"due": FEW, "total": FEW}, None),
        ({"due": FEW + 1, "total": FEW + 1}, Stop.TOO_MANY),
        ({"due": 251}, Stop.TOO_MANY),
        ({"due": 250}, None),
        ({"due": 0, "total": 0, "now": NOW + YEARS}, None),
    ],
)
def test_what_stops_a_sweep(changes: dict[str, object], expected: Stop | None) -> None:
    assert stop(**changes) is expected


@pytest.mark.parametrize("facts", [{"due": 251}, {"known": NOW - YEARS}, {"known": NOW + DAY}])
def test_a_person_can_let_it_go_on(facts: dict[str, object]) -> None:
    assert stop(**facts) is not None
    assert stop(**facts, confirmed=Confirmation(at=NOW - HOUR, sessions=251)) is None


@pytest.mark.parametrize(
    "confirmed",
    [
        Confirmation(at=NOW - 25 * HOUR, sessions=1000),
        Confirmation(at=NOW + HOUR, sessions=1000),
        Confirmation(at=NOW - HOUR, sessions=100),
    ],
)
def test_what_was_confirmed_is_for_a_day_and_for_what_was_shown(confirmed: Confirmation) -> None:
    assert stop(due=251, confirmed=confirmed) is Stop.TOO_MANY


@given(
    jump=st.timedeltas(min_value=timedelta(days=8), max_value=timedelta(days=36_500)),
    ran_for=st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=6)),
    due=st.integers(min_value=1, max_value=10**6),
)
def test_no_jump_deletes_anything(jump: timedelta, ran_for: timedelta | None, due: int) -> None:
    assert stop(now=NOW + jump, ran_for=ran_for, due=due, total=10**7) is Stop.CLOCK_JUMPED
