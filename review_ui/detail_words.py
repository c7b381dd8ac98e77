"""The details of an entry of the access log in words: counts, codes, who."""

from collections.abc import Mapping

from models.ids import is_id
from models.log.access_log import Entry, Event
from models.log.request_ids import DETAIL
from review_ui.words import count_words

_COUNTED = {
    Event.SESSION_LISTED: ("session", "sessions"),
    Event.SESSION_HELD_LISTED: ("session", "sessions"),
    Event.LOG_LISTED: ("entry", "entries"),
    Event.LOG_EXPORTED: ("entry", "entries"),
    Event.LOG_VERIFIED: ("entry", "entries"),
    Event.SEARCH_RAN: ("message found", "messages found"),
    Event.PERSON_LISTED: ("person", "people"),
    Event.REVEAL_LISTED: ("reveal", "reveals"),
    Event.REPORT_LISTED: ("report", "reports"),
    Event.NOTICE_LISTED: ("notice", "notices"),
    Event.SOURCE_LISTED: ("source", "sources"),
    Event.DELIVERY_LISTED: ("delivery", "deliveries"),
    Event.ERASURE_LISTED: ("erasure", "erasures"),
    Event.HOLD_LISTED: ("hold", "holds"),
    Event.OBJECTION_LISTED: ("objection", "objections"),
    Event.SIGN_LISTED: ("sign", "signs"),
    Event.REQUEST_LISTED: ("request", "requests"),
    Event.ALERT_LISTED: ("alert", "alerts"),
    Event.SESSION_REWORK_ASKED: ("session", "sessions"),
    Event.SESSION_REWORK_PREVIEWED: ("session", "sessions"),
}

_IDS = ("review", "reveal", "report", "leave", "sign_in")
"""Details that are ids: nobody knows them by heart."""
_PLAIN = {
    "second": "second factor",
    "one_time_link": "one-time link",
    "how": "outcome",
    "of": "on",
}
_NOTES = {
    "new": "the first of its session",
    "replaced": "later than what was kept",
    "older": "earlier than what is kept",
}
"""What a delivery turned out to be."""


_REASONS = {
    "permission": "not in their role or purpose",
    "proof": "they had to prove first who they are",
    "purpose": "not for this purpose",
}
"""Why something was refused, where the code alone says too little."""


def reason_words(code: str) -> str:
    """Return the reason of an entry in words; empty where none was given."""
    return _REASONS.get(code, code.replace("_", " "))


def find_event(code: str) -> Event | None:
    """Return the event of a code; None for one that this version does not know."""
    try:
        return Event(code)
    except ValueError:
        return None


def say_details(entry: Entry, names: Mapping[str, str]) -> str:
    """Counts and codes in words; digests say nothing to a reader."""
    said = (
        _say(find_event(entry.event), name, value, names) for name, value in entry.details.items()
    )
    return ", ".join(part for part in said if part)


def _say(event: Event | None, name: str, value: str | int, names: Mapping[str, str]) -> str:
    if name == DETAIL or value is False:
        return ""
    if value is True:
        return name.replace("_", " ")
    if name == "again":
        return "let in again" if value else ""
    if isinstance(value, int):
        if name == "count" and event in _COUNTED:
            return count_words(value, *_COUNTED[event])
        return _number(name.replace("_", " "), value)
    if len(value) >= 32 or name in _IDS:
        return ""
    if name == "note" and event is Event.DELIVERY_PROCESSED:
        return _NOTES.get(value, value.replace("_", " "))
    asked = find_event(value)
    cut = value[:8] if is_id(value) else value.replace("_", " ")
    shown = names.get(value, asked.words if asked else _PLAIN.get(value, cut))
    return f"{_PLAIN.get(name, name.replace('_', ' '))} {shown}"


def _number(name: str, value: int) -> str:
    """Things that can be counted stand behind their number: `2 messages`, but `revision 2`."""
    if name == "told":
        return count_words(value, "person told", "people told")
    if not name.endswith("s"):
        return f"{name} {value:,}"
    one = f"{name[:-3]}y" if name.endswith("ies") else name[:-1]
    return count_words(value, one, name)
