import pytest

from redactor.recognizers.email_address import EmailAddressRecognizer

HITS = [
    ("sara@mail..example", "sara@mail..example"),
    ("sara@@gmail.com", "sara@@gmail.com"),
    ("sara@gmail;com", "sara@gmail;com"),
    ("user=sara@mail.example&x=1", "sara@mail.example"),
    ("https://x.example/u?e=sara@mail.example", "sara@mail.example"),
    ("mail sara@gmail.con now", "sara@gmail.con"),
    ("bob@corp.local", "bob@corp.local"),
    ("write x@mail.example.", "x@mail.example"),
    ("o'brien+news@a-b.co.uk,", "o'brien+news@a-b.co.uk"),
    ("<sara.lee@sub.host.io>", "sara.lee@sub.host.io"),
    ("root@localhost please", "root@localhost"),
    ("sara@gmail,com", "sara@gmail,com"),
    ("sara @ gmail . com", "sara @ gmail . com"),
    ("mailto:a1@b.de", "a1@b.de"),
    ("jürgen@müller.de", "jürgen@müller.de"),
]

NEAR_MISSES = [
    "postgres://bob:hunter2@db.example:5432",
    "npm i left-pad@2",
    "model_en@3",
    "meet @ 5pm",
    "@sara_lee",
    "a@",
    "@",
    "price @ 3.50",
    "gmail.com",
    "message @sara.in.tents",
]


@pytest.fixture(scope="module")
def recognizer():
    return EmailAddressRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_two_addresses_side_by_side_are_both_whole(recognizer, seen):
    text = "bob@x.example,amy@y.example;cy@z.example"
    assert seen(recognizer, text) == ["bob@x.example", "amy@y.example", "cy@z.example"]
