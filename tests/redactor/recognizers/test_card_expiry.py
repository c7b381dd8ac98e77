import pytest

from redactor.recognizers.card_expiry import CardExpiryRecognizer

HITS = [
    ("4242 4242 4242 4242 exp 04/27", "04/27"),
    ("4242424242424242 04/27 123", "04/27"),
    ("expiry date is 04/2027 on my visa", "04/2027"),
    ("card expires May 2027", "May 2027"),
    ("exp 0427 cvv 123", "0427"),
    ("valid thru 4/29", "4/29"),
]

NEAR_MISSES = [
    "the warranty expires 12/05/2027",
    "experience 04/27",
    "04/27",
    "expires in 24 hours",
    "batch L2203 exp 11/2026",
]


@pytest.fixture(scope="module")
def recognizer():
    return CardExpiryRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
