import pytest

from redactor.recognizers.tracking_number import TrackingNumberRecognizer

HITS = [
    ("1Z999AA10123456784", "1Z999AA10123456784"),
    ("RR123456785GB", "RR123456785GB"),
    ("tracking 1Z999AA10123456784", "1Z999AA10123456784"),
    ("tracking number is 9400 1000 0000 0000 0000 00", "9400 1000 0000 0000 0000 00"),
    ("JD014600006281230704", "JD014600006281230704"),
]

NEAR_MISSES = [
    "ups is slow 2024",
    "track 8 items",
    "tracking since 2024",
    "1Z99",
]


@pytest.fixture(scope="module")
def recognizer():
    return TrackingNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
