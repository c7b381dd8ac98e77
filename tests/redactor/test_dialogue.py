from collections.abc import Callable

import pytest

from redactor.dialogue import _named, understand
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def found(turns: list[Turn]) -> list[list[tuple[str, str]]]:
    """Return (text, entity) of what each message shows, without repeats."""
    spans = understand(turns)
    return [
        list(dict.fromkeys((turn.text[s.start : s.end], s.entity) for s in spans[turn.index]))
        for turn in turns
    ]


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Lateefah, owner of Bright Plait", "Bright Plait"),
        ("At Tollgate Scaffolding we hire by surname", "Tollgate Scaffolding"),
        ("invoice to Corliss Hall Events please", "Corliss Hall Events"),
        ("I manage Bright Plait", "Bright Plait"),
        ("account 4417, company Paper Lantern Studio", "Paper Lantern Studio"),
        ("our studio is Paper Lantern", "Paper Lantern"),
        ("Facture à mon employeur: Bergbahnen Valprada AG", "Bergbahnen Valprada AG"),
    ],
)
def test_the_company_a_visitor_speaks_for_is_found(turns_of: Make, said: str, company: str) -> None:
    assert (company, "ORGANIZATION") in found(turns_of((V, said)))[0]


@pytest.mark.parametrize(
    "said",
    [
        "every time I run the importer",
        "we at home are fine",
        "invoice to me please",
        "we at Christmas were late",
        "a good company, company policy is fine",
    ],
)
def test_no_company_is_made_of_ordinary_words(turns_of: Make, said: str) -> None:
    assert found(turns_of((V, said)))[0] == []


def test_the_visitors_company_is_found(turns_of: Make) -> None:
    turns = turns_of((V, "I work at Globex Corp and need help"), (V, "I work for myself"))
    assert found(turns) == [[("Globex Corp", "ORGANIZATION")], []]


def test_who_is_named_in_a_message_is_worked_out_once_while_a_chat_grows(turns_of: Make) -> None:
    _named.cache_clear()
    said = [(V, "hi, my name is Orsolya"), (A, "Hello Orsolya!"), (V, "its about a kettle")]
    shown = [found(turns_of(*said[:end])) for end in (1, 2, 3)]
    assert shown[2] == [[("Orsolya", "PERSON")], [("Orsolya", "PERSON")], []]
    assert _named.cache_info().misses == len(said)


def test_the_texts_that_are_remembered_are_bounded(turns_of: Make) -> None:
    most = _named.cache_info().maxsize or 0
    understand(turns_of(*((V, f"kettle {number}") for number in range(most + 9))))
    assert _named.cache_info().currsize == most
