from collections.abc import Callable

import pytest

from redactor.first_letters import find_first_letters
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def letters(turns: list[Turn]) -> list[str]:
    return [turns[index].text[span.start : span.end] for index, span in find_first_letters(turns)]


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("Date of birth and first 3 letters of your surname please", "3.4.81, OKW", "OKW"),
        ("And the first three letters of the last name?", "okw", "okw"),
        ("The first two letters of your name?", "it's Ye", "Ye"),
        ("First 4 characters of your family name?", "sure: b r u n", "b r u n"),
        ("First 3 letters of your surname?", "hen", "hen"),
        ("Die ersten drei Buchstaben Ihres Nachnamens?", "OKW, und der 3.4.", "OKW"),
        ("¿Las tres primeras letras de su apellido?", "urz", "urz"),
        ("Les trois premières lettres de votre nom ?", "voilà: D-U-R", "D-U-R"),
        ("Le prime tre lettere del cognome?", "bzz 12/4", "bzz"),
        ("As três primeiras letras do sobrenome?", "TAV", "TAV"),
        ("De eerste drie letters van uw achternaam?", "HOE", "HOE"),
    ],
)
def test_the_first_letters_of_a_name_answer(
    turns_of: Make, question: str, answer: str, found: str
) -> None:
    assert letters(turns_of((A, question), (V, answer))) == [found]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("First 3 letters of your surname?", "why do you need that"),
        ("First 3 letters of your surname?", "3 sep 1981, and yours"),
        ("First three letters of the postcode?", "OKW"),
        ("What are the last 3 letters on the label?", "OKW"),
        ("Your surname?", "ask my son"),
        ("The first three letters of your order went out yesterday.", "ups or dhl"),
    ],
)
def test_other_letters_are_left(turns_of: Make, question: str, answer: str) -> None:
    assert letters(turns_of((A, question), (V, answer))) == []


def test_letters_said_much_later_are_left(turns_of: Make) -> None:
    chat = ((A, "First 3 letters of your surname?"), (V, "wait"), (V, "looking"), (V, "DHL"))
    assert letters(turns_of(*chat)) == []
