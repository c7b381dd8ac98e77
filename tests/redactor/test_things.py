import pytest

from redactor.agreement import agree
from redactor.conversation import Action
from redactor.policy import Decision
from redactor.spans import Span
from redactor.things import find_things


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Is the Oscar chair as high as the bench?", "oscar"),
        ("the Wittner 803 or another", "wittner"),
        ("two Hedwig throws", "hedwig"),
        ("The Lady Caroline sails on Mondays", "caroline"),
        ("what about the Little Henry?", "henry"),
        ('the pattern "Clara" in print', "clara"),
        ("it replaced sheet 'julia'", "julia"),
    ],
)
def test_a_name_of_a_thing_is_known_by_what_stands_around_it(text: str, thing: str) -> None:
    assert thing in find_things([text])


@pytest.mark.parametrize(
    "text",
    [
        "the Oscar account",
        "the Garrow family",
        "The Smith delivery",
        "is the Oscar who called me there",
        "the Oscar I know",
        "Oscar chairs the board",
        'it says "Oscar" on the letter',
        "Oscar 104, please",
    ],
)
def test_what_may_be_a_person_is_no_thing(text: str) -> None:
    assert not find_things([text])


def decided(text: str, *names: str, source: str = "model:x") -> list[Decision]:
    return [
        Decision(
            span=Span(
                start=text.index(name),
                end=text.index(name) + len(name),
                entity="PERSON",
                score=0.9,
                source=source,
            ),
            action=Action.MASK,
        )
        for name in names
    ]


SOLD = "Is the Oscar chair in stock?"


def test_what_the_model_takes_for_a_person_is_dropped_where_it_is_a_thing() -> None:
    again = "Oscar it is, for Mara"
    made = agree(
        {0: decided(SOLD, "Oscar"), 1: decided(again, "Oscar", "Mara")}, {0: SOLD, 1: again}
    )
    assert made[0] == []
    assert made[1] == decided(again, "Mara")


@pytest.mark.parametrize(
    ("said", "name", "source"),
    [
        ("this is Oscar", "Oscar", "conversation:introduced"),
        ("ask Oscar Lindqvist", "Oscar Lindqvist", "model:x"),
        ("Oscar", "Oscar", "identity:name"),
    ],
)
def test_a_person_named_like_a_thing_stays_masked(said: str, name: str, source: str) -> None:
    decisions = {0: decided(SOLD, "Oscar"), 1: decided(said, name, source=source)}
    assert agree(decisions, {0: SOLD, 1: said}) == decisions
