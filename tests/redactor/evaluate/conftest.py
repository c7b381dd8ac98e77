"""Three small chats and an engine whose answers are given, so that every count is known by hand.

Wanted under `standard`: AGENT Dana, PERSON Ana Li and Bo, EMAIL_ADDRESS a@b.example. Harmless
words: Hi I am | mail on for Ada | call now | nothing here, eleven.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from redactor import Session
from redactor.evaluate import Answer, Found, MarkedChat
from redactor.evaluate.marked import parse

TEXTS = {
    "a": (
        "slices: clean\nname: Ana Li\n\n"
        "agent: Hi, I am {{AGENT|Dana}}.\n"
        "visitor: {{PERSON|Ana Li}}, mail {{EMAIL_ADDRESS|a@b.example}} on {{?DATE_TIME|3 May}}"
        " for {{-|Ada}}\n"
    ),
    "b": "slices: clean, sloppy\n\nvisitor: call {{PERSON|Bo}} now\n",
    "c": "slices: sloppy\n\nvisitor: nothing here\n",
}
DANA, ANA, MAIL = (9, 13, "PERSON"), (0, 3, "PERSON"), (13, 24, "EMAIL_ADDRESS")
MAY, ADA, BO = (28, 33, "LOCATION"), (38, 41, "PERSON"), (5, 7, "PERSON")
"""Dana, Ana of Ana Li, the address, 3 May under a wrong name, Ada who is nobody, Bo."""


def said(*messages: Sequence[tuple[int, int, str]]) -> Answer:
    return Answer(
        messages=tuple(
            tuple(Found(start=start, end=end, entity=entity) for start, end, entity in found)
            for found in messages
        )
    )


ANSWERS = {"a": said([DANA], [ANA, MAIL, MAY, ADA]), "b": said([]), "c": said([])}


class GivenEngine:
    """Answers what it was given, by the id of the session; remembers the identities it saw."""

    version = "1"

    def __init__(
        self, answers: Mapping[str, Answer], name: str = "given", *, uses_identity: bool = False
    ) -> None:
        self.name = name
        self.uses_identity = uses_identity
        self.seen: list[str] = []
        self._answers = answers

    def answer(self, sessions: Sequence[Session]) -> Iterable[Answer]:
        for session in sessions:
            self.seen.append(session.identity.name)
            yield self._answers[session.id]


@pytest.fixture
def chats() -> list[MarkedChat]:
    return [parse(Path(f"{name}.txt"), text) for name, text in TEXTS.items()]


@pytest.fixture
def answers() -> dict[str, Answer]:
    return dict(ANSWERS)


@pytest.fixture
def held() -> Answer:
    return Answer(held_back="survivor")


@pytest.fixture
def finding_bo() -> Answer:
    return said([BO])
