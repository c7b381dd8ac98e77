import pytest

from redactor.in_passing import find_in_passing


def names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_in_passing(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("his name's literally wolf", "wolf"),
        ("her name is actually fern, like the plant", "fern"),
        ("well. june is my wifes name btw", "june"),
        ("yes frost is my real surname", "frost"),
        ("summer is his first name", "summer"),
        ("name on the booking is river stone thanks", "river stone"),
        ('the name on my booking reads "Autumn Field"', "Autumn Field"),
        ("per la piccola Ginevra e me", "Ginevra"),
        ("Jan und der Kleine, Lasse, kommen", "Lasse"),
        ("und der Kleine, Bosse.", "Bosse"),
        ("con la piccola, Serra, e il cane", "Serra"),
        ("avec la petite Maëlys", "Maëlys"),
        ("me and our baby hope", "hope"),
    ],
)
def test_a_name_in_passing_is_found(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "his name is missing",
        "her name is misspelled on it",
        "their name was wrong",
        "this is my real name",
        "that was his first name",
        "the name on the card is wrong",
        "name on the account, please",
        "la piccola borsa rossa",
        "die kleine Lampe am Bett",
        "le petit Larousse illustré",
        "und die Kleine, Schule hat sie auch",
        "und der Kleine, Danke.",
        "that baby seat",
    ],
)
def test_what_only_looks_so_is_no_name(text: str) -> None:
    assert not names(text)
