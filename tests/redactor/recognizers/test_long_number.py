import pytest

from redactor.recognizers.long_number import LongNumberRecognizer

HITS = [
    ("3348917502", "3348917502"),
    ("123456789012345678", "123456789012345678"),
    ("it says 998877665 there", "998877665"),
]

NEAR_MISSES = [
    "an EAN of 4242005678901",
    "12345678",
    "error code 1001000100",
    "$123456789",
    "1,234,567,890",
    "sku 1234567890",
    "0.123456789",
    "123456789%",
]


@pytest.fixture(scope="module")
def recognizer():
    return LongNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
