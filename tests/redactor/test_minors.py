from collections.abc import Callable

import pytest

from redactor.minors import is_minor
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]


def says(turns: list[Turn]) -> bool:
    return is_minor(turns, {turn.index: [] for turn in turns})


@pytest.mark.parametrize(
    "text",
    ["I'm 14", "im 13 years old", "i am only 15, is that ok", "I just turned twelve!", "I’m 15 yo"],
)
def test_a_visitor_below_sixteen_is_noticed(turns_of: Make, text: str) -> None:
    assert says(turns_of(("visitor", text)))


@pytest.mark.parametrize(
    "text",
    [
        "I'm 16",
        "I'm 45",
        "my son is 14",
        "I'm 14 days late",
        "I am 12 minutes away",
        "im 13th in the queue",
        "I'm 1.5 km away",
    ],
)
def test_others_are_not(turns_of: Make, text: str) -> None:
    assert not says(turns_of(("visitor", text)))


def test_an_agent_is_no_visitor(turns_of: Make) -> None:
    assert not says(turns_of(("agent", "I'm 14")))


def test_an_age_found_in_the_first_person_counts(turns_of: Make) -> None:
    turns = turns_of(("visitor", "well, I'm like 14 lol"))
    age = Span(start=14, end=16, entity="AGE", score=0.8, source="pattern:age")
    assert is_minor(turns, {0: [age]})


def test_an_answer_to_how_old_are_you_counts(turns_of: Make) -> None:
    turns = turns_of(("agent", "How old are you?"), ("visitor", "14"))
    age = Span(start=0, end=2, entity="AGE", score=0.8, source="conversation:asked_age")
    assert is_minor(turns, {0: [], 1: [age]})
