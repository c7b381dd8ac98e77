import pytest

from redactor.recognizers.account_id import AccountIdRecognizer

HITS = [
    ("Ines Okafor, employee 0071", "0071"),
    ("our club no RWC 44", "RWC 44"),
    ("my locker number is 0417", "0417"),
    ("badge 00418", "00418"),
    ("Agência 0417, conta", "0417"),
    ("donor D-88104, monthly", "D-88104"),
    ("account number is 88123", "88123"),
    ("customer no. C-4481", "C-4481"),
    ("policy number P/44/8812", "P/44/8812"),
    ("member id: 0012-AB", "0012-AB"),
    ("account 88123455", "88123455"),
    ("acct # 1234 5678 9012", "1234 5678 9012"),
    ("Kundennummer: 77-1234", "77-1234"),
    ("player id #8QJ2RL9P, ign", "8QJ2RL9P"),
    ("asset tag: LT-004417", "LT-004417"),
    ("my account number with you is 8812311", "8812311"),
]

NEAR_MISSES = [
    "we have 12 clubs, 40 badges",
    "employee 7 of 12",
    "the branch 3 miles away",
    "a workspace for 12 people",
    "sort code 12 days ago",
    "it ends in 2026",
    "the trial is free and it ends in 14 days",
    "mine ends in tears",
    "my account has 50 dollars",
    "group of 12",
    "I have 3 accounts",
    "my account balance is 5000",
    "policy of 30 days",
    "my account is 30 days old",
    "a member since 2019",
    "customer service 24/7",
]


@pytest.fixture(scope="module")
def recognizer():
    return AccountIdRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
