"""A word found once is sought where it is written like a name."""

import pytest

from redactor import Message, Role, Session
from redactor.known_person import know
from redactor.known_values import KnownValues
from redactor.spans import Span
from redactor.turns import Turn


def sought(found: str, *, score: float = 1.0, source: str = "model:x") -> KnownValues:
    """What is sought of a person who was found."""
    turn = Turn.of(0, Message(text=found, role=Role.VISITOR))
    span = Span(start=0, end=len(found), entity="PERSON", score=score, source=source)
    return know(Session(id="s", messages=(turn.message,)), [turn], {0: [span]}).values


def places(values: KnownValues, text: str) -> list[str]:
    turn = Turn.of(0, Message(text=text, role=Role.VISITOR))
    return [text[span.start : span.end] for span in values.find(turn)]


@pytest.mark.parametrize(
    ("found", "text", "again"),
    [
        ("jonno", "i left it at jonnos", "jonnos"),
        ("Hargreave", "There are three Hargreaves tonight", "Hargreaves"),
        ("Swantje", "Swantjes Mann heißt so", "Swantjes"),
        ("Ommo", "und Ommos Vertrag", "Ommos"),
        ("Kermarrec", "les Kermarrecs, lol", "Kermarrecs"),
        ("gazza", "gazzas number then", "gazzas"),
    ],
)
def test_a_found_name_with_an_s_too_many_is_found(found: str, text: str, again: str) -> None:
    assert places(sought(found), text) == [again]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("Mark", "it marks the spot"),
        ("Will", "both wills are signed"),
        ("Levi", "i bought levis"),
        ("Max", "the sound maxs out"),
        ("jonno", "ask at jonnosfield"),
    ],
)
def test_a_word_or_a_maker_is_no_name_with_an_s(found: str, text: str) -> None:
    assert places(sought(found), text) == []


@pytest.mark.parametrize("text", ["is that the Sky with the dog", "i think Sky has it, not me"])
def test_a_found_word_is_sought_where_it_is_written_like_a_name(text: str) -> None:
    assert places(sought("Sky"), text) == ["Sky"]


@pytest.mark.parametrize(
    "text", ["sky", "the sky is grey", "SKY", "ask for sky", "Sky high prices"]
)
def test_a_found_word_is_left_where_it_is_a_word(text: str) -> None:
    assert places(sought("Sky"), text) == []


def test_an_unsure_word_is_not_sought() -> None:
    assert places(sought("Sky", score=0.7), "is that the Sky with the dog") == []
