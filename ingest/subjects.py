"""Whom a session is about and who is named in it: identifiers for the blind index.

From what the vendor says about the visitor, and from the values the engine masked. They live in
memory until the records have made keyed digests of them.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.arrivals import CUSTOM, Fact
from models.rights.identifiers import KINDS_OF_ENTITIES, Identifier, IdentifierKind, forms_of
from redactor import Action, RedactedSession, Role, Session
from redactor.labels import is_agent

_FIELDS = {
    "name": IdentifierKind.NAME,
    "email": IdentifierKind.EMAIL,
    "phone": IdentifierKind.PHONE,
    "username": IdentifierKind.USERNAME,
}
_OF_KEY = (
    (IdentifierKind.EMAIL, re.compile(r"mail")),
    (IdentifierKind.PHONE, re.compile(r"phone|mobile|cell|(?:^|_)tel(?:$|_)|fax")),
    (
        IdentifierKind.NUMBER,
        re.compile(
            r"(?:account|customer|client|member|contract|policy|user|order|booking|invoice)"
            r"(?:_?(?:id|no|nr|number|ref|reference|code))?$|(?:^|_)(?:id|number|reference)$"
        ),
    ),
    (IdentifierKind.USERNAME, re.compile(r"user_?name|login|handle|nick")),
    (IdentifierKind.NAME, re.compile(r"(?<!company_)(?<!product_)(?<!plan_)name$")),
)


def told_identifiers(facts: Iterable[Fact]) -> Iterator[Identifier]:
    """Yield what the vendor says the visitor can be found by."""
    for field, value in facts:
        kind = _FIELDS.get(field)
        if kind is None and field.startswith(CUSTOM):
            kind = _kind_of(field.removeprefix(CUSTOM), value)
        if kind is IdentifierKind.USERNAME:  # a customer number is often all there is of one
            yield Identifier(kind=IdentifierKind.NUMBER, value=value)
        if kind is not None:
            yield Identifier(kind=kind, value=value)


def said_identifiers(
    session: Session, redacted: RedactedSession, wrong: Iterable[Fact] = ()
) -> Iterator[Identifier]:
    """Yield the values the engine masked; the visitor's own are those with their label.

    What is `wrong` of the visitor is none of their own, though it was put right to what is.
    """
    visitor = {*redacted.identity.values(), *_speakers(redacted)}
    not_own = {
        form for _, value in wrong for kind in IdentifierKind for form in forms_of(kind, value)
    }
    for message, masked in zip(session.messages, redacted.messages, strict=True):
        for finding in masked.findings:
            kind = KINDS_OF_ENTITIES.get(finding.entity)
            if kind is None or finding.action is Action.KEEP or is_agent(finding.label):
                continue
            value = message.text[finding.start : finding.end]
            own = finding.label in visitor and not_own.isdisjoint(forms_of(kind, value))
            yield Identifier(kind=kind, value=value, about=own)


def _speakers(redacted: RedactedSession) -> set[str]:
    """The labels of whoever writes as the visitor."""
    return {
        message.speaker
        for message in redacted.messages
        if message.role is Role.VISITOR and message.speaker
    }


def _kind_of(key: str, value: str) -> IdentifierKind | None:
    if "@" in value:
        return IdentifierKind.EMAIL
    return next((kind for kind, pattern in _OF_KEY if pattern.search(key)), None)
