import pytest

from redactor.name_answers import find_names


def values(said: str) -> list[str]:
    return [said[slice(*place)] for place in find_names(said)]


@pytest.mark.parametrize("said", ["daddy", "mon voisin", "my mum", "meine nachbarin", "la suegra"])
def test_kin_alone_is_no_name(said: str) -> None:
    assert values(said) == []


@pytest.mark.parametrize("said", ["Ha, good one. It is me.", "Oof, sorry", "We're at the lake."])
def test_an_exclamation_before_more_is_no_name(said: str) -> None:
    assert values(said) == []


def test_a_name_like_an_exclamation_is_one_by_itself() -> None:
    assert values("Ha") == ["Ha"]


def test_kin_that_is_a_name_too_is_one() -> None:
    assert values("Mari") == ["Mari"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("hay nako jepoy", ["jepoy"]),
        ("ándale sí", []),
        ("ai valha-me deus", []),
        ("ta", []),
        ("Ta", ["Ta"]),
        ("kiitos Gianluca", ["Gianluca"]),
        ("naa Burgi", ["Burgi"]),
        ("sandra ko", ["sandra ko"]),
        ("Lor Vang", ["Lor Vang"]),
        ("maja", ["maja"]),
    ],
)
def test_what_is_only_said_before_a_name_is_no_part_of_it(said: str, names: list[str]) -> None:
    assert values(said) == names
