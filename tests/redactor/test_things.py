import pytest

from redactor.agreement import agree
from redactor.conversation import Action, Message, Role
from redactor.policy import Decision
from redactor.spans import Span
from redactor.things import find_bots, find_things
from redactor.turns import Turn


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ('the pattern "Clara" in print', "clara"),
        ("it replaced sheet 'julia'", "julia"),
        ("wait for my guide dog Biscuit", "biscuit"),
        ("out the back with the dog, Bailey", "bailey"),
        ("Stanley is a spaniel", "stanley"),
        ("Is Gerald a dog, and how heavy?", "gerald"),
        ("And Borshch, the cat.", "borshch"),
        ("mein Hund heißt Bello", "bello"),
        ("il mio gatto Pallino", "pallino"),
        ("my dog gerald ate it", "gerald"),
        ("there is a pillar we call Nelson", "nelson"),
        ("die heet bij ons Ome Joop", "joop"),
        ("my Alexa answers to Amelia", "amelia"),
    ],
)
def test_a_name_of_a_thing_is_known_by_what_stands_around_it(text: str, thing: str) -> None:
    assert thing in find_things([text])


@pytest.mark.parametrize(
    "text",
    [
        "Oscar chairs the board",
        'it says "Oscar" on the letter',
        "Tom, my cat sitter",
        "walk the dog Tom said",
        "in this chat John said",
        "dans le chat Sophie m'a dit",
        "my horse and Oscar",
        "the husband of Cat Stevens",
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


OWNED = "a car we call Oscar"


def test_what_the_model_takes_for_a_person_is_dropped_where_it_is_a_thing() -> None:
    again = "Oscar it is, for Mara"
    made = agree(
        {0: decided(OWNED, "Oscar"), 1: decided(again, "Oscar", "Mara")}, {0: OWNED, 1: again}
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
    decisions = {0: decided(OWNED, "Oscar"), 1: decided(said, name, source=source)}
    assert agree(decisions, {0: OWNED, 1: said}) == decisions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Pia! I'm Penny, your pension assistant.", "penny"),
        ("Olá! Sou a Lia, assistente virtual.", "lia"),
        ("Hallo, ich bin Karla 👋", "karla"),
    ],
)
def test_a_bot_has_the_name_of_a_product(text: str, name: str) -> None:
    said = Turn.of(0, Message(text=text, role=Role.BOT))
    assert find_bots([said]) == {name}


def test_an_agent_is_no_bot() -> None:
    said = Turn.of(0, Message(text="I'm Penny, how may I help?", role=Role.AGENT))
    assert not find_bots([said])


def test_a_bots_name_stays_readable_unless_identity_tells_of_such_a_person() -> None:
    texts = {0: "I'm Penny", 1: "thanks Penny"}
    bot = decided(texts[0], "Penny", source="conversation:introduced")[0]
    thanked = decided(texts[1], "Penny", source="known:person")[0]
    assert agree({0: [bot], 1: [thanked]}, texts, frozenset({"penny"})) == {0: [], 1: []}
    told = decided(texts[1], "Penny", source="identity:name")[0]
    decisions = {0: [bot], 1: [told]}
    assert agree(decisions, texts, frozenset({"penny"})) == decisions
