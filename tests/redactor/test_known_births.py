from collections.abc import Callable

import pytest

from redactor.known_births import find_births_again
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def again(turns: list[Turn], born: str) -> list[str]:
    """What is found where `born` was found already in the first message."""
    start = turns[0].text.index(born)
    known = Span(
        start=start,
        end=start + len(born),
        entity="DATE_OF_BIRTH",
        score=0.8,
        source="conversation:asked_birth",
    )
    found = {turn.index: [known] if turn.index == 0 else [] for turn in turns}
    return [
        turns[index].text[span.start : span.end]
        for index, span in find_births_again(turns, found)
        if index
    ]


@pytest.mark.parametrize(
    ("born", "said", "days"),
    [
        (
            "3-11-1971",
            "Is it the third of November or March 11th?",
            ["third of November", "March 11th"],
        ),
        ("3.11.71", "so November 3, not 1972", ["November 3"]),
        ("1971-11-03", "you mean 3 Nov 1971?", ["3 Nov 1971"]),
        ("22 Aug 1990", "August twenty-second, got it", ["August twenty-second"]),
        ("22/08/1990", "le 22 août, c'est noté", ["22 août"]),
        ("9.1.1964", "also am 9. Januar?", ["9. Januar"]),
        ("9/1/1964", "¿el 9 de enero o el 1 de septiembre?", ["9 de enero", "1 de septiembre"]),
        ("May 5th 1959", "the fifth of May then", ["fifth of May"]),
        ("7/10/88", "7 ottobre, giusto?", ["7 ottobre"]),
        ("7/10/88", "7 oktober klopt", ["7 oktober"]),
    ],
)
def test_a_birthday_is_known_again(turns_of: Make, born: str, said: str, days: list[str]) -> None:
    assert again(turns_of((V, f"{born} is mine"), (A, said)), born) == days


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("3-11-1971", "It ships on the fourth of November."),
        ("1971-11-03", "Shall we say March 11th?"),
        ("22 Aug 1990", "Your order of 22 Aug 2024 is here."),
        ("22 Aug 1990", "22 of them may go in August"),
        ("1971", "3 November is free"),
        ("3-11-1971", "3 may come at 11"),
    ],
)
def test_other_days_are_left(turns_of: Make, born: str, said: str) -> None:
    assert again(turns_of((V, f"{born} is mine"), (A, said)), born) == []
