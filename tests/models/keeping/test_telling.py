"""What tells a session apart, and what stands in every chat."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keeping.telling import MOST_VALUES, telling_values


def original(text: str = "", role: str = "visitor", **identity: str) -> bytes:
    return json.dumps(
        {
            "identity": {name: [value] for name, value in identity.items()},
            "transcript": {"messages": [{"role": role, "text": text}]},
        }
    ).encode()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("write to sara.lee@mail.example please", "sara.lee@mail.example"),
        ("call 212 555 0187", "212 555 0187"),
        ("call 212 555 0187", "2125550187"),
        ("order 7788994411.", "7788994411"),
        ("from 203.0.113.77", "203.0.113.77"),
        ("from 2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3:8d3:1319:8a2e:370:7348"),
    ],
)
def test_what_opens_a_door_tells(text: str, value: str) -> None:
    assert value in telling_values(original(text))


@pytest.mark.parametrize(
    "text", ["on 2026-03-02", "on 02.03.2026", "in 2026", "about 120 of 300", "version 1.2.3"]
)
def test_dates_and_small_numbers_do_not(text: str) -> None:
    assert telling_values(original(text)) == ()


@pytest.mark.parametrize(
    ("identity", "values"),
    [
        ({"name": "Sara Lee-Ann"}, {"Sara Lee-Ann", "Lee-Ann Sara"}),
        ({"name": "Quackenbush"}, {"Quackenbush"}),
        ({"username": "zebquack77"}, {"zebquack77"}),
        ({"page": "https://shop.example/u/zeb?token=c0ffee"}, {"shop.example/u/zeb?token=c0ffee"}),
    ],
)
def test_what_the_vendor_says_about_the_visitor_tells(
    identity: dict[str, str], values: set[str]
) -> None:
    assert values <= set(telling_values(original(**identity)))


@pytest.mark.parametrize(
    "identity", [{"name": "Sara"}, {"plan": "enterprise"}, {"location": "Oslo"}]
)
def test_one_plain_word_does_not(identity: dict[str, str]) -> None:
    assert telling_values(original(**identity)) == ()


def test_eight_words_of_the_visitor_tell_and_those_of_agents_do_not() -> None:
    text = "the lamp flickers whenever my neighbour plays trombone at night and so on"
    assert telling_values(original(text)) == (
        "the lamp flickers whenever my neighbour plays trombone",
    )
    assert telling_values(original(text, role="agent")) == ()
    assert telling_values(original("one two three four five six seven")) == ()


def test_moments_of_the_vendor_do_not_tell() -> None:
    body = json.dumps({"ts": "1772442090.000100", "sentAt": "2026-03-02T10:01:30.000100+01:00"})
    assert telling_values(body.encode()) == ()


def test_raw_deliveries_are_read_too_and_nothing_twice() -> None:
    raw = b'{"visitorEmail":"Sara@mail.example","n":{"deep":["212 555 0187"]}}'
    found = telling_values(original("sara@mail.example"), raw)
    assert [value.casefold() for value in found].count("sara@mail.example") == 1
    assert "2125550187" in found


def test_there_is_an_end() -> None:
    many = " ".join(f"a{number}@mail.example" for number in range(2 * MOST_VALUES))
    assert len(telling_values(original(many))) == MOST_VALUES


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes) -> None:
    assert all(len(value) >= 6 for value in telling_values(body))
