import pytest

from redactor.recognizers.bank_number import BankNumberRecognizer

HITS = [
    ("rib 30006 00001 12345678901 89", "30006 00001 12345678901 89"),
    ("sort code 20-00-00", "20-00-00"),
    ("sort 040004 acc 12345674", "040004"),
    ("sc 20-00-00 acc 55779911", "20-00-00"),
    ("acct no: 55779911 s/c: 200000", "200000"),
    ("200000 sort code, account 55779911", "200000"),
    ("it is 20-00-00 55779911", "20-00-00 55779911"),
    ("bsb 062-000", "062-000"),
    ("BLZ 370 400 44", "370 400 44"),
    ("transit number 12345", "12345"),
    ("routing# 021000021", "021000021"),
    ("cuenta 2100 0418 45 0200051332", "2100 0418 45 0200051332"),
]

NEAR_MISSES = [
    "short rib 30",
    "sort by date 2024",
    "out of sorts 12",
    "scene 200000",
    "20-00-00",
    "12-34-56 rotating",
    "the routing is wrong",
    "public transit costs 3.50",
    "in transit for 14 days",
]


@pytest.fixture(scope="module")
def recognizer():
    return BankNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
