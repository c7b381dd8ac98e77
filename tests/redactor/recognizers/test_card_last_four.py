import pytest

from redactor.recognizers.card_last_four import CardLastFourRecognizer

HITS = [
    ("la tarjeta que termina en 4417", "4417"),
    ("Ihre Karte endet auf 4417", "4417"),
    ("card ending 4242", "4242"),
    ("visa ending in 4242", "4242"),
    ("last four digits are 4242", "4242"),
    ("last 4 of my card is 4242", "4242"),
    ("**** **** **** 4242", "4242"),
    ("xxxx-4242", "4242"),
    ("my amex that ends with 1005", "1005"),
]

NEAR_MISSES = [
    "la carte se termine en mai",
    "the year ending 2024",
    "box 4242",
    "max 4242",
    "last 4 days",
    "the last four weeks of 2024",
]


@pytest.fixture(scope="module")
def recognizer():
    return CardLastFourRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
