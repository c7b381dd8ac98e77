import pytest

from redactor.phrases import Phrases, places_of
from redactor.turns import tokens_of


def found(text: str) -> list[tuple[str, str]]:
    tokens = tokens_of(text)
    phrases = Phrases("signed_abroad", "kin")
    return [
        (name, text[tokens[first].start : tokens[end - 1].end])
        for name, first, end in phrases.find(text, tokens)
    ]


def test_a_phrase_is_found_in_any_case_and_with_any_accents() -> None:
    assert found("VIELE GRUESSE") == []
    assert found("Viele  Grüsse") == [("signed_abroad", "Viele  Grüsse")]
    assert found("my fiance said") == [("kin", "fiance")]


def test_the_longest_phrase_is_taken_at_every_place() -> None:
    assert found("sister in law") == [("kin", "sister in law")]


def test_no_phrase_goes_over_the_end_of_a_sentence() -> None:
    assert found("beste! grüße") == [("signed_abroad", "grüße")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("york, new york", [(0, 4), (10, 14)]),
        ("yorkshire, _york, york1, newyork", []),
        ("york-york", [(0, 4), (5, 9)]),
        ("", []),
    ],
)
def test_words_stand_where_no_word_goes_on(text: str, places: list[tuple[int, int]]) -> None:
    assert list(places_of("york", text)) == places
