import pytest

from redactor.conversation import Message, Role
from redactor.rosters import find_in_lists
from redactor.spans import Span
from redactor.turns import Turn


def listed(text: str, *known: str) -> list[str]:
    """The names found in `text`, of which `known` are known."""
    turn = Turn.of(0, Message(text=text, role=Role.VISITOR))
    spans = [
        Span(
            start=text.index(name),
            end=text.index(name) + len(name),
            entity="PERSON",
            score=0.9,
            source="model:x",
        )
        for name in known
    ]
    return [text[span.start : span.end] for _, span in find_in_lists([turn], {0: spans})]


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("Pia, Gift (from Lusaka), Ola", ("Pia", "Ola"), "Gift"),
        ("pia, oby and ola", ("pia", "ola"), "oby"),
        ("it is Jan, Mathilda und Koldo.", ("Jan", "Mathilda"), "Koldo"),
        ("Koldo, Jan und Pia kommen", ("Jan", "Pia"), "Koldo"),
        ("Ana | Joy | Rui", ("Ana", "Rui"), "Joy"),
        ("Ana & Winter Osei & Rui", ("Ana", "Rui"), "Winter Osei"),
        ("twins are ade n kofi n esi", ("ade", "esi"), "kofi"),
    ],
)
def test_who_stands_in_a_list_of_people_is_one(
    text: str, known: tuple[str, ...], name: str
) -> None:
    assert listed(text, *known) == [name]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Pia, thanks, Ola", ("Pia", "Ola")),
        ("Pia, please, and Ola", ("Pia", "Ola")),
        ("Pia, my wife, Ola", ("Pia", "Ola")),
        ("Pia, 12, Ola", ("Pia", "Ola")),
        ("Pia and Ola, Thursday is fine", ("Pia", "Ola")),
        ("Pia and Ola, great", ("Pia", "Ola")),
        ("Sorry, Pia and Ola", ("Pia", "Ola")),
        ("Pia, Gift", ("Pia",)),
        ("Pia wants it. Gift for Ola", ("Pia", "Ola")),
        ("Pia, wohnt, Ola", ("Pia", "Ola")),
    ],
)
def test_what_is_no_name_stays(text: str, known: tuple[str, ...]) -> None:
    assert listed(text, *known) == []


def test_a_column_of_names_holds_names() -> None:
    table = (
        "Room | Guest | Notes\nTwin | Pia Bevan | vegan\nTwin | Mr Ola | late\nTwin | April May | -"
    )
    assert listed(table, "Pia Bevan", "Ola") == ["Pia Bevan", "Mr Ola", "April May"]


def test_a_column_of_other_things_does_not() -> None:
    table = "Name | Colour\nPia | Red\nOla | Blue\nGift | Green"
    assert listed(table, "Pia", "Ola") == ["Pia", "Ola", "Gift"]


def test_surname_and_forename_fill_a_cell_of_names() -> None:
    table = "id;who;since\n3;Roy, Ola;2019\n4;Bevan, Pia;2020\n5;Nkosi, Gift;2021\n6;tbc, 3;-"
    assert listed(table, "Ola", "Bevan", "Pia") == ["Roy, Ola", "Bevan, Pia", "Nkosi, Gift"]


def test_codes_and_kin_in_a_column_of_names_are_left() -> None:
    table = "Bed,Guest\n1,Pia Bevan\n2,Ola Roy\n3,RO\n4,Grandpa\n5,April May\n6,Ana Lu"
    known = ("Pia Bevan", "Ola Roy", "Ana Lu")
    assert listed(table, *known) == ["Pia Bevan", "Ola Roy", "April May", "Ana Lu"]


def test_a_surname_and_a_forename_fill_a_cell() -> None:
    table = "id;name;h\n1;Novak, Zdena;8\n2;Roy, Ola;6\n3;Ouedra, Aïcha;5"
    rows = ["Novak, Zdena", "Roy, Ola", "Ouedra, Aïcha"]
    assert listed(table, *rows[:2]) == rows


def test_a_goodbye_below_a_list_is_no_name() -> None:
    assert listed("Pia and Ola, Mvh", "Pia", "Ola") == []


def test_lines_that_are_no_table_are_left() -> None:
    text = "Hello Pia, hi\nit broke\nOla, the engineer, came\nNothing works, Support"
    assert listed(text, "Pia", "Ola") == []


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("It'll be Marlies or Sven this time", ("Sven",), "Marlies"),
        ("send Sven or Kwabena", ("Sven",), "Kwabena"),
        ("Marlies und Sven kommen", ("Sven",), "Marlies"),
        ("pour Sven et Apolline.", ("Sven",), "Apolline"),
    ],
)
def test_who_stands_beside_one_is_another(text: str, known: tuple[str, ...], name: str) -> None:
    assert listed(text, *known) == [name]


@pytest.mark.parametrize(
    "text",
    ["Sven and Grace period over", "the Bench or Sven", "Sven or Kwabena's", "Sven and the rest"],
)
def test_no_word_beside_one_is_another(text: str) -> None:
    assert listed(text, "Sven") == []
