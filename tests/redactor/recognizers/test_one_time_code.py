import pytest

from redactor.recognizers.one_time_code import OneTimeCodeRecognizer

HITS = [
    ("backup codes: 1234 5678, 8765 4321", "1234 5678, 8765 4321"),
    ("authenticator says 441 277", "441 277"),
    ("it says 441277", "441277"),
    ("i got 441277 as the code", "441277"),
    ("Mein Code ist 441277", "441277"),
    ("el código es 441277", "441277"),
    ("le code est 441277", "441277"),
    ("il codice è 441277", "441277"),
    ("the code is 482 913", "482 913"),
    ("code is 482913", "482913"),
    ("OTP 1234", "1234"),
    ("code 482913", "482913"),
    ("verification code: 4829", "4829"),
    ("482913 is your Uber code", "482913"),
    ("access code 7781#", "7781"),
    ("security code is AB12-CD34", "AB12-CD34"),
    ("code for the door is 7781", "7781"),
]

NEAR_MISSES = [
    "it says 441277 people",
    "it says 404",
    "le code postal est 75001",
    "código de error es 44127",
    "code promo est 4412",
    "my zip code is 78701",
    "error code: 5001",
    "error code is 5001",
    "promo code is 2024",
    "verification code was sent to 2125550187",
    "code 5001 appears",
    "country code is 0044",
    "the code is 12.50",
]


@pytest.fixture(scope="module")
def recognizer():
    return OneTimeCodeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
