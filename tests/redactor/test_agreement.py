"""What the decisions of a whole chat say of one another."""

import pytest

from redactor.agreement import agree
from redactor.conversation import Action
from redactor.policy import Decision
from redactor.spans import Span
from redactor.vocabulary import is_brand


def person(text: str, name: str, source: str) -> Decision:
    start = text.index(name)
    span = Span(start=start, end=start + len(name), entity="PERSON", score=0.9, source=source)
    return Decision(span=span, action=Action.MASK)


@pytest.mark.parametrize("name", ["michael kors", "ben & jerry's", "mercedes-benz", "levis"])
def test_a_maker_called_like_a_person_is_known(name: str) -> None:
    assert is_brand(name)


@pytest.mark.parametrize(
    "name", ["meryl streep", "fela kuti", "dona benta", "florence + the machine"]
)
def test_the_famous_are_known(name: str) -> None:
    assert is_brand(name)


@pytest.mark.parametrize(
    "name", ["michael", "streep", "tom", "maria rossi", "kors michael", "calvin", "ford", ""]
)
def test_a_name_that_is_no_makers_is_not(name: str) -> None:
    assert not is_brand(name)


def test_what_the_model_takes_for_a_person_is_dropped_where_it_is_a_maker() -> None:
    text = "do you have Calvin Klein jeans for Mara Klein"
    decisions = {
        0: [person(text, "Calvin Klein", "model:x"), person(text, "Mara Klein", "model:x")]
    }
    assert agree(decisions, {0: text}) == {0: [person(text, "Mara Klein", "model:x")]}


def test_a_message_that_is_nothing_but_a_famous_name_may_be_somebodys() -> None:
    decisions = {0: [person("Jamie Oliver.", "Jamie Oliver", "model:x")]}
    assert agree(decisions, {0: "Jamie Oliver."}) == decisions


@pytest.mark.parametrize("source", ["conversation:asked_name", "identity:name", "name:introduced"])
def test_somebody_called_like_a_maker_stays_masked(source: str) -> None:
    said, again = "tom ford", "hm so Tom Ford it is"
    decisions = {
        0: [person(said, "tom ford", source)],
        1: [person(again, "Tom Ford", "known:person")],
    }
    assert agree(decisions, {0: said, 1: again}) == decisions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who even is captain morgan", "morgan"),
        ("Dr. Oetker pizza again", "Oetker"),
        ("the one with meryl streep?", "meryl"),
        ("2 kg de arroz Tio João", "João"),
        ("lilies n sweet william", "william"),
    ],
)
def test_a_part_of_a_makers_or_famous_name_is_dropped(text: str, name: str) -> None:
    assert agree({0: [person(text, name, "model:x")]}, {0: text}) == {0: []}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("morgan is my captain", "morgan"),
        ("ask William, he is sweet", "William"),
        ("tio Joaquim buscou", "Joaquim"),
        ("Meryl signed for it", "Meryl"),
    ],
)
def test_a_name_without_the_rest_of_a_famous_one_stays(text: str, name: str) -> None:
    decisions = {0: [person(text, name, "model:x")]}
    assert agree(decisions, {0: text}) == decisions


def test_the_famous_are_dropped_by_one_name_where_the_whole_stands_once() -> None:
    said, again = "Stephen Sondheim in the bar", "Sondheim Sundays, says Ana Sondheim-Roy"
    decisions = {
        0: [person(said, "Stephen Sondheim", "model:x")],
        1: [person(again, "Sondheim", "known:person")],
    }
    assert agree(decisions, {0: said, 1: again}) == {0: [], 1: []}


def test_one_name_stays_where_somebody_else_has_it() -> None:
    said, again = "a song by Etta James", "James Okoro here. James paid"
    decisions = {
        0: [person(said, "Etta James", "model:x")],
        1: [
            person(again, "James Okoro", "model:x"),
            person(again, "James", "known:person"),
        ],
    }
    assert agree(decisions, {0: said, 1: again}) == {0: [], 1: decisions[1]}


def test_what_the_company_calls_itself_is_nobody_unless_somebody_is_told_so() -> None:
    text = "the Quillo box, and Mr Quillo"
    guessed, told = person(text, "Quillo", "model:x"), person(text, "Mr Quillo", "conversation:x")
    vendors = frozenset({"quillo", "gate"})
    assert agree({0: [guessed]}, {0: text}, vendors=vendors) == {0: []}
    assert agree({0: [guessed, told]}, {0: text}, vendors=vendors) == {0: [guessed, told]}
    both = person("Quillo Doan", "Quillo Doan", "model:x")
    assert agree({0: [both]}, {0: "Quillo Doan"}, vendors=vendors) == {0: [both]}
