"""What the engine finds without one of its layers: each of them is needed for something."""

from collections.abc import Callable

import pytest

from redactor import Identity, Redactor, Session
from redactor.engine import LAYERS, load_detector
from redactor.said import Said

Make = Callable[..., Session]

NEEDED = {
    "reading": [("visitor", "my mail is ｓａｒａ＠ｌｅｅ．ｅｘａｍｐｌｅ")],
    "questions": [("agent", "And the order number?"), ("visitor", "4417")],
    "splits": [("agent", "The card number?"), ("visitor", "4111 1111"), ("visitor", "1111 1111")],
    "known_person": [("visitor", "everybody in blue kettle uses it daily")],
}


def texts(redactor: Redactor, session: Session) -> list[str]:
    return [message.text for message in redactor.redact(session).messages]


def test_every_layer_is_tested_here() -> None:
    assert {*LAYERS} == {"model", "context", *NEEDED}


@pytest.mark.parametrize("layer", NEEDED)
def test_each_layer_finds_what_the_other_rules_do_not(session_of: Make, layer: str) -> None:
    session = session_of(*NEEDED[layer], identity=Identity(company="Blue Kettle"))
    rules = load_detector(model=False)
    assert texts(Redactor(detector=rules), session) != texts(
        Redactor(detector=rules, without=(layer,)), session
    )


def test_the_model_finds_names_no_rule_knows(session_of: Make) -> None:
    session = session_of(("visitor", "the invoice went to Oluwaseun Adeyinka and then it stopped"))
    assert "Oluwaseun" not in texts(Redactor(), session)[0]
    assert "Oluwaseun" in texts(Redactor(without=("model",)), session)[0]


@pytest.mark.parametrize(
    ("without", "read"),
    [
        ((), [["Order number?", "it is on the slip"]]),
        (("context",), [["Order number?"], ["it is on the slip"]]),
    ],
)
def test_the_model_reads_the_chat_or_each_message_alone(
    session_of: Make, without: tuple[str, ...], read: list[list[str]]
) -> None:
    asked: list[list[str]] = []

    class Listening:
        model = "listening@1"

        def find(self, chats: list[list[Said]]) -> list[list[tuple[()]]]:
            asked.extend([text for _, text in chat] for chat in chats)
            return [[() for _ in chat] for chat in chats]

        def find_shapes(self, text: str) -> tuple[()]:
            return ()

    session = session_of(("agent", "Order number?"), ("visitor", "it is on the slip"))
    Redactor(detector=Listening(), without=without).redact(session)
    assert asked == read
