"""What one delivery says, once read: the adapters' words for it, the same for every vendor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from redactor import Identity, Message

Fact = tuple[str, str]
"""One thing known about the visitor: a field of `Identity`, or `custom.<key>`, and its value."""

FIELDS = ("name", "email", "phone", "company", "username", "location", "ip", "page")
CUSTOM = "custom."


class SessionKind(StrEnum):
    """What a session is, for the records."""

    CHAT = "chat"
    OFFLINE_MESSAGE = "offline_message"


class Happening(StrEnum):
    """What happened around a session, told apart from what was written in it."""

    CONVERSATION_STARTED = "conversation_started"
    UNANSWERED = "unanswered"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole transcript as it stood at one moment. Times are UTC ISO text, empty if unknown.

    `taken_at` is that moment, where the vendor tells it; once put in order, it is not kept.
    """

    messages: tuple[Message, ...]
    agents: tuple[Identity, ...] = ()
    started_at: str = ""
    ended_at: str = ""
    taken_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening; `text` is what the visitor wrote with it, or empty."""

    happening: Happening
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One delivery, read: which session it belongs to and what it adds."""

    reference: str
    kind: SessionKind
    facts: tuple[Fact, ...] = ()
    snapshot: Snapshot | None = None
    event: Event | None = None


def identity_of(facts: Iterable[Fact], *, wrong: Sequence[Fact] = ()) -> Identity:
    """Return one identity that holds every fact, whatever order they came in.

    Of several values for a field the longest stands in it (it says most); the others follow as
    custom fields `other_name`, `other_3_name`, …, so that each is sought in the messages. Places
    stand side by side. What was said wrongly is sought as well, and stands in no field of its own.
    """
    misplaced = [value for field, value in wrong if field == "location"]
    values: dict[str, dict[str, str]] = {}
    for field, value in sorted(set(facts), key=lambda fact: (-len(fact[1]), fact)):
        known = values.setdefault(field, {})
        if value:
            known.setdefault(value.casefold(), value)
    main = {"location": "; ".join([*values.pop("location", {}).values(), *misplaced])}
    custom: dict[str, str] = {}
    for field in sorted(values):
        for number, value in enumerate(values[field].values(), start=1):
            if field in FIELDS and number == 1:
                main[field] = value
            else:
                custom[_free(field.removeprefix(CUSTOM), number, custom)] = value
    for field, value in wrong:
        if field != "location":
            custom[_free(field, 2, custom)] = value
    return Identity(**main, custom=custom)


def _free(key: str, number: int, taken: dict[str, str]) -> str:
    """Return the first that is free of `key`, `other_key`, `other_3_key` and so on.

    The key stays at the end: the engine reads from it what the value is.
    """
    while True:
        prefix = {1: "", 2: "other_"}.get(number, f"other_{number}_")
        if prefix + key not in taken:
            return prefix + key
        number += 1
