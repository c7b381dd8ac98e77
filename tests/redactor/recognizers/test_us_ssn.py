import pytest

from redactor.recognizers.us_ssn import UsSsnRecognizer

HITS = [
    ("123-45-6789", "123-45-6789"),
    ("078-05-1120", "078-05-1120"),
    ("219 09 9999", "219 09 9999"),
    ("219.09.9999", "219.09.9999"),
    ("for the item, ssn 219-09-9999", "219-09-9999"),
]

NEAR_MISSES = [
    "212-555-0187",
    "219-09 9999",
    "2024-01-0234",
    "000 12 3456",
    "1219-09-9999",
    "it needs the bracket, article 300-55-1822",
    "part no. 219-09-9999",
    "article number: 219-09-9999",
]


@pytest.fixture(scope="module")
def recognizer():
    return UsSsnRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
