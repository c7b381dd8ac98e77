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


@pytest.mark.parametrize("name", ["michael", "kors michael", "calvin", "ford", ""])
def test_a_name_that_is_no_makers_is_not(name: str) -> None:
    assert not is_brand(name)


def test_what_the_model_takes_for_a_person_is_dropped_where_it_is_a_maker() -> None:
    text = "do you have Calvin Klein jeans for Mara Klein"
    decisions = {
        0: [person(text, "Calvin Klein", "model:x"), person(text, "Mara Klein", "model:x")]
    }
    assert agree(decisions, {0: text}) == {0: [person(text, "Mara Klein", "model:x")]}


@pytest.mark.parametrize("source", ["conversation:asked_name", "identity:name", "name:introduced"])
def test_somebody_called_like_a_maker_stays_masked(source: str) -> None:
    said, again = "tom ford", "hm so Tom Ford it is"
    decisions = {
        0: [person(said, "tom ford", source)],
        1: [person(again, "Tom Ford", "known:person")],
    }
    assert agree(decisions, {0: said, 1: again}) == decisions
