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
