from collections.abc import Callable

import pytest

from redactor.address_replies import find_replies, find_towns_behind
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def spans_of(text: str, *values: str, entity: str = "LOCATION", score: float = 0.9) -> list[Span]:
    return [
        Span(
            start=text.index(value),
            end=text.index(value) + len(value),
            entity=entity,
            score=score,
            source="model:x",
        )
        for value in values
    ]


def replies(turn: Turn, *towns: str, score: float = 0.9) -> list[tuple[str, str]]:
    spans = find_replies(turn, spans_of(turn.text, *towns, score=score))
    return [(turn.text[span.start : span.end], span.entity) for span in spans]


@pytest.mark.parametrize(
    ("said", "towns"),
    [
        ("ya te awamutu", ["te awamutu"]),
        ("Zillmere, yes, same house.", ["Zillmere"]),
        ("sì, Borgo Sereno, citofono Neri", ["Borgo Sereno"]),
        ("oui, à Brive", ["Brive"]),
        ("moved. 7 Oak Mews, behind the pub, Thohoyandou", ["Thohoyandou"]),
        ("Marrickvale NSW", ["Marrickvale", "NSW"]),
        ("ja genau, Kamenz", ["Kamenz"]),
        ("Heerde", ["Heerde"]),
    ],
)
def test_a_town_is_the_reply_to_an_address(turns_of: Make, said: str, towns: list[str]) -> None:
    (turn,) = turns_of((V, said))
    assert replies(turn, *towns) == [(town, "LOCATION") for town in towns]


@pytest.mark.parametrize(
    ("said", "town"),
    [
        ("the parcel was sent from Leipzig", "Leipzig"),
        ("Leipzig was too cold for us", "Leipzig"),
        ("we flew to Porto, it was late", "Porto"),
        ("is it the Porto, or the other depot?", "Porto"),
        ("your Brive depot, it said", "Brive"),
        ("mind that they mix it up with Sutton, Surrey", "Surrey"),
        ("genau", "genau"),
    ],
)
def test_a_town_that_is_talked_of_is_none(turns_of: Make, said: str, town: str) -> None:
    (turn,) = turns_of((V, said))
    assert replies(turn, town) == []


def test_two_towns_that_are_talked_of_are_none(turns_of: Make) -> None:
    (turn,) = turns_of((V, "they mix it up with Brive, Corrèze."))
    assert replies(turn, "Brive", "Corrèze") == []


def test_a_town_that_is_hardly_one_is_none(turns_of: Make) -> None:
    (turn,) = turns_of((V, "Brive"))
    assert replies(turn, "Brive", score=0.3) == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("flat", ("flat", "STREET_ADDRESS")),
        ("Apt.", ("Apt", "STREET_ADDRESS")),
        ("no. 14", ("14", "STREET_ADDRESS")),
        ("LL77", ("LL77", "POSTAL_CODE")),
    ],
)
def test_a_part_of_an_address_is_a_reply(turns_of: Make, said: str, part: tuple[str, str]) -> None:
    (turn,) = turns_of((V, said))
    assert replies(turn) == [part]


@pytest.mark.parametrize("said", ["flat pack", "a flat", "unit tests", "2nd", "flat 4 of 5"])
def test_other_words_are_no_part_of_an_address(turns_of: Make, said: str) -> None:
    (turn,) = turns_of((V, said))
    assert replies(turn) == []


def behind(turns: list[Turn], street: str, *towns: str) -> list[str]:
    found = {turn.index: list[Span]() for turn in turns}
    for turn in turns:
        if street in turn.text:
            found[turn.index] += spans_of(turn.text, street, entity="STREET_ADDRESS")
        found[turn.index] += spans_of(turn.text, *(town for town in towns if town in turn.text))
    return [turns[index].text[s.start : s.end] for index, s in find_towns_behind(turns, found)]


def test_a_town_in_the_message_behind_the_street_is_of_the_address(turns_of: Make) -> None:
    said = [(V, "post it to the shop, Arch 9, Canal Row"), (V, "Bolsover, UK")]
    assert behind(turns_of(*said), "Arch 9, Canal Row", "Bolsover", "UK") == ["Bolsover", "UK"]


@pytest.mark.parametrize(
    "said",
    [
        [(V, "it is Arch 9"), (A, "Thanks."), (V, "Bolsover")],
        [(V, "Arch 9 it is"), (V, "Bolsover")],
        [(V, "it is Arch 9"), (V, "how is Bolsover")],
        [(A, "it is Arch 9"), (V, "Bolsover")],
    ],
)
def test_any_other_town_in_the_message_behind_is_not(
    turns_of: Make, said: list[tuple[str, str]]
) -> None:
    assert behind(turns_of(*said), "Arch 9", "Bolsover") == []
