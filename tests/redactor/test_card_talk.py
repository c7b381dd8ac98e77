from collections.abc import Callable

import pytest

from redactor.card_talk import find_card_talk
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def found(turns: list[Turn], card_in: int | None = None) -> list[tuple[int, str, str]]:
    card = Span(start=0, end=4, entity="CREDIT_CARD", score=0.8, source="pattern:credit_card")
    seen = {} if card_in is None else {card_in: [card]}
    return [
        (index, turns[index].text[span.start : span.end], span.entity)
        for index, span in find_card_talk(turns, seen)
    ]


def test_expiry_and_code_alone_belong_to_the_card(turns_of: Make) -> None:
    turns = turns_of((A, "never type a card number"), (V, "04/29"), (A, "no!"), (V, "362"))
    assert found(turns) == [(1, "04/29", "CREDIT_CARD"), (3, "362", "SECRET")]


def test_a_code_follows_a_card_number(turns_of: Make) -> None:
    turns = turns_of((V, "4111 1111 1111 1111"), (V, "362"))
    assert found(turns, card_in=0) == [(1, "362", "SECRET")]


@pytest.mark.parametrize("answer", ["362", "on 04/29 I paid", "room 362", "13/29", "it was 362"])
def test_a_card_in_a_question_is_not_enough_for_other_numbers(turns_of: Make, answer: str) -> None:
    assert found(turns_of((A, "Did you pay by card?"), (V, answer))) == []


def test_a_date_without_a_card_is_a_date(turns_of: Make) -> None:
    assert found(turns_of((A, "Which day suits you?"), (V, "04/29"))) == []


def test_expiry_and_code_may_stand_in_a_sentence_after_a_card(turns_of: Make) -> None:
    turns = turns_of(
        (V, "4111 1111 1111 1111"),
        (V, "The date is eleven slash twenty-nine and the three on the back seven-three-seven."),
    )
    assert found(turns, card_in=0) == [
        (1, "eleven slash twenty-nine", "CREDIT_CARD"),
        (1, "seven-three-seven", "SECRET"),
    ]


@pytest.mark.parametrize("said", ["I want my money back, 100 dollars", "see you on 11/29/25"])
def test_other_numbers_after_a_card_are_left(turns_of: Make, said: str) -> None:
    assert found(turns_of((V, "4111 1111 1111 1111"), (V, said)), card_in=0) == []
