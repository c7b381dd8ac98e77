from pathlib import Path

import pytest

from redactor import Identity, Role
from redactor.errors import MarkedChatInvalid
from redactor.evaluate import FolderInvalid
from redactor.evaluate.marked import Mark, parse, read_chats

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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("slices: clean\n\nvisitor: I am {{PERSON|Ana", r"x\.txt:3: a mark is"),
        ("slices: clean\n\nvisitor: {{PERSON|Ana {{AGENT|Li}}}}", r"x\.txt:3: a mark is"),
        ("slices: clean\nvisitor: I am Ana", r"x\.txt:1: no messages"),
        ("slices: clean\n\n", r"x\.txt:1: no messages"),
        ("secret\n\nvisitor: hi", r"x\.txt:1: a header line is `field: value`"),
    ],
)
def test_a_chat_that_is_marked_badly_is_named_without_its_text(text: str, problem: str) -> None:
    with pytest.raises(MarkedChatInvalid, match=problem) as caught:
        parse(Path("x.txt"), text)
    assert "Ana" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_braces_that_are_no_mark_stay() -> None:
    chat = parse(Path("x.txt"), 'slices: clean\n\nvisitor: {{name}} and {"a": {"b": 1}}\n')
    assert chat.session.messages[0].text == '{{name}} and {"a": {"b": 1}}'


def test_a_folder_without_chats_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(FolderInvalid, match="is no folder; name one that holds marked chats"):
        read_chats(tmp_path / "none")
    (tmp_path / "readme.md").touch()
    with pytest.raises(FolderInvalid, match=r"holds no marked chats; each is a \.txt file"):
        read_chats(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"slices: clean\n\nvisitor: \xff\n")
    with pytest.raises(MarkedChatInvalid, match=r"^x\.txt:1: is not UTF-8$"):
        read_chats(tmp_path)


def test_a_file_may_hold_several_chats(tmp_path: Path) -> None:
    one = "slices: sentence\n\nvisitor: I am {{PERSON|Ana}}\n"
    (tmp_path / "a.txt").write_text(f"{one}---\n{one}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(one, encoding="utf-8")
    chats = read_chats(tmp_path)
    assert [chat.session.id for chat in chats] == ["a-1", "a-2", "b"]
    assert all(chat.marks[0].entity == "PERSON" for chat in chats)
