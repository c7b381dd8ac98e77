import pytest

from redactor.recognizers.relative_date import RelativeDateRecognizer

HITS = [
    ("it came last Tuesday", "last Tuesday"),
    ("free on sundays?", "sundays"),
    ("Friday morning is fine", "Friday morning"),
    ("am Dienstag", "Dienstag"),
    ("sent it the day before yesterday", "the day before yesterday"),
    ("can it be tmrw", "tmrw"),
    ("see you Thursday at 14.45 then", "Thursday at 14.45"),
    ("tomorrow before noon", "tomorrow before noon"),
    ("next week please", "next week"),
    ("bought two weeks ago", "two weeks ago"),
    ("she is 7 months old", "7 months old"),
    ("we were away for three days", "three days"),
    ("in the last 6 months", "6 months"),
    ("we moved in May", "May"),
    ("until march", "march"),
    ("October works", "October"),
    ("a member since 2015", "2015"),
]
NEAR_MISSES = [
    "may I ask",
    "April is calling",
    "march on",
    "the sun day trip",
    "a 2015 model",
    "in 2015 euros",
    "room 2019",
    "a few boxes",
    "friday-night bag",
    "the thirty day plan",
    "august crowd",
]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_time_told_from_today_or_by_name_is_found(text: str, value: str) -> None:
    results = RelativeDateRecognizer().analyze(text, [])
    assert [text[each.start : each.end] for each in results] == [value]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_is_no_time_is_left(text: str) -> None:
    assert not RelativeDateRecognizer().analyze(text, [])
