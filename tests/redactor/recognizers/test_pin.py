import pytest

from redactor.recognizers.pin import PinRecognizer

HITS = [
    ("mon code pin est 4412", "4412"),
    ("il mio pin è 4412", "4412"),
    ("PUK code: 1234 5678", "1234 5678"),
    ("my pin is still 4412", "4412"),
    ("pin 1234", "1234"),
    ("my pin is 0420", "0420"),
    ("PIN: 12 34", "12 34"),
    ("pin number for the card: 9921", "9921"),
    ("I set the PIN to 48213", "48213"),
]

NEAR_MISSES = [
    "PUK is blocked",
    "pin the message 3",
    "spin 1234",
    "opinion 2024",
    "pinned 2024",
    "pin 1234567890",
]


@pytest.fixture(scope="module")
def recognizer():
    return PinRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
