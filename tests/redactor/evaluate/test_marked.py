from pathlib import Path

import pytest

from redactor import Identity, Role
from redactor.errors import MarkedChatInvalid
from redactor.evaluate.marked import Mark, parse

CHAT = """slices: sloppy, split
name: Chloe Zhang
plan: pro
agents: Dana Whitfield; Sam Roy

agent: Your full name?
visitor: {{PERSON|chloe zhang}}, about the {{-|Oscar desk}}
    on {{?DATE_TIME|3 May}}
"""


def test_marks_become_offsets_of_the_plain_text() -> None:
    chat = parse(Path("x.txt"), CHAT)
    assert chat.session.messages[1].text == "chloe zhang, about the Oscar desk\non 3 May"
    assert chat.marks == (
        Mark(message=1, start=0, end=11, entity="PERSON", kind="must"),
        Mark(message=1, start=23, end=33, entity="-", kind="harmless"),
        Mark(message=1, start=37, end=42, entity="DATE_TIME", kind="may"),
    )


def test_the_header_becomes_identity_agents_and_slices() -> None:
    chat = parse(Path("x.txt"), CHAT)
    assert chat.slices == ("sloppy", "split")
    assert chat.session.identity == Identity(name="Chloe Zhang", custom={"plan": "pro"})
    assert [agent.name for agent in chat.session.agents] == ["Dana Whitfield", "Sam Roy"]
    assert chat.session.messages[0].role is Role.AGENT


def test_a_line_that_is_no_message_is_named_without_its_text() -> None:
    with pytest.raises(MarkedChatInvalid, match=r"^x\.txt:3: a message is `role: text`$"):
        parse(Path("x.txt"), "slices: clean\n\nsecret line")
