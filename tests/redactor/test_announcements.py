from collections.abc import Callable

import pytest

from redactor.announcements import find_announced
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
V = "visitor"


def found(turns: list[Turn]) -> list[list[tuple[str, str]]]:
    """Return (text, entity) of what is announced in each message, without repeats."""
    spans = list(find_announced(turns))
    return [
        list(
            dict.fromkeys(
                (turn.text[s.start : s.end], s.entity) for index, s in spans if index == turn.index
            )
        )
        for turn in turns
    ]


@pytest.mark.parametrize(
    "said",
    [
        ("my zip is 90210",),
        ("90210 is my zip",),
        ("90210", "that's my zip"),
        ("my zip is", "90210"),
    ],
)
def test_what_a_visitor_announces_is_found(turns_of: Make, said: tuple[str, ...]) -> None:
    everything = found(turns_of(*[(V, text) for text in said]))
    assert [value for values in everything for value in values] == [("90210", "POSTAL_CODE")]


def test_the_end_of_a_card_in_the_next_message_is_one(turns_of: Make) -> None:
    turns = turns_of((V, "my sister pays, card ending"), (V, "5519"))
    assert ("5519", "CREDIT_CARD") in found(turns)[1]


@pytest.mark.parametrize(
    "said",
    [
        "locked out since the password change",
        "the password reset",
        "is it the password manager",
        "our password policy changed",
    ],
)
def test_what_is_said_of_a_password_is_none(turns_of: Make, said: str) -> None:
    assert found(turns_of((V, said))) == [[]]


@pytest.mark.parametrize("said", ["my password is changeling", "my password swordfish"])
def test_a_password_that_is_a_word_is_one(turns_of: Make, said: str) -> None:
    assert found(turns_of((V, said))) == [[(said.split()[-1], "PASSWORD")]]
