from collections.abc import Callable

import pytest

from redactor.corrections import find_corrections
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
FIRST = "where is my order 30058971"


def corrected(turns: list[Turn], *known: tuple[int, str]) -> list[str]:
    found: dict[int, list[Span]] = {turn.index: [] for turn in turns}
    for index, value in known:
        start = turns[index].text.index(value)
        found[index].append(
            Span(
                start=start,
                end=start + len(value),
                entity="ORDER_ID",
                score=0.9,
                source="model:x",
            )
        )
    return [
        turns[index].text[span.start : span.end]
        for index, span in find_corrections(turns, found)
        if span.entity == "ORDER_ID"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sorry, 8917", "8917"),
        ("oops 30058917!", "30058917"),
        ("wait, its 30058917", "30058917"),
        ("*8917", "8917"),
    ],
)
def test_what_is_said_with_a_sorry_takes_the_place_of_the_value(
    turns_of: Make, text: str, value: str
) -> None:
    turns = turns_of(("visitor", FIRST), ("agent", "Hm, not found."), ("visitor", text))
    assert corrected(turns, (0, "30058971")) == [value]


@pytest.mark.parametrize("text", ["sorry, 8917 not 8971", "its 8917 instead of 8971"])
def test_one_of_two_alike_is_known_by_the_other(turns_of: Make, text: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", text))
    assert corrected(turns, (0, "30058971"), (1, "8971")) == ["8917"]


@pytest.mark.parametrize(
    "text",
    [
        "sorry, 3 of them",
        "sorry i was away 20 minutes",
        "i want the 4520 not the green one",
        "1200 not 12",
        "oh £8917",
    ],
)
def test_other_numbers_are_no_corrections(turns_of: Make, text: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", text))
    assert corrected(turns, (0, "30058971")) == []


def test_without_a_value_before_nothing_is_corrected(turns_of: Make) -> None:
    assert corrected(turns_of(("visitor", "hi"), ("visitor", "sorry, 8917"))) == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("with ?! at the end", "?!"),
        ("and 77 on the end", "77"),
        ("then Q at the front", "Q"),
        ("mit $ am ende", "$"),
        ("y 9 al final", "9"),
        ("avec 3x à la fin", "3x"),
    ],
)
def test_what_is_added_to_a_value_is_part_of_it(turns_of: Make, said: str, value: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", said))
    assert corrected(turns, (0, "30058971")) == [value]


@pytest.mark.parametrize(
    "said", ["it is at the end", "and then at the end of may", "sign at the front", "the end"]
)
def test_what_is_at_the_end_of_nothing_is_left(turns_of: Make, said: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", said))
    assert corrected(turns, (0, "30058971")) == []
    assert corrected(turns_of(("visitor", "hi"), ("visitor", "with ?! at the end"))) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mine is the same but 31 at the end", "31"),
        ("same number except ends in 4", "4"),
        ("same as hers only it ends 77", "77"),
        ("die gleiche nur 12 am Ende", "12"),
        ("le même mais 9 à la fin", "9"),
        ("el mismo pero termina en 08", "08"),
        ("lo stesso ma 55 alla fine", "55"),
        ("hetzelfde maar eindigt op 3", "3"),
        ("o mesmo mas 21 no fim", "21"),
    ],
)
def test_a_number_like_another_is_known_by_its_end(turns_of: Make, text: str, value: str) -> None:
    turns = turns_of(("agent", "I see 30058971 here."), ("visitor", text))
    assert corrected(turns, (0, "30058971")) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "same but 2 of them",
        "the same order but 31 in blue",
        "same dress but only 12 at the end",
        "same but only 20 instead of 30",
        "lo mismo pero 12 al final del mes",
        "same but 2 at the end of the month",
        "same again, but 5 days later",
        "ends in 31",
    ],
)
def test_what_is_the_same_but_counted_has_no_end(turns_of: Make, text: str) -> None:
    turns = turns_of(("agent", "I see 30058971 here."), ("visitor", text))
    assert corrected(turns, (0, "30058971")) == []


def test_the_same_but_another_end_wants_a_number_before_it(turns_of: Make) -> None:
    turns = turns_of(("agent", "A nice day."), ("visitor", "same but 31 at the end"))
    assert corrected(turns) == []


@pytest.mark.parametrize(
    "text",
    [
        "why does it cost 8917 instead of 8971",
        "wieso kostet die Haftpflicht jetzt 8917 statt 8971",
        "why does it say it costs the team 8917 instead of 8971",
        "ich zahle 8917 statt 8971",
        "c'est au prix de 8917 pas 8971",
        "you charged me 8917 instead of 8971",
    ],
)
def test_two_amounts_correct_no_number(turns_of: Make, text: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", text))
    assert corrected(turns, (0, "30058971"), (1, "8971")) == []


@pytest.mark.parametrize(
    "text",
    [
        "i paid with my card ending 8971 not 8917",
        "you charged my account 8971 instead of 8917",
        "die Zahl ist 8971 nicht 8917",
        "it costs the card 8971 not 8917",
        "i paid the visa 8971 not 8917",
        "payment reference 8971 not 8917",
        "pago con la 8971 no 8917",
        "the bill no. is 8971 not 8917",
    ],
)
def test_a_number_beside_a_payment_is_corrected(turns_of: Make, text: str) -> None:
    turns = turns_of(("visitor", FIRST), ("visitor", text))
    assert corrected(turns, (0, "30058971"), (1, "8971")) == ["8917"]


def test_what_is_hardly_a_phone_is_not_found_yet(turns_of: Make) -> None:
    turns = turns_of(("visitor", "my order is 48213345 not 48213354"))
    weak = Span(start=25, end=33, entity="PHONE_NUMBER", score=0.36, source="pattern:phone_number")
    known = Span(start=12, end=20, entity="ORDER_ID", score=0.75, source="pattern:order_id")
    found = [(span.start, span.entity) for _, span in find_corrections(turns, {0: [known, weak]})]
    assert found == [(25, "ORDER_ID")]


def test_another_end_is_of_the_number_that_is_surely_one(turns_of: Make) -> None:
    turns = turns_of(("agent", "I see 30058971."), ("visitor", "same but 31 at the end"))
    weak = Span(start=6, end=14, entity="PHONE_NUMBER", score=0.36, source="pattern:phone_number")
    known = Span(start=6, end=14, entity="ORDER_ID", score=0.75, source="pattern:order_id")
    found = {0: [known, weak], 1: list[Span]()}
    assert [span.entity for _, span in find_corrections(turns, found)] == ["ORDER_ID"]
