"""A person's own words: an original in which only what is theirs is readable.

In what the visitor wrote, everything is theirs but the names and contacts of others. In what
others wrote, only what the visitor is known by or wrote themself. Agents stay masked, and so do
passwords, codes and card numbers: no copy of these should travel.
"""

from collections.abc import Collection
from dataclasses import dataclass

from models.records import Records
from models.rights.identifiers import KINDS_OF_ENTITIES, Identifier
from models.rights.subject_index import Digest, digests_of
from models.transcripts.mask_places import Place, Places
from redactor import Role, Session
from redactor.labels import is_agent

NEVER = frozenset({"PASSWORD", "SECRET", "CREDIT_CARD", "ID_DOCUMENT"})
"""What stays masked even for the person themself."""

OF_OTHERS = frozenset({"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "USERNAME"})
"""What points to another person unless it is known to be the visitor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMessage:
    """One message of a copy: who wrote it, when, and what of it the person may have."""

    role: Role
    at: str
    text: str
    masked: int


def own_messages(
    records: Records, session: Session, places: Places, known: Collection[Digest]
) -> tuple[OwnMessage, ...]:
    """The messages of a session as its visitor may have them.

    `known` are digests of what the person gave: what equals one of them is theirs as well.
    ValueError when the places are not of this session.
    """
    if len(places.messages) != len(session.messages):
        raise ValueError("the places are of another revision")
    own = _own_labels(records, session, places, known)
    written = {
        place.label
        for message, each in zip(session.messages, places.messages, strict=True)
        if message.role is Role.VISITOR
        for place in each
        if place.label in own or place.entity not in OF_OTHERS | NEVER
    }
    found = []
    for message, each in zip(session.messages, places.messages, strict=True):
        shown = own | written
        text, masked = _masked(message.text, each, shown)
        found.append(OwnMessage(role=message.role, at=message.at or "", text=text, masked=masked))
    return tuple(found)


def _own_labels(
    records: Records, session: Session, places: Places, known: Collection[Digest]
) -> set[str]:
    """The labels of what the vendor says of the visitor, and of what the person gave."""
    own = set(places.identity.values())
    wanted = {(each.kind, each.digest) for each in known}
    for message, each in zip(session.messages, places.messages, strict=True):
        for place in each:
            kind = KINDS_OF_ENTITIES.get(place.entity)
            if kind is None or place.label in own:
                continue
            value = message.text[place.start : place.end]
            digests = digests_of(records, [Identifier(kind=kind, value=value)])
            if any((d.kind, d.digest) in wanted for d in digests):
                own.add(place.label)
    return own


def _masked(text: str, places: tuple[Place, ...], shown: Collection[str]) -> tuple[str, int]:
    parts, end, masked = [], 0, 0
    for place in sorted(places, key=lambda place: place.start):
        theirs = place.label in shown and place.entity not in NEVER
        if theirs and not is_agent(place.label):
            continue
        start = max(place.start, end)
        parts += [text[end:start], place.label]
        end = max(place.end, end)
        masked += 1
    return "".join([*parts, text[end:]]), masked
