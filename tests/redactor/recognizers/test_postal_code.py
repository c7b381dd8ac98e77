import pytest

from redactor.recognizers.postal_code import PostalCodeRecognizer

HITS = [
    ("Austin TX 78701", "78701"),
    ("zip is 78701", "78701"),
    ("my zip code: 78701-1234", "78701-1234"),
    ("SW1A 1AA", "SW1A 1AA"),
    ("sw1a 1aa", "sw1a 1aa"),
    ("M5V 3L9", "M5V 3L9"),
    ("1012 AB Amsterdam", "1012 AB"),
    ("10115 Berlin", "10115"),
    ("Lindenstraße 12, 10115 Berlin", "10115"),
    ("California 90210", "90210"),
    ("1000-123 Lisboa", "1000-123"),
    ("D02 X285", "D02 X285"),
]

NEAR_MISSES = [
    "colour #ff00aa",
    "error 50012",
    "order 33489",
    "$12345",
    "costs 45000 Euro",
    "1050 AM",
    "in 2024 We",
    "I paid 10115 dollars.",
    "code 78701",
    "m5v3l",
]


@pytest.fixture(scope="module")
def recognizer():
    return PostalCodeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
