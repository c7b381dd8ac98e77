import pytest

from redactor.told_otherwise import is_told_otherwise

NOTHING = [
    ("please type @ here", "@", "EMAIL_ADDRESS"),
    ("Mammy, Ruth and Ed", "Mammy", "PERSON"),
    ("Brother first, then Ruth", "Brother", "PERSON"),
    ("12:04,login,EE,ok", "EE", "PERSON"),
    ("log in at https://in.quern.example/r", "in.quern.example", "USERNAME"),
]
VALUES = [
    ("user jo.quern at https://in.example", "jo.quern", "USERNAME"),
    ("https://quern@in.example", "quern", "USERNAME"),
    ("my aunt Nora", "Nora", "PERSON"),
    ("Ruth: I will pay", "Ruth", "PERSON"),
    ("Ana, EE, Rui", "EE", "PERSON"),
]


def told(text: str, value: str, entity: str) -> bool:
    start = text.rindex(value)
    return is_told_otherwise(text, start, start + len(value), entity)


@pytest.mark.parametrize(("text", "value", "entity"), NOTHING)
def test_what_is_said_beside_it_makes_it_no_value(text: str, value: str, entity: str) -> None:
    assert told(text, value, entity)


@pytest.mark.parametrize(("text", "value", "entity"), VALUES)
def test_a_value_stays(text: str, value: str, entity: str) -> None:
    assert not told(text, value, entity)
