"""What can be measured: anything that says, for a session, what it masks in each message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from redactor.conversation import Action, Finding, RedactedSession, Session
from redactor.labels import AGENT
from redactor.version import __version__

if TYPE_CHECKING:
    from redactor.engine import Redactor


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is masked at `start:end` (code points) of a message, as which entity, and why."""

    start: int
    end: int
    entity: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an engine masks in one session: a tuple per message, in their order.

    A session that failed closed shows nothing: `held_back` is the reason code, `messages` empty.
    """

    messages: tuple[tuple[Found, ...], ...] = ()
    held_back: str = ""


class Engine(Protocol):
    """Something to measure; `uses_identity` says whether it looks at `Session.identity`."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        ...

    @property
    def version(self) -> str:
        """What of it was measured."""
        ...

    @property
    def uses_identity(self) -> bool:
        """Whether to measure it with and without the identity of the visitor."""
        ...

    def answer(self, sessions: Sequence[Session]) -> Iterable[Answer]:
        """Yield an answer per session, in their order."""
        ...


class OwnEngine:
    """Our own engine, under the policy it was made with; `version` is for the report."""

    name = "redactor"
    uses_identity = True

    def __init__(self, redactor: "Redactor", *, version: str = __version__) -> None:
        self._redactor = redactor
        self.version = version

    def answer(self, sessions: Sequence[Session]) -> Iterator[Answer]:
        """Yield an answer per session, in their order; their ids must differ."""
        held: dict[str, str] = {}
        done = {
            redacted.id: _answer(redacted)
            for redacted in self._redactor.redact_many(
                sessions,
                on_failure=lambda failure: held.update({failure.session_id: failure.reason}),
            )
        }
        for session in sessions:
            yield done.get(session.id) or Answer(held_back=held[session.id])


def _answer(redacted: RedactedSession) -> Answer:
    return Answer(
        messages=tuple(
            tuple(_found(each) for each in message.findings if each.action is not Action.KEEP)
            for message in redacted.messages
        )
    )


def _found(finding: Finding) -> Found:
    agent = finding.label.startswith(f"[{AGENT}_")
    return Found(
        start=finding.start,
        end=finding.end,
        entity=AGENT if agent else finding.entity,
        source=finding.source,
    )
