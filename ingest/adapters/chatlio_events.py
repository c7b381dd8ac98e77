"""Chatlio's four small webhooks: started, unanswered, feedback (one shape), and offline message."""

import hashlib
import json
from collections.abc import Mapping

from ingest.adapters.chatlio_visitor import email_facts, name_facts, visitor_facts
from ingest.adapters.fields import first_text, object_of, reference_of, text_of
from ingest.adapters.slack_text import decode
from ingest.adapters.traits import read_traits, well_known
from ingest.arrivals import Arrival, Event, Happening, SessionKind, Snapshot
from ingest.errors import Unreadable
from redactor import Message, Role

_COMMENT = ("comment", "feedbackComment", "feedbackText", "feedback", "message")


def read_event(payload: Mapping[str, object], happening: Happening) -> Arrival:
    """Read one of the three conversation events; `text` is what the visitor wrote with it."""
    if happening is Happening.FEEDBACK:
        inner = object_of(payload.get("feedback"))
        text = first_text(inner, *_COMMENT, "text") or first_text(payload, *_COMMENT)
    else:
        text = first_text(payload, "message")
    return Arrival(
        reference=reference_of(payload.get("conversationUUID")),
        kind=SessionKind.CHAT,
        facts=(
            *visitor_facts(payload.get("visitor")),
            *read_traits(payload.get("visitorTraits")),
            *read_traits(payload.get("extraData"), path=("extra",)),
        ),
        event=Event(happening=happening, text=decode(text)),
    )


def read_offline_message(payload: Mapping[str, object]) -> Arrival:
    """Read a message left while nobody was there: a session of its own.

    It has no id, so the reference is a digest of who left it, when, and what it says: the same
    message sent again is the same session.
    """
    visitor = object_of(payload.get("visitor"))
    subject, message = (decode(text_of(payload.get(key))) for key in ("subject", "message"))
    texts = [text for text in (subject, message) if text]
    if not texts:
        raise Unreadable("content_missing")
    email = first_text(payload, "email", "emailPretty")
    told = [first_text(visitor, "UUID"), first_text(visitor, "createdAt"), email, *texts]
    digest = hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()
    return Arrival(
        reference=f"offline:{digest}",
        kind=SessionKind.OFFLINE_MESSAGE,
        facts=(
            *name_facts(text_of(payload.get("name")), slugs=[first_text(visitor, "handle")]),
            *email_facts(payload.get("email")),
            *email_facts(payload.get("emailPretty")),
            *well_known(payload, read=("name", "email", "emailPretty")),
            *visitor_facts(visitor),
            *read_traits(payload.get("extraData"), path=("extra",)),
        ),
        snapshot=Snapshot(messages=tuple(Message(text=text, role=Role.VISITOR) for text in texts)),
    )
