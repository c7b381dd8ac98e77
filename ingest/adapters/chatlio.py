"""Chatlio: five kinds of webhook, told apart by their URL, none of them signed.

The kind is no part of the payload. Shapes: vendors' notes, and `chatlio.com/docs/webhooks/`.
"""

from collections.abc import Callable, Mapping

from ingest.adapters.chatlio_events import read_event, read_offline_message
from ingest.adapters.chatlio_transcript import read_transcript
from ingest.adapters.fields import text_of
from ingest.arrivals import Arrival, Happening
from ingest.limits import Limits

VENDOR = "chatlio"


def find_reference(payload: Mapping[str, object]) -> str:
    """Return the id of the conversation, or empty: an offline message has none."""
    return text_of(payload.get("conversationUUID"))


def _reader(happening: Happening) -> Callable[[Mapping[str, object], Limits], Arrival]:
    return lambda payload, _limits: read_event(payload, happening)


KINDS: Mapping[str, Callable[[Mapping[str, object], Limits], Arrival]] = {
    "transcript": read_transcript,
    "offline_message": lambda payload, _limits: read_offline_message(payload),
    "conversation_started": _reader(Happening.CONVERSATION_STARTED),
    "unanswered": _reader(Happening.UNANSWERED),
    "feedback": _reader(Happening.FEEDBACK),
}
