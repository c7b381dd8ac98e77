import pytest

from redactor.recognizers.age import AgeRecognizer

HITS = [
    ("I'm 14", "14"),
    ("i am 34 years old", "34"),
    ("34 y/o", "34"),
    ("34yo", "34"),
    ("aged 61", "61"),
    ("a 14-year-old", "14"),
    ("my son is 12", "12"),
    ("I'm fourteen and", "fourteen"),
    ("im 17", "17"),
    ("age: 34", "34"),
    ("my daughter is only 9.", "9"),
    ("turning 15 next month", "15"),
    ("ich bin 34 Jahre alt", "34"),
    ("F/34", "34"),
]

NEAR_MISSES = [
    "14 days",
    "I'm 5 minutes late",
    "i'm 100% sure",
    "I'm 6 ft tall",
    "I'm 2 blocks away",
    "2 year warranty",
    "she's 30 days behind",
    "I'm 15 m from here",
    "I'm 16 weeks pregnant",
    "I am 3rd",
    "I'm one of those",
    "I'm 250",
]


@pytest.fixture(scope="module")
def recognizer():
    return AgeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
