"""Chatlio: five kinds of webhook, told apart by their URL, none of them signed.

The kind is no part of the payload. Transcripts and offline messages show it by their shape, though:
they are read as what they are at whichever of the five addresses somebody pasted into the wrong
box. Shapes: vendors' notes, and `chatlio.com/docs/webhooks/`.
"""

from collections.abc import Callable, Mapping

from ingest.adapters.chatlio_events import read_event, read_offline_message
from ingest.adapters.chatlio_transcript import read_transcript
from ingest.adapters.fields import list_of, text_of
from ingest.arrivals import Arrival, Happening
from ingest.limits import Limits

VENDOR = "chatlio"
_Reader = Callable[[Mapping[str, object], Limits], Arrival]


def find_reference(payload: Mapping[str, object]) -> str:
    """Return the id of the conversation, or empty: an offline message has none."""
    return text_of(payload.get("conversationUUID"))


def _is_transcript(payload: Mapping[str, object]) -> bool:
    said = list_of(payload.get("messages")) or text_of(payload.get("textBody"))
    return bool(find_reference(payload) and said)


def _is_offline_message(payload: Mapping[str, object]) -> bool:
    left = text_of(payload.get("message")) and {"email", "emailPretty"} & payload.keys()
    return bool(left and not find_reference(payload))


def _by_shape(reader: _Reader) -> _Reader:
    """Return a reader of what shows its kind, whatever the address says; else `reader` reads."""

    def read(payload: Mapping[str, object], limits: Limits) -> Arrival:
        if _is_transcript(payload):
            return read_transcript(payload, limits)
        if _is_offline_message(payload):
            return read_offline_message(payload)
        return reader(payload, limits)

    return read


def _event_reader(happening: Happening) -> _Reader:
    return _by_shape(lambda payload, _limits: read_event(payload, happening))


KINDS: Mapping[str, _Reader] = {
    "transcript": _by_shape(read_transcript),
    "offline_message": _by_shape(lambda payload, _limits: read_offline_message(payload)),
    "conversation_started": _event_reader(Happening.CONVERSATION_STARTED),
    "unanswered": _event_reader(Happening.UNANSWERED),
    "feedback": _event_reader(Happening.FEEDBACK),
}
