import time

import pytest

from redactor.recognizers.iban import IbanRecognizer

HITS = [
    ("transfer to DE89 3704 0044 0532 0130 01", "DE89 3704 0044 0532 0130 01"),
    ("IBANDE89370400440532013000", "DE89370400440532013000"),
    ("iban is DE89 3704 0044 0532 0130 0", "DE89 3704 0044 0532 0130 0"),
    ("iban is DE89 3704 0044 0532 0130 000", "DE89 3704 0044 0532 0130 000"),
    ('{"iban":"NL91ABNA0417164300"}', "NL91ABNA0417164300"),
    ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ("GB82WEST12345698765432", "GB82WEST12345698765432"),
    ("FR1420041010050500013M02606", "FR1420041010050500013M02606"),
    ("NO93 8601 1117 947", "NO93 8601 1117 947"),
    ("de89370400440532013000 thanks", "de89370400440532013000"),
    ("GB82-WEST-1234-5698-7654-32", "GB82-WEST-1234-5698-7654-32"),
    ("BE68539007547034 THANKS", "BE68539007547034"),
    ("iban: DE89 3704 0044 0532 0130 01", "DE89 3704 0044 0532 0130 01"),
]

NEAR_MISSES = [
    "order no 12 3456789012345",
    "DE89 and 12 more",
    "in 20 years we 1234",
    "IT20 2024 1234",
    "ABDE89370400440532013000",
    "my iban is wrong",
    "is 86 degress Fahrenheit with a",
]


@pytest.fixture(scope="module")
def recognizer():
    return IbanRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_nothing_is_written_to_the_log(recognizer, caplog):
    recognizer.analyze("IBAN DE89 ½704 0044 0532 0130 00 DE8937040044053201300ß", [])
    assert caplog.text == ""


def test_a_number_that_goes_on_without_end_takes_no_time(recognizer):
    started = time.thread_time()
    for count in (6, 60, 600):
        recognizer.analyze(f"my iban is DE11{'aa11aa' * count}_", [])
    assert time.thread_time() - started < 1
