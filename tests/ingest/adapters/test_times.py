from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.adapters.times import to_utc

EARLIEST = datetime(1971, 1, 1)  # noqa: DTZ001 - a bound for naive ones
LATEST = datetime(9998, 12, 31)  # noqa: DTZ001 - as above


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2024-03-02T10:00:00.123456+01:00", "2024-03-02T09:00:00.123456Z"),
        ("2024-03-02T10:09:31.000026941+01:00", "2024-03-02T09:09:31.000026Z"),
        ("2024-03-02T10:00:00.1-08:00", "2024-03-02T18:00:00.100000Z"),
        ("2024-03-02T10:00:00.1234567Z", "2024-03-02T10:00:00.123456Z"),
        ("2024-03-02T10:00:00+0530", "2024-03-02T04:30:00.000000Z"),
        ("2024-03-02T10:00:00-11", "2024-03-02T21:00:00.000000Z"),
        ("2024-03-02 10:00:00", "2024-03-02T10:00:00.000000Z"),
        ("2024-12-31T23:59:60Z", "2024-12-31T23:59:59.000000Z"),
        ("1709370001.000100", "2024-03-02T09:00:01.000100Z"),
        (1709370001, "2024-03-02T09:00:01.000000Z"),
        ("1709370001123", "2024-03-02T09:00:01.123000Z"),
        (1709370001123456, "2024-03-02T09:00:01.123456Z"),
        ("", ""),
        (None, ""),
        (True, ""),
        ({}, ""),
        ("yesterday", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("1970-01-01T01:00:00+01:00", ""),
        ("2024-13-02T10:00:00Z", ""),
        ("9999-12-31T23:59:59-14:00", ""),
        ("9999-12-31T23:59:59Z", ""),
        ("2024-03-02", ""),
        (5, ""),
    ],
)
def test_vendors_times_become_utc_text_of_one_width(given_, expected):
    assert to_utc(given_) == expected


@given(st.datetimes(EARLIEST, LATEST), st.datetimes(EARLIEST, LATEST))
def test_text_order_is_time_order(one, other):
    texts = to_utc(one.isoformat()), to_utc(other.isoformat())
    assert (texts[0] < texts[1]) == (one < other)


@given(st.datetimes(), st.sampled_from([-14, 0, 14]), st.sampled_from([-12, 14]))
def test_a_time_can_be_shown_wherever_the_pages_are_read(moment, written_in, read_in):
    text = to_utc(f"{moment.isoformat()}{written_in:+03}:00")
    if text:
        datetime.fromisoformat(text).astimezone(timezone(timedelta(hours=read_in)))


@given(st.text() | st.integers() | st.floats() | st.none())
def test_anything_gives_a_time_or_nothing(value):
    assert len(to_utc(value)) in (0, 27)
