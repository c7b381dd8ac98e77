import pytest

from redactor.recognizers.phone_ending import PhoneEndingRecognizer

HITS = [
    ("shall I text the number ending in 0173?", "0173"),
    ("same number ending 5529", "5529"),
    ("the mobile that ends with 88 21", "88 21"),
    ("Ihre Handynummer endet auf 4471", "4471"),
    ("el móvil que termina en 778", "778"),
    ("o celular cadastrado termina em 5521, certo?", "5521"),
    ("le numéro se termine par 31", "31"),
    ("het nummer dat eindigt op 902", "902"),
    ("il cellulare finisce con 3310", "3310"),
]

NEAR_MISSES = [
    "the sale ends in 2026",
    "the number of trials ends in 14 days",
    "my phone plan ends 12 May",
    "one offer ends at 18:00",
    "call ended after 300 seconds",
]


@pytest.fixture(scope="module")
def recognizer():
    return PhoneEndingRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert seen(recognizer, text) == [value]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
