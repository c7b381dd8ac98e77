import pytest

from redactor.recognizers.card_security_code import CardSecurityCodeRecognizer

HITS = [
    ("4111 1111 1111 1111, exp 04/27, 123", "123"),
    ("4111111111111111/04/27/123", "123"),
    ('{"cvv":"123"}', "123"),
    ("Kartenprüfnummer: 123", "123"),
    ("el cvv es 123", "123"),
    ("CVV 123", "123"),
    ("cvv: 1234", "1234"),
    ("security code is 1234", "1234"),
    ("the three digits on the back are 991", "991"),
    ("04/27 cvv123", "123"),
    ("cvv2=123", "123"),
    ("4242424242424242 04/27 123", "123"),
]

NEAR_MISSES = [
    "the security code is missing",
    "security code is 482913",
    "cv attached 2024 version",
    "security question 12",
    "I need cvv 12.50",
    "cvv",
]


@pytest.fixture(scope="module")
def recognizer():
    return CardSecurityCodeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
