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
    ("va, caduca 04/27 y el de atras 571", "571"),
    ("los tres números de atrás son 571, gracias", "571"),
    ("les trois chiffres au dos : 571", "571"),
    ("code de sécurité 571", "571"),
    ("die drei Ziffern hinten 571", "571"),
    ("das hinten drauf ist 571.", "571"),
    ("le tre cifre sul retro sono 571", "571"),
    ("os números de trás são 571 e é isso", "571"),
    ("de cijfers achterop 571", "571"),
    ("the one on the back 571", "571"),
]

NEAR_MISSES = [
    "the security code is missing",
    "security code is 482913",
    "cv attached 2024 version",
    "security question 12",
    "I need cvv 12.50",
    "cvv",
    "el de atrás tiene 571 km",
    "die hinten 120 Plätze haben",
    "el coche de atrás 571.50 euros",
    "les chiffres au dos",
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
