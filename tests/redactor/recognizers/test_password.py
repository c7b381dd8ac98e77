import pytest

from redactor.recognizers.password import PasswordRecognizer

HITS = [
    ("password is hunter2!", "hunter2!"),
    ("pw: hunter2!", "hunter2!"),
    ("my pass hunter2", "hunter2"),
    ("my password for the site is qwerty123.", "qwerty123"),
    ("password is sunshine", "sunshine"),
    ('password: "correct horse battery"', "correct horse battery"),
    ("password - hunter2", "hunter2"),
    ("I changed my password to Winter22", "Winter22"),
    ("login: jdoe / Secret99!", "Secret99!"),
    ("Passwort ist geheim99", "geheim99"),
    ("pwd=abc", "abc"),
]

NEAR_MISSES = [
    "my password is wrong",
    "the password is not working",
    "password reset",
    "forgot my password please",
    "my password expired",
    "passport number is X12",
    "what is the password?",
    "password protected",
    "the new password should be at least 8 characters",
    "my password isn't working",
    "boarding pass 12A",
    "my password is still the same.",
    "Your password has been sent to bob@x.example",
]


@pytest.fixture(scope="module")
def recognizer():
    return PasswordRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
