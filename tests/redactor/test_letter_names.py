import pytest

from redactor.letter_names import find_letter_names


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in find_letter_names(text)]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("allora effe erre di, emme zeta gi, poi", "effe erre di, emme zeta gi"),
        ("zeta kappa 4 7, grazie", "zeta kappa 4 7"),
        ("efe hache cuatro dos uve, ya", "efe hache cuatro dos uve"),
        ("la targa è acca effe due due zeta", "acca effe due due zeta"),
        ("agá xis sete nove", "agá xis sete nove"),
    ],
)
def test_letters_said_by_their_names_are_found(text: str, letters: str) -> None:
    assert said(text) == [letters]


@pytest.mark.parametrize(
    "text",
    [
        "ese de la foto",
        "esse e ele não",
        "zeta, la mia gatta",
        "non ti vedo, e tu?",
        "da zeta a acca",
        "a be ce de e",
    ],
)
def test_words_that_sound_like_letters_are_none(text: str) -> None:
    assert said(text) == []
