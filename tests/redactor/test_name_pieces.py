import pytest

from redactor.conversation import Message, Role
from redactor.name_pieces import find_in_pieces
from redactor.spans import Span
from redactor.turns import Turn


def pieces(*said: str, names: tuple[str, ...], places: tuple[str, ...] = ()) -> list[str]:
    """What is found in messages, of an agent where they begin with ">", of which some are known."""
    turns = [
        Turn.of(
            index,
            Message(text=text.lstrip(">"), role=Role.AGENT if text[0] == ">" else Role.VISITOR),
        )
        for index, text in enumerate(said)
    ]
    found = {
        turn.index: [
            Span(start=0, end=len(turn.text), entity=entity, score=0.9, source="model:x")
            for entity, known in (("PERSON", names), ("LOCATION", places))
            if turn.text in known
        ]
        for turn in turns
    }
    return [
        turns[index].text[span.start : span.end] for index, span in find_in_pieces(turns, found)
    ]


@pytest.mark.parametrize(
    ("said", "names", "places", "name"),
    [
        (
            ("Ottoline", "Mae", "Brackenfeld"),
            ("Ottoline", "Mae"),
            ("Brackenfeld",),
            "Brackenfeld",
        ),
        (("Ottoline", "Mae", "Brackenbury."), ("Ottoline", "Mae"), (), "Brackenbury"),
        (("Ommo", "Jan", "Quandt", "ja"), ("Ommo", "Jan"), (), "Quandt"),
        (("anouk", "de la", "fontaine"), ("anouk", "fontaine"), (), "de la"),
        (("Pia", "van der", "Hoekstra"), ("Pia", "Hoekstra"), (), "van der"),
        ((">Name?", "Ana Rosa", "Figueira", "Quaresma"), ("Ana Rosa", "Figueira"), (), "Quaresma"),
    ],
)
def test_a_name_sent_in_pieces_goes_on(
    said: tuple[str, ...], names: tuple[str, ...], places: tuple[str, ...], name: str
) -> None:
    assert pieces(*said, names=names, places=places) == [name]


@pytest.mark.parametrize(
    ("said", "names", "places"),
    [
        (("Ottoline", "Brackenfeld"), ("Ottoline",), ("Brackenfeld",)),
        (("Ottoline", "Mae", "Thanks"), ("Ottoline", "Mae"), ()),
        (("Ottoline", "Mae", "Samsung"), ("Ottoline", "Mae"), ()),
        (("Ottoline", "Mae", "stubblefield"), ("Ottoline", "Mae"), ()),
        (("Ottoline", "Mae", "Brackenfeld Road"), ("Ottoline", "Mae"), ()),
        (("Ottoline", "Mae", "Brackenfeld?"), ("Ottoline", "Mae"), ()),
        (("Ottoline", "Mae", ">Which street?", "Brackenfeld"), ("Ottoline", "Mae"), ()),
        (("anouk", "de la", "poste"), ("anouk",), ()),
        (("de la", "fontaine"), ("fontaine",), ()),
    ],
)
def test_what_stands_behind_a_name_is_not_all_of_it(
    said: tuple[str, ...], names: tuple[str, ...], places: tuple[str, ...]
) -> None:
    assert pieces(*said, names=names, places=places) == []
