import time

import pytest

from redactor.clues import Clue
from redactor.known_numbers import KnownNumbers


def known(*numbers: str, entity: str = "PHONE_NUMBER") -> KnownNumbers:
    values = KnownNumbers()
    for number in numbers:
        values.add(number, Clue(entity=entity, means=number, source="identity:phone"))
    return values


def meant(values: KnownNumbers, text: str) -> list[str]:
    return [span.means for span in values.find(text)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("+1 212 555 0187", "(212) 555-0187"),
        ("555 0187", "+1 212 555 0187"),
        ("0049 30 901820", "030 901820"),
        ("+49 30 901820", "0 30 90 18 20"),
        ("030 901820", "+49 30 901820"),
        ("+43 1 71100", "01 71100"),
        ("01 71100", "+43 1 71100"),
        ("+49 89 1234", "089 1234"),
        ("2125550187", "it ends in 0187"),
        ("2125550187", "refunded to 0187"),
    ],
)
def test_a_phone_is_known_with_and_without_what_stands_before_it(number: str, said: str) -> None:
    assert meant(known(number), said) == [number]


@pytest.mark.parametrize("said", ["212 555 0188", "312 555 0187", "55 0187", "0000000", "0000187"])
def test_another_number_is_not(said: str) -> None:
    assert meant(known("2125550187"), said) == []


def test_of_several_that_fit_the_first_is_meant() -> None:
    values = known("1115550187", "2225550187", "5550187")
    assert meant(values, "5550187 or to 0187 or ending in 0187") == [
        "5550187",
        "1115550187",
        "1115550187",
    ]


def test_an_order_number_is_not_known_by_its_end() -> None:
    values = known("33489175", entity="ORDER_ID")
    assert meant(values, "9175 and ending in 9175") == ["33489175"]


def test_thousands_of_known_numbers_cost_no_more_to_find() -> None:
    values = known(*(f"212{number:07}" for number in range(5_000)))
    text = ", ".join(f"9{number:07} or {number}" for number in range(5_000, 8_000))
    start = time.process_time()
    assert meant(values, text) == []
    assert time.process_time() - start < 0.5
