"""A cheap detector, so that the steps after it can be tested without a model."""

import re
from collections.abc import Callable, Sequence

import pytest

from redactor import Message, Redactor, Role, Session
from redactor.said import Said
from redactor.spans import Span
from redactor.turns import Turn

SHAPES = (
    ("EMAIL_ADDRESS", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("PHONE_NUMBER", re.compile(r"(?<![\w.-])\+?\d(?:[ -]?\d){6,14}(?![\w-])")),
    ("URL", re.compile(r"\b\w+\.(?:co|com|example)\b")),
)
NAMES = re.compile(r"\b(?:Sara Lee|Tom Lee|Sara|Olga Petrova)\b")


class CheapDetector:
    """Finds e-mails, phones and host names by shape, and four names as a model would."""

    model = "cheap@1"

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        return [
            [(*self.find_shapes(text), *self._names(text)) for _, text in chat] for chat in chats
        ]

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        return tuple(
            Span(
                start=match.start(),
                end=match.end(),
                entity=entity,
                score=0.9,
                source=f"pattern:{entity.lower()}",
            )
            for entity, shape in SHAPES
            for match in shape.finditer(text)
        )

    def _names(self, text: str) -> tuple[Span, ...]:
        return tuple(
            Span(
                start=match.start(),
                end=match.end(),
                entity="PERSON",
                score=0.85,
                source="model:cheap",
            )
            for match in NAMES.finditer(text)
        )


@pytest.fixture(scope="session")
def cheap_detector() -> CheapDetector:
    return CheapDetector()


@pytest.fixture(scope="session")
def cheap(cheap_detector: CheapDetector) -> Redactor:
    return Redactor(detector=cheap_detector)


Said = tuple[str, str]


@pytest.fixture(scope="session")
def turns_of() -> Callable[..., list[Turn]]:
    """Make turns of (role, text) pairs."""

    def make(*said: Said) -> list[Turn]:
        return [
            Turn.of(index, Message(text=text, role=Role(role)))
            for index, (role, text) in enumerate(said)
        ]

    return make


@pytest.fixture(scope="session")
def session_of() -> Callable[..., Session]:
    """Make a session of (role, text) pairs; keywords are the session's own fields."""

    def make(*said: Said, **fields: object) -> Session:
        messages = tuple(
            Message(id=f"m{number}", text=text, role=Role(role))
            for number, (role, text) in enumerate(said, start=1)
        )
        return Session(id="s1", messages=messages, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def shown() -> Callable[..., list[str]]:
    """Return the masked texts of a session."""

    def redact(redactor: Redactor, session: Session) -> list[str]:
        return [message.text for message in redactor.redact(session).messages]

    return redact
