"""One entry of the access log as a sentence: who did what, to what, for what, when, from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from models.actors import Purpose, Role
from models.log.access_log import Entry, Event, Outcome
from models.log.looks import REVEALING
from models.log.request_ids import DETAIL
from models.times import find_time
from review_ui.detail_words import find_event, reason_words, say_details
from review_ui.words import clock_words, day_words

_ATTEMPTS = {
    Event.SESSION_LISTED: "look at the list of sessions",
    Event.SESSION_HELD_LISTED: "look at the list of sessions held back",
    Event.SESSION_OPENED: "open a session",
    Event.REVIEW_DRAFTED: "save a draft review",
    Event.REVIEW_PUBLISHED: "publish a review",
    Event.REVIEW_LISTED: "read the reviews of a session",
    Event.SEARCH_RAN: "search the redacted sessions",
    Event.FILTER_SAVED: "save a filter of the access log",
    Event.FILTER_DELETED: "delete a saved filter",
    Event.ALERT_LISTED: "look at the list of alerts",
    Event.ALERT_OPENED: "open an alert",
    Event.ALERT_CLOSED: "close an alert",
    Event.PERSON_ADDED: "add a person",
    Event.PERSON_INVITED: "make a one-time sign-in for a person",
    Event.PERSON_DISABLED: "close a person's account",
    Event.PERSON_LISTED: "look at a person's account",
    Event.PERSON_PASSWORD_SET: "set a password",
    Event.PERSON_FACTORS_RESET: "take away a person's second factors",
    Event.AUTHENTICATOR_BEGUN: "set up an authenticator app",
    Event.AUTHENTICATOR_ADDED: "set up an authenticator app",
    Event.AUTHENTICATOR_REMOVED: "remove an authenticator app",
    Event.PASSKEY_ADDED: "add a passkey",
    Event.PASSKEY_RENAMED: "rename a passkey",
    Event.PASSKEY_REMOVED: "remove a passkey",
    Event.PERSON_ROLE_CHANGED: "change a person's role",
    Event.PERSON_LAST_DAY_SET: "set a person's last day",
    Event.PERSON_SIGNED_OUT: "signed somebody out everywhere",
    Event.PERSON_LINKED: "tie a person to the single sign-on",
    Event.API_TOKEN_MADE: "make an API token",
    Event.API_TOKEN_REVOKED: "stop an API token",
    Event.SIGN_IN_PROVED: "prove again who they are",
    Event.PERSON_SHORTCUTS_SET: "switch single-key shortcuts on or off",
    Event.ERASURE_ASKED: "have a session erased",
    Event.ERASURE_LISTED: "look at the list of erasures",
    Event.RETENTION_LISTED: "look at what goes when",
    Event.RETENTION_CONFIRMED: "let a sweep go on that had stopped",
    Event.HOLD_PLACED: "keep a session from deletion",
    Event.HOLD_RELEASED: "end what keeps a session from deletion",
    Event.HOLD_LISTED: "look at the list of holds",
    Event.SESSION_RELEASED: "end a reason for holding a session back",
    Event.OBJECTION_MADE: "record an objection",
    Event.OBJECTION_LIFT_ASKED: "ask for an objection to be lifted",
    Event.OBJECTION_LIFTED: "lift an objection",
    Event.OBJECTION_KEPT: "leave an objection in force",
    Event.OBJECTION_LISTED: "look at the list of objections",
    Event.SIGN_LISTED: "look at the signs of minors and sensitive matters",
    Event.SIGN_OPENED: "read the masked words of a sign",
    Event.SIGN_CLOSED: "decide a sign",
    Event.REQUEST_OPENED: "take in a person's request",
    Event.REQUEST_IDENTIFIED: "add what a person can be found by",
    Event.REQUEST_LISTED: "look at the list of people's requests",
    Event.REQUEST_SHOWN: "open a person's request",
    Event.REQUEST_SEARCHED: "look for the sessions of a person who asked",
    Event.REQUEST_CHOSEN: "decide which sessions are of a person who asked",
    Event.REQUEST_VERIFIED: "record how a person proved who they are",
    Event.REQUEST_EXTENDED: "put off the deadline of a request",
    Event.REQUEST_PROPOSED: "propose how to answer a request",
    Event.REQUEST_RETURNED: "send a proposal back",
    Event.REQUEST_APPROVED: "approve what another proposed for a request",
    Event.REQUEST_EXPORTED: "make the copy for a person who asked",
    Event.REQUEST_CLOSED: "close a request",
    Event.PURPOSE_ADDED: "add a purpose",
    Event.PURPOSE_CHANGED: "change who may work under a purpose",
    Event.PURPOSE_RETIRED: "take a purpose out of use",
    Event.PURPOSE_CHOSEN: "go on under another purpose",
    Event.PURPOSE_LEAVE_ASKED: "ask to work under another purpose",
    Event.PURPOSE_LEAVE_DECIDED: "decide who may work under a purpose",
    Event.REVEAL_ASKED: "ask for a reveal",
    Event.REVEAL_OPENED: "look at what somebody asks to reveal",
    Event.REVEAL_LISTED: "look at the list of reveals",
    Event.REVEAL_APPROVED: "approve a reveal",
    Event.REVEAL_REFUSED: "refuse a reveal",
    Event.ORIGINAL_REVEALED: "see an original",
    Event.GLASS_BROKEN: "see an original without approval",
    Event.GLASS_REVIEWED: "review a reveal that nobody had approved",
    Event.REPORT_MADE: "report a value that was not masked",
    Event.MASK_QUESTIONED: "report that something is masked wrongly",
    Event.REPORT_LISTED: "look at the reports of reviewers",
    Event.REPORT_CLOSED: "decide on a report",
    Event.NOTICE_SEEN: "mark a notice as seen",
    Event.DELIVERY_RETRIED: "put parked deliveries back in line",
}
"""What was tried, for entries whose outcome is refused and whose event does not say so itself."""

_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The parts of the sentence; `also` are further objects, and what they are in words."""

    seq: int
    day: str
    at: str
    time: str
    name: str
    actor_id: str
    role: str
    words: str
    object: str
    object_words: str
    purpose: str
    address: str
    refused: bool
    reason: str
    details: str
    request: str
    revealing: bool
    also: tuple[tuple[str, str], ...] = ()


