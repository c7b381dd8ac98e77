import pytest

from redactor.recognizers.security_answer import SecurityAnswerRecognizer

HITS = [
    ("mother's maiden name is Johnson and", "Johnson"),
    ("my mothers maiden name is o'brien", "o'brien"),
    ("security answer: Fluffy", "Fluffy"),
    ("my first pet was Rex", "Rex"),
]

NEAR_MISSES = [
    "security question is wrong",
    "my favorite color is blue",
    "maiden name",
    "the first car was red",
    "what was your first pet?",
    "security question: first pet",
    "security question: mother's maiden name",
]


@pytest.fixture(scope="module")
def recognizer():
    return SecurityAnswerRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
