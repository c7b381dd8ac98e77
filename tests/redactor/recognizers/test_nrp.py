import pytest

from redactor.recognizers.nrp import NrpRecognizer

HITS = [
    ("I am German", "German"),
    ("a muslim family", "muslim"),
    ("Polish citizen", "Polish"),
    ("Republicans", "Republicans"),
]

NEAR_MISSES = [
    "nail polish",
    "a flag pole",
    "germane",
    "labour costs",
]


@pytest.fixture(scope="module")
def recognizer():
    return NrpRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
