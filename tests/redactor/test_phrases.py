import pytest

from redactor.phrases import places_of


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
