import pytest

from redactor.recognizers.json_web_token import JsonWebTokenRecognizer

HITS = [
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl",
    ),
    ("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjMifQ.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjMifQ."),
    ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"),
]

NEAR_MISSES = [
    "eyJ",
    "keyJohn.said.hello",
    "obeyJack",
]


@pytest.fixture(scope="module")
def recognizer():
    return JsonWebTokenRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_a_long_token_leaves_no_tail(recognizer, seen):
    token = ".".join(("eyJ" + "hbGciOi9" * 400, "eyJ" + "zdWIiOi9" * 1_200, "c2ln1" * 1_000))
    assert seen(recognizer, f"it says {token} there") == [token]
