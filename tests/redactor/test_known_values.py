import time

import pytest

from redactor import Message, Role
from redactor.clues import Clue
from redactor.known_values import KnownValues
from redactor.turns import Turn

CLUE = Clue(entity="PERSON", means="agent:0", source="identity:agent")


def found(values: KnownValues, text: str) -> list[str]:
    turn = Turn.of(0, Message(text=text, role=Role.VISITOR))
    return [text[span.start : span.end] for span in values.find(turn)]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("is Ann Quern there", ["Ann Quern"]),
        ("is ann  quern there", ["ann  quern"]),
        ("is Ann Quern Holt there", ["Ann Quern", "Ann Quern Holt"]),
        ("is Ann Wren there", ["Ann Wren"]),
        ("is Ann there, or Quern", []),
        ("is Ann (Quern) there", []),
        ("is it Ann", []),
    ],
)
def test_words_in_a_row_are_found_in_a_row(text: str, again: list[str]) -> None:
    values = KnownValues()
    for name in ("Ann Quern", "Ann Wren", "Ann Quern Holt"):
        values.add(name, CLUE)
    assert found(values, text) == again


def test_many_who_share_a_first_name_take_no_time() -> None:
    values = KnownValues()
    for number in range(5_000):
        values.add(f"Ann q{number}", CLUE)
    start = time.process_time()
    assert found(values, "Ann " * 5_000 + "q7") == ["Ann q7"]
    assert time.process_time() - start < 2


def clue(entity: str, means: str = "x") -> Clue:
    return Clue(entity=entity, means=means, source="identity:name")


def test_a_word_without_end_is_known_without_its_slips() -> None:
    values = KnownValues()
    values.add("petrova" * 3_000, clue("PERSON"))
    assert not values.slips
    values.add("petrova", clue("PERSON", "y"))
    assert len(values.slips) == 8
    assert found(values, f"mrs Petrva, {'petrova' * 3_000}") == ["Petrva", "petrova" * 3_000]


def test_a_slip_in_a_longer_word_than_any_name_is_not_sought() -> None:
    values = KnownValues()
    name = "zebulon" * 5
    values.add(name, clue("PERSON"))
    assert found(values, f"{name[1:]} or {name[7:]}") == [name[1:]]
    values.add(name * 2, clue("PERSON"))
    assert found(values, f"{name * 2} or {name * 2}x") == [name * 2]


def test_a_company_is_known_by_the_label_of_its_domain() -> None:
    values = KnownValues()
    values.add_company("lee-widgets", clue("ORGANIZATION"))
    assert found(values, "we at Lee Widgets, not Lee Wid or Lee") == ["Lee Widgets"]
    values.add_company("x" * 20_000, clue("ORGANIZATION"))
    assert len(values.beginnings) == len("leewidgets") + 1


def test_thousands_of_known_companies_cost_no_more_to_find() -> None:
    values = KnownValues()
    for number in range(5_000):
        values.add_company(f"rosewood{number}", clue("ORGANIZATION"))
    start = time.process_time()
    assert found(values, "Rosewood Lane, " * 1_300) == []
    assert time.process_time() - start < 0.5