def say_entry(entry: Entry, zone: tzinfo, names: Mapping[str, str] = _NOBODY) -> Sentence:
    """Return the sentence of an entry; `names` are who an id in its details may be."""
    moment = find_time(entry.at)
    return Sentence(
        seq=entry.seq,
        day=day_words(moment, zone) if moment else "",
        at=entry.at,
        time=clock_words(moment, zone) if moment else "",
        name=entry.actor_name or entry.actor_id or "Somebody unknown",
        actor_id=entry.actor_id,
        role=_role(entry),
        words=_words(entry),
        object=entry.object,
        object_words=_object(entry),
        purpose=purpose_words(entry.purpose),
        address=entry.address,
        refused=entry.outcome == Outcome.REFUSED,
        reason=reason_words(entry.reason),
        details=say_details(entry, names),
        revealing=entry.event in REVEALING and entry.outcome == Outcome.ALLOWED,
        request=str(entry.details.get(DETAIL, "")),
    )


def _words(entry: Entry) -> str:
    event = find_event(entry.event)
    if event is None:
        return entry.event.replace("_", " ")
    if entry.outcome == Outcome.REFUSED and event in _ATTEMPTS:
        return f"tried to {_ATTEMPTS[event]} and was refused"
    return event.words


def _object(entry: Entry) -> str:
    """What it was done to; ids nobody knows by heart are cut short, oneself is left out."""
    return "" if entry.object == f"person:{entry.actor_id}" else say_object(entry.object)


def say_object(code: str) -> str:
    """Return what an entry is about in words; ids nobody knows by heart are cut short."""
    thing, _, thing_id = code.partition(":")
    if not thing_id:
        return ""
    return f"{thing.replace('_', ' ')} {thing_id if thing == 'session' else thing_id[:8]}"


def _role(entry: Entry) -> str:
    try:
        return Role(entry.actor_role).words.lower()
    except ValueError:
        return entry.actor_kind


def purpose_words(code: str) -> str:
    """Return a purpose in words; one of the company's own by its code."""
    try:
        return Purpose(code).words.lower()
    except ValueError:
        return code.replace("_", " ")
