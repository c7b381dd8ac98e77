import pytest

from redactor.address_answers import find_address


def values(said: str) -> list[str]:
    return [said[slice(*place)] for place in find_address(said)]


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("yeh leeds ls1 9zz", "leeds ls1 9zz"),
        ("Esatto, interno 7.", "interno 7"),
        ("isso, Ribeira, cep 32000-000", "Ribeira, cep 32000-000"),
        ("jo nr 12 oben links.", "nr 12 oben links"),
        ("Tarn House, 3 Mill Lane", "Tarn House, 3 Mill Lane"),
        ("Scala 3, sì. È ancora valida l'offerta?", "Scala 3"),
        ("Flat 9, yes. Will it come today?", "Flat 9"),
    ],
)
def test_an_address_is_its_parts_without_what_is_said_beside(said: str, address: str) -> None:
    assert values(said) == [address]


@pytest.mark.parametrize(
    "said",
    [
        "is it flat 12 that you have?",
        "we moved out 3 months ago",
        "2 boxes",
        "top bell on the right",
        "Splendid. It came",
        "Nein! Seit 2. Mai warte ich",
    ],
)
def test_what_only_has_a_number_or_a_place_in_it_is_no_address(said: str) -> None:
    assert values(said) == []


@pytest.mark.parametrize("said", ["continua.", "igual", "unverändert", "la misma"])
def test_that_an_address_stays_is_none(said: str) -> None:
    assert values(said) == []
