"""The words of a conversation: what goes into the engine and what comes out.

Offsets count code points. `Finding` offsets are of the original message, `Mask` offsets of
the masked one. Neither ever holds the text it points at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_CHARACTERS = 20_000
"""Of one message, unless more are asked for: what is sought takes longer with its length."""

MOST_TOLD = 200_000
"""Characters told of people in one session: each value is sought in every message."""


class Role(StrEnum):
    """Who wrote a message."""

    VISITOR = "visitor"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"
    NOTE = "note"  # internal remark, never shown to the visitor


class Action(StrEnum):
    """What the policy does with a finding."""

    MASK = "mask"
    KEEP = "keep"
    PARTIAL = "partial"  # the label, followed by the last four characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the vendor says about a person: the visitor, or an agent. Empty means unknown."""

    name: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    username: str = ""
    location: str = ""
    ip: str = ""
    page: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `at` is an ISO 8601 time; `speaker` the display name the vendor gives."""

    text: str
    id: str = ""
    role: Role = Role.VISITOR
    at: str | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One chat: its messages in order, the visitor's identity and the agents who took part."""

    id: str
    messages: tuple[Message, ...]
    identity: Identity = Identity()
    agents: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where personal data is in an original message, and why it is thought so.

    `source` is `family:detail` (`pattern:iban`, `model:chat_pii_en`, `conversation:asked_name`,
    `identity:name`); `redactor.reasons` turns it into a sentence. `label` is what stands there
    now, or empty where the action is `keep`.
    """

    start: int
    end: int
    entity: str
    score: float
    label: str
    source: str
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """What stands in a masked message at `start:end`, for the pages and the records."""

    start: int
    end: int
    entity: str
    score: float
    label: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedMessage:
    """A message after masking; `speaker` is masked too (`[AGENT_1]`, `[PERSON_1]` or empty)."""

    id: str
    role: Role
    text: str
    findings: tuple[Finding, ...]
    masks: tuple[Mask, ...]
    at: str | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Why a session has a flag: the index of the message that shows it, and by what."""

    flag: str
    message: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedSession:
    """A session that may be read, stamped with what made it so.

    `identity` maps each known identity field to its label; `flags` are codes such as `minor`,
    each with the `signs` that gave it.
    """

    id: str
    policy: str
    engine: str
    model: str
    messages: tuple[RedactedMessage, ...]
    identity: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
