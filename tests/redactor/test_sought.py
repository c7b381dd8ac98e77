import re

import pytest

from redactor.sought import Sought

ORDER = re.compile(r"\border (?:number|no)\b", re.IGNORECASE)
NAME = re.compile(r"\bmy name\b")
ANY = re.compile(r"\w")


@pytest.mark.parametrize(
    ("text", "places"),
    [("My Order Number", [0, 2]), ("my name, my order no", [0, 1, 2]), ("nothing here", [2])],
)
def test_what_may_match_is_said_in_order(text: str, places: list[int]) -> None:
    assert Sought(ORDER, NAME, ANY).places(text) == places


def test_what_may_match_is_given_as_it_was() -> None:
    assert Sought(ORDER, NAME).that_may_match("my name is Sara") == [NAME]


@pytest.mark.parametrize("text", ["ORDER NO", "x my name", "order number", "", "ſ"])
def test_nothing_that_matches_is_left_out(text: str) -> None:
    sought = Sought(ORDER, NAME, ANY).that_may_match(text)
    assert all(each in sought for each in (ORDER, NAME, ANY) if each.search(text))
