"""What is too much: sessions that looking through could take for ever fail closed before it."""

from collections.abc import Iterator

from redactor.conversation import MOST_TOLD, Identity, Session
from redactor.errors import FailedClosed
from redactor.identity_values import FIELDS


def find_excess(session: Session, most_characters: int) -> FailedClosed | None:
    """Return what is too much in `session`, or None.

    A message, or a value told of a person, of more than `most_characters`; or more than `MOST_TOLD`
    characters told of people in all.
    """
    long = sum(len(message.text) > most_characters for message in session.messages)
    if long:
        return FailedClosed(session.id, "message_too_long", long)
    sizes = list(_sizes_told(session))
    long = sum(size > most_characters for size in sizes)
    if long or sum(sizes) > MOST_TOLD:
        return FailedClosed(session.id, "identity_too_long", long or len(sizes))
    return None


def _sizes_told(session: Session) -> Iterator[int]:
    """Yield the length of each value that is told of the visitor, the agents and who speaks."""
    for identity in (session.identity, *session.agents):
        yield from _sizes(identity)
    yield from map(len, {message.speaker for message in session.messages})


def _sizes(identity: Identity) -> Iterator[int]:
    for field in FIELDS:
        yield len(getattr(identity, field) or "")
    for name, value in identity.custom.items():
        yield len(name)
        yield len(str(value))
