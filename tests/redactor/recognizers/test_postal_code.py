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
    ("it's ls14bd for the parcel", "ls14bd"),
    ("B338TH", "B338TH"),
    ("my postcode is M4 8GB", "M4 8GB"),
    ("1234 HD Zwolle", "1234 HD"),
    ("zip: 1234 HD", "1234 HD"),
    ("12 King St, Toronto, ON M5V3L9", "M5V3L9"),
    ("M5V3L9.", "M5V3L9"),
    ("N1 1ST", "N1 1ST"),
    ("10115 Reading", "10115"),
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
    "model MW443LL/A",
    "the MW443LL in blue",
    "part no. CA3 5JQ",
    "is the M4 8GB enough",
    "an m2 8gb",
    "tees in M5 2XL",
    "grade c1 2nd try",
    "r4 3ds card",
    "the T5X9L2 filter",
    "33871 Thanks",
    "the A52 2024",
    "5000 IU",
    "it is 1080 HD.",
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
