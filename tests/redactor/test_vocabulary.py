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


def test_the_lines_of_a_list_are_compared_without_case_and_accents():
    assert vocabulary.keys_of("said_in_chats") >= {"guten tag", "buenos dias"}
    assert "buenos días" not in vocabulary.keys_of("said_in_chats")


@pytest.mark.parametrize("word", ["parcel", "Parcels", "daneben", "Größe", "encargado"])
def test_a_word_of_a_known_language_is_ordinary(word):
    assert vocabulary.is_ordinary(word)


@pytest.mark.parametrize("word", ["Oluwaseun", "zschoche", "Quentilla"])
def test_a_strange_word_is_not_ordinary(word):
    assert not vocabulary.is_ordinary(word)
