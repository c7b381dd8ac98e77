import pytest

from redactor.recognizers.date_time import DateTimeRecognizer

HITS = [
    ("3 May", "3 May"),
    ("2024-01-02", "2024-01-02"),
    ("2024-01-02T10:30:00Z", "2024-01-02T10:30:00Z"),
    ("10:30am", "10:30am"),
    ("17:00", "17:00"),
    ("03/05/24", "03/05/24"),
    ("May 3rd, 2024", "May 3rd, 2024"),
    ("May 2024", "May 2024"),
    ("12.05.2024", "12.05.2024"),
    ("at 5 pm", "5 pm"),
    ("due on 3/5", "3/5"),
    ("on the 3rd of may", "3rd of may"),
    ("the twenty-first of June", "twenty-first of June"),
]

NEAR_MISSES = [
    "yesterday",
    "24/7",
    "1/2",
    "1.2.3",
    "$10.30",
    "may 10 people come",
    "10/10 would",
    "555-01-2024",
    "I may go",
    "$3.50",
]


@pytest.fixture(scope="module")
def recognizer():
    return DateTimeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
