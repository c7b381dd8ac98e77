"""Guessing at webhook addresses is told to stop; a right address is never kept waiting."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.adapters import KINDS
from ingest.app import create_app
from ingest.guesses import _MOST_KEPT, _MOST_TOLD, Guesses
from models.intake.sources import add_source
from tests.ingest.samples import as_bytes, transcript
from tests.ingest.vendor import Vendor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WRONG = "/chatlio/transcript/" + "x" * 43
BODY = as_bytes(transcript())


@pytest.fixture
def app(records, clock):
    return create_app(records, max_body_bytes=4_096, clock=clock, most_guesses=3)


@pytest.fixture
def right(records, operator):
    with records.act(operator) as act:
        made = add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"])
    return f"/chatlio/transcript/{made.tokens['transcript']}"


def test_the_fourth_wrong_address_in_a_minute_is_told_to_wait_in_one_entry(
    app, right, entries, clock
):
    stranger = Vendor(app)
    before = len(entries())
    answers = [stranger.post(WRONG, content=BODY) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [404] * 3 + [429] * 6
    assert {answer.content for answer in answers} == {b""}
    (entry,) = entries()[before:]
    assert (entry.event, entry.reason, entry.outcome) == ("delivery:refused", "guesses", "refused")
    assert (entry.actor_id, entry.address) == ("unknown", "203.0.113.7")
    assert "x" * 43 not in entry.as_json()
    clock.pass_(timedelta(minutes=1))
    assert stranger.post(WRONG, content=BODY).status_code == 404


def test_a_right_address_passes_whatever_else_comes_from_there(app, right):
    vendor = Vendor(app)
    for _ in range(9):
        vendor.post(WRONG, content=BODY)
        assert vendor.post(right, content=BODY).status_code == 200


def test_another_network_is_not_kept_waiting(app, right):
    for _ in range(9):
        Vendor(app).post(WRONG, content=BODY)
    assert Vendor(app, host="198.51.100.7").post(WRONG, content=BODY).status_code == 404


def test_one_customer_is_one_network():
    guesses = Guesses(1)
    assert not guesses.count("2001:db8::1", NOW).too_many
    assert guesses.count("2001:db8::2", NOW).too_many
    assert not guesses.count("2001:db8:0:1::2", NOW).too_many


def test_nought_is_any_number():
    guesses = Guesses(0)
    assert not any(guesses.count("203.0.113.7", NOW).too_many for _ in range(500))


def test_strangers_fill_neither_the_memory_nor_the_log():
    guesses, told = Guesses(1), 0
    for number in range(_MOST_KEPT + 50):
        for _ in range(3):
            told += guesses.count(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", NOW).tell
    assert told == _MOST_TOLD
    assert len(guesses._tried) == _MOST_KEPT
    assert not guesses.count("10.0.0.1", NOW + timedelta(minutes=1)).too_many
    assert len(guesses._tried) == 1


def test_a_clock_that_is_set_back_locks_nobody_out():
    guesses = Guesses(1)
    guesses.count("203.0.113.7", NOW)
    assert not guesses.count("203.0.113.7", NOW - timedelta(hours=1)).too_many
