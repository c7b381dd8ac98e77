import pytest

from redactor.recognizers.username import UsernameRecognizer

HITS = [
    ("my username is jdoe77", "jdoe77"),
    ("login: jdoe", "jdoe"),
    ("follow @sara_lee there", "@sara_lee"),
    ("user id 77812", "77812"),
    ("userid: 4481", "4481"),
    ("logged in as jdoe_77", "jdoe_77"),
    ("insta: sara.lee", "sara.lee"),
    ("my discord is foo#1234", "foo#1234"),
    ("my username is sara", "sara"),
]

NEAR_MISSES = [
    "login is not working",
    "mail a@b.com",
    "meet @ 5pm",
    "signed in as admin",
    "user guide",
    "username or password",
    "line 5 error",
    "my username isn't working",
    "the user is getting errors",
]


@pytest.fixture(scope="module")
def recognizer():
    return UsernameRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
