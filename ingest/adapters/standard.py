"""The generic source: signed JSON that already speaks the engine's words.

`{"type": "session.closed", "timestamp": …, "data": {session}}` after Standard Webhooks, or the
bare session: `id`, `messages` with `text`, `role`, `at`, `speaker`, and maybe `identity`, `agents`.
"""

from collections.abc import Callable, Mapping

from ingest.adapters.fields import clean, first_text, list_of, object_of, reference_of, text_of
from ingest.adapters.times import to_utc
from ingest.adapters.traits import read_traits
from ingest.arrivals import FIELDS, Arrival, Fact, SessionKind, Snapshot
from ingest.errors import Unreadable
from ingest.limits import Limits
from redactor import Identity, Message, Role

VENDOR = "standard"
_TYPES = ("session.closed", "session.updated")
_ROLES = {role.value: role for role in Role}


def read_session(payload: Mapping[str, object], limits: Limits) -> Arrival:
    """Read a session; raises `Unreadable` with `type_unknown`, `messages_invalid` and others."""
    session = _session_in(payload)
    if session is not payload and first_text(payload, "type") not in _TYPES:
        raise Unreadable("type_unknown")
    reference = reference_of(session.get("id"))
    messages = _read_messages(session.get("messages"), limits)
    sent_at = to_utc(payload.get("timestamp"))
    snapshot = Snapshot(
        messages=messages,
        agents=tuple(
            Identity(
                name=first_text(agent, "name"),
                email=first_text(agent, "email"),
                username=first_text(agent, "username"),
            )
            for agent in map(object_of, list_of(session.get("agents")))
            if agent
        ),
        started_at=to_utc(session.get("started_at")),
        ended_at=to_utc(session.get("ended_at")) or sent_at,
        taken_at=sent_at,
    )
    return Arrival(
        reference=reference,
        kind=SessionKind.CHAT,
        facts=tuple(_facts(object_of(session.get("identity")))),
        snapshot=snapshot if messages else None,
    )


def find_reference(payload: Mapping[str, object]) -> str:
    """Return the id of the session, wherever it stands, or empty."""
    return text_of(_session_in(payload).get("id"))


def _session_in(payload: Mapping[str, object]) -> Mapping[str, object]:
    wrapped = "data" in payload and "messages" not in payload
    return object_of(payload["data"]) if wrapped else payload


def _facts(identity: Mapping[str, object]) -> list[Fact]:
    """Return the identity's own fields as they are; all that is no text of one like any traits."""
    known = [(field, text) for field in FIELDS if (text := text_of(identity.get(field)))]
    told = {"custom", *(field for field, _ in known)}
    other = {key: value for key, value in identity.items() if key not in told}
    return [*known, *read_traits(identity.get("custom")), *read_traits(other)]


def _read_messages(value: object, limits: Limits) -> tuple[Message, ...]:
    if not isinstance(value, list):
        raise Unreadable("messages_invalid")
    if len(value) > limits.messages:
        raise Unreadable("too_many_messages")
    messages = tuple(message for entry in value if (message := _read_message(entry)).text)
    if value and not messages:
        raise Unreadable("content_unreadable")
    return messages


def _read_message(entry: object) -> Message:
    """Read one message, whose text may be a number, or missing where there is only a file.

    A role that is not known is the visitor's, who is masked the most.
    """
    text = entry.get("text") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(text, str | int | None):
        raise Unreadable("messages_invalid")
    return Message(
        text=clean(text) if isinstance(text, str) else text_of(text),
        role=_ROLES.get(text_of(entry.get("role")).casefold(), Role.VISITOR),
        at=to_utc(entry.get("at")) or None,
        speaker=first_text(entry, "speaker"),
    )


KINDS: Mapping[str, Callable[[Mapping[str, object], Limits], Arrival]] = {"session": read_session}
