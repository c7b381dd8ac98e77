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
    ("SW1A 2AB/London", "SW1A 2AB"),
    ("M145RT/Leeds", "M145RT"),
    ("im in n1 4ph", "n1 4ph"),
    ("flat 2, L1 8GB", "L1 8GB"),
    ("I live in Ottawa K1A0B6", "K1A0B6"),
    ("ship to M5V3L9 please", "M5V3L9"),
    ("Prinsengracht 12, 1017 PT", "1017 PT"),
    ("Kerkstraat 4 1071 KW", "1071 KW"),
    ("ik woon op 1071 KR", "1071 KR"),
    ("Kerkstraat 4\n1071 ML", "1071 ML"),
    ("home is D02 2968", "D02 2968"),
    ("Apt 4, D02 1985", "D02 1985"),
    ("A65 2020, Dublin", "A65 2020"),
    ("Kerkstraat 4 te 1071HD", "1071HD"),
    ("Kerkstraat 4; 1071 KW", "1071 KW"),
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
    "an M5 2XL tee",
    "grade c1 2nd try",
    "r4 3ds card",
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
