from importlib.resources import files

import pytest

from redactor import vocabulary


@pytest.mark.parametrize("word", ["Will", "mark", "GRACE", "refund", "shipping", "worked", "boxes"])
def test_ordinary_words_are_words(word: str) -> None:
    assert vocabulary.is_word(word)


@pytest.mark.parametrize("name", ["sara", "Zhang", "chloe", "Petrova", "turner", "tom"])
def test_names_are_no_words(name: str) -> None:
    assert not vocabulary.is_word(name)


def test_every_list_is_sorted_lower_case_and_without_repeats() -> None:
    lists = [path for path in files(vocabulary).iterdir() if path.name.endswith(".txt")]
    assert len(lists) > 5
    for path in lists:
        words = path.read_text("utf-8").splitlines()
        assert words == sorted(set(words)), path.name
        assert all(word == word.lower().strip() for word in words), path.name
