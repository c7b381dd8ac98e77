import pytest

from redactor.recognizers.credit_card import CreditCardRecognizer

HITS = [
    ("4111111111111111/04/27/123", "4111111111111111"),
    ("visa4111111111111111", "4111111111111111"),
    ("4111,1111,1111,1111", "4111,1111,1111,1111"),
    ("4242 4242 4242 4242", "4242 4242 4242 4242"),
    ("4242-4242-4242-4242", "4242-4242-4242-4242"),
    ("4242.4242.4242.4242", "4242.4242.4242.4242"),
    ("4242424242424242", "4242424242424242"),
    ("378282246310005", "378282246310005"),
    ("3782 822463 10005", "3782 822463 10005"),
    ("my card is 4242 4242 4242 4243", "4242 4242 4242 4243"),
    ("4242 4242 4242 4243", "4242 4242 4242 4243"),
    ("card 1234 5678 9012 3456", "1234 5678 9012 3456"),
    ("6011000990139424", "6011000990139424"),
    ("card 5555 5555 5555 4444 08/29 cvc 312", "5555 5555 5555 4444"),
    ("2 4242 4242 4242 4242", "4242 4242 4242 4242"),
    ("5555555555554444 0829", "5555555555554444"),
]

NEAR_MISSES = [
    "1,234,567,890,123",
    "4111,1111",
    "order 114-1234567-1234567",
    "3348917502334",
    "2024-01-02 2024-01-03",
    "+61 1300 633 462",
    "1.4242424242424242",
    "12345678901234567890123",
]


@pytest.fixture(scope="module")
def recognizer():
    return CreditCardRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_a_mistyped_digit_scores_lower_than_a_right_one(recognizer):
    right = recognizer.analyze("card 4242 4242 4242 4242", [])[0]
    wrong = recognizer.analyze("card 4242 4242 4242 4243", [])[0]
    assert wrong.score < right.score
