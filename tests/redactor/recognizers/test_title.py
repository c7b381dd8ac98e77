import pytest

from redactor.recognizers.title import TitleRecognizer

HITS = [
    ("Dr. Smith", "Dr."),
    ("ask mrs jones", "mrs"),
    ("Mr A. van Dyk", "Mr"),
    ("Frau Müller", "Frau"),
]

NEAR_MISSES = [
    "miss you",
    "dr pepper",
    "ms office",
    "doctor appointment",
    "Mr",
    "the dr is in",
]


@pytest.fixture(scope="module")
def recognizer():
    return TitleRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
