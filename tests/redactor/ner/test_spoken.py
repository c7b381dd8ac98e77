"""Values as they are dictated."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from redactor.ner.recipe.spoken import WAYS, said_date


def ways(way: str, value: str) -> set[str]:
    return {WAYS[way](value, Random(seed)) for seed in range(60)}


def test_digits_become_words_and_doubles() -> None:
    said = ways("words", "0551")
    assert "zero five five one" in said
    assert "oh double five one" in said


def test_an_address_is_read_out() -> None:
    said = ways("words", "sara.k@mail.example")
    assert "sara dot k at mail dot example" in said
    assert not any("@" in each for each in said)


def test_a_name_is_spelled_with_and_without_an_alphabet() -> None:
    said = ways("spelled", "Lee")
    assert "L-E-E" in said
    assert any("lima" in each or "love" in each for each in said)


def test_spacing_keeps_the_letters() -> None:
    assert {"".join(filter(str.isalnum, each)) for each in ways("spaced", "AB-1234")} == {"AB1234"}


def test_a_slip_changes_the_value_and_not_its_length() -> None:
    assert all(len(each) == 7 for each in ways("wrong", "4417820"))
    assert ways("wrong", "4417820") - {"4417820"}


@pytest.mark.parametrize("value", ["4417820", "QX-77120", "sara@mail.example", "ab"])
def test_two_halves_hold_the_whole(value: str) -> None:
    first, second = (WAYS[way](value, Random(1)) for way in "ab")
    assert first
    assert second
    joined = "".join(filter(str.isalnum, first + second))
    assert joined == "".join(filter(str.isalnum, value))


def test_the_end_is_four_signs() -> None:
    assert WAYS["end"]("4417 8201", Random(1)) == "8201"


def test_an_address_in_a_hurry_has_no_commas() -> None:
    assert ways("bare", "Flat 3, 12-14 Mill St.") == {"Flat 3 12 14 Mill St"}


def test_a_number_may_be_typed_without_its_dashes() -> None:
    assert ways("tight", "AC-10 44/2") == {"AC10442"}


def test_digits_are_hidden_among_words_and_none_is_lost() -> None:
    shown = ways("mixed", "402")
    assert {"fourzero2", "4zeroTWO"} <= shown
    assert any("(a)" in each for each in ways("mixed", "ada@mail.example"))


def test_the_start_is_four_signs_too() -> None:
    assert WAYS["start"]("44-178201", Random(1)) == "4417"


def test_stars_hide_all_but_the_end() -> None:
    shown = ways("stars", "4417 8201")
    assert len(shown) > 5
    assert all(each.endswith("8201") and "4417" not in each for each in shown)


def test_a_date_is_said_in_words() -> None:
    said = {said_date(dt.date(1984, 6, 9), Random(seed)) for seed in range(3000)}
    assert {"the ninth of june eighty four", "June the ninth, nineteen eighty-four"} <= said
    late = {said_date(dt.date(2005, 12, 21), Random(seed)) for seed in range(3000)}
    assert {"twenty first december two thousand and five", "december twenty-first oh five"} <= late
    assert any("two thousand" in each for each in late)


@pytest.mark.parametrize(("day", "nth"), [(2, "second"), (20, "twentieth"), (30, "thirtieth")])
def test_days_are_counted(day: int, nth: str) -> None:
    said = {said_date(dt.date(2000, 5, day), Random(seed)) for seed in range(90)}
    assert any(nth in each for each in said)
