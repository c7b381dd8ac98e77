import pytest

from redactor.titled import find_titled


def names(text: str) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end, _ in find_titled(text)))


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Frau Wetzelhuber, einen Moment", ["Wetzelhuber"]),
        ("is Mr Okonjo there", ["Okonjo"]),
        ("old mr frost did it", ["frost"]),
        ("mrs bell at 4 has the key", ["bell"]),
        ("ich bin die frau lindhof von gestern", ["lindhof"]),
        ("ask mrs pinky no pinkerton", ["pinky", "pinkerton"]),
        ("it was mr harman, sorry, mr hartman", ["harman", "hartman"]),
        ("Mrs Okonja or Okonjo let me in", ["Okonja", "Okonjo"]),
        ("mr frost no parking there", ["frost"]),
        ("mrs bell or whoever opens", ["bell"]),
    ],
)
def test_who_is_called_by_a_title_is_found(text: str, called: list[str]) -> None:
    assert names(text) == called


@pytest.mark.parametrize(
    "text",
    [
        "do you sell Mr Muscle",
        "mr driver, stop",
        "waiting for mr right",
        "die frau war nett",
        "Bonjour Madame, un instant",
        "Herr TV und Radio",
    ],
)
def test_what_stands_behind_a_title_and_is_no_name_is_left(text: str) -> None:
    assert names(text) == []
