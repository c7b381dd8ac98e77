import pytest

from redactor.name_context import says_name
from redactor.turns import tokens_of


def is_name(text: str, word: str) -> bool:
    tokens = tokens_of(text)
    place = next(at for at, token in enumerate(tokens) if token.text == word)
    return says_name(text, tokens, place)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("she banned hope already", "hope"),
        ("they kicked will out of the group", "will"),
        ("i texted grace twice", "grace"),
        ("i asked for joy", "joy"),
        ("hi will, hello", "will"),
    ],
)
def test_what_is_done_to_people_says_a_name(text: str, word: str) -> None:
    assert is_name(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("she has hope already", "hope"),
        ("they blocked will you believe it", "will"),
        ("the grace period", "grace"),
        ("it gave me joy", "joy"),
    ],
)
def test_other_words_say_none(text: str, word: str) -> None:
    assert not is_name(text, word)
