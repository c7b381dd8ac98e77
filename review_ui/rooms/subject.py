"""For a visitor: who looked at my chats, in plain words, for the answer to a request.

Says roles and not names: a person is told who their data was shown to, an employee is not
exposed. The names are in the access log.
"""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from models.actors import ActorKind, Role
from models.ids import is_session_id
from models.log.access_log import EntryFilter, Event, find_entries, live_since
from models.log.entries import Entry
from models.log.events import Outcome
from models.log.looks import DISCLOSING, SEEN
from models.records import Act
from models.rights.request_sessions import Choice
from models.rights.request_work import show_request
from models.times import from_text
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.rooms.log import LogContext
from review_ui.sentences import purpose_words
from review_ui.visits import Visit
from review_ui.words import clock_words, count_words, day_words, moment_words

router = APIRouter()
MOST_SESSIONS = 20
MOST_LOOKS = 500
WORDS = {
    Event.SESSION_OPENED: "read the chat with all personal data masked",
    Event.SESSION_FOUND: "saw words of the chat in a search, with all personal data masked",
    Event.SIGN_OPENED: "read a part of the chat that may need special care, with all personal "
    "data masked",
    Event.ORIGINAL_REVEALED: "was shown something unmasked, which a second person had approved",
    Event.GLASS_BROKEN: "was shown something unmasked in an emergency",
    Event.REQUEST_SEARCHED: "looked for your chats because you asked us to",
    Event.REQUEST_SHOWN: "worked on your request",
    Event.REQUEST_EXPORTED: "made the copy you asked for",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look in plain words."""

    day: str
    time: str
    words: str
    unmasked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectContext:
    """The answer: a sentence that sums it up, and each look. Auditors see it among their tabs."""

    template: ClassVar[str] = "subject.html"
    room: ClassVar[str] = "/log"
    tabs: ClassVar[tuple[tuple[str, str, str], ...]] = LogContext.tabs
    title: str = "Who looked at my chats?"
    request: str
    sessions: str
    answer: str
    reach: str
    lines: tuple[LookLine, ...]
    more: bool
    made: str


class LooksContext(SubjectContext):
    """The same for privacy officers, about any session."""

    room: ClassVar[str] = "/looks"


class RequestLooksContext(SubjectContext):
    """The same for privacy officers, about the chats of one request."""

    room: ClassVar[str] = "/requests"


Sessions = Annotated[str, Query(max_length=300)]


@router.get("/log/subject")
def show_subject(
    visit: Annotated[Visit, needs(Permission.LOG_SUBJECT)], sessions: Sessions = ""
) -> HTMLResponse:
    """Say who looked at these sessions, so that a person understands it."""
    asked = _read(sessions)
    with visit.act() as act:
        context = _tell(SubjectContext, act, visit, asked)
    return visit.page(context, ("Access log", "/log"), ("For a visitor", ""))


@router.get("/looks")
def show_looks(
    visit: Annotated[Visit, needs(Permission.LOOK_TELL)], sessions: Sessions = ""
) -> HTMLResponse:
    """Say the same to a privacy officer, who has to answer the person."""
    asked = _read(sessions)
    with visit.act() as act:
        context = _tell(LooksContext, act, visit, asked)
    return visit.page(context)


@router.get("/requests/{request_id}/looks")
def show_looks_of_request(
    visit: Annotated[Visit, needs(Permission.LOOK_TELL)], request_id: str
) -> HTMLResponse:
    """Say it of the chats that are the person's own, as the request has them."""
    with visit.act() as act:
        found = show_request(act, request_id).sessions
        theirs = tuple(each.session_id for each in found if each.choice is Choice.THEIRS)
        context = _tell(RequestLooksContext, act, visit, theirs, request=request_id)
    requests = (("Requests", "/requests"), (request_id, f"/requests/{request_id}"))
    return visit.page(context, *requests, ("Who looked", ""))


def _read(sessions: str) -> tuple[str, ...]:
    asked = tuple(filter(None, dict.fromkeys(re.split(r"[\s,;]+", sessions.strip().upper()))))
    if len(asked) > MOST_SESSIONS or any(not is_session_id(each) for each in asked):
        raise AddressInvalid("sessions")
    return asked


def _tell(
    kind: type[SubjectContext],
    act: Act,
    visit: Visit,
    sessions: tuple[str, ...],
    *,
    request: str = "",
) -> SubjectContext:
    found: list[Entry] = []
    more = False
    for session in sessions:
        chosen = EntryFilter(object=f"session:{session}", kind=ActorKind.PERSON.value, events=SEEN)
        page = find_entries(act, chosen, limit=MOST_LOOKS)
        more = more or page.next is not None
        found += [each for each in page.entries if each.outcome == Outcome.ALLOWED]
    if not sessions:
        find_entries(act, EntryFilter(spans=()))
    found.sort(key=lambda each: (each.at, each.seq))
    reach = moment_words(live_since(act), visit.zone)
    return kind(
        request=request,
        sessions=" ".join(sessions),
        answer=_answer(found, len(sessions), reach) if sessions else "",
        reach=reach,
        lines=tuple(_line(each, visit) for each in found),
        more=more,
        made=day_words(act.now, visit.zone),
    )


def _answer(found: list[Entry], sessions: int, reach: str) -> str:
    since = f"Since {reach}: " if reach else ""
    if not found:
        chats, it = ("your chat", "it") if sessions == 1 else ("any of your chats", "any of them")
        return f"{since}Nobody opened {chats}, and no search showed {it}."
    chats = "Your chat was" if sessions == 1 else f"Your {sessions} chats were"
    people = len({each.actor_id for each in found})
    times = count_words(len(found), "time")
    who = count_words(people, "employee of ours", "employees of ours")
    open_looks = sum(each.event in DISCLOSING for each in found)
    masked = (
        "Everything personal was masked each time."
        if not open_looks
        else f"In {count_words(open_looks, 'case')} something was not masked; the lines say why."
    )
    return f"{since}{chats} looked at {times}, by {who}. {masked}"


def _line(entry: Entry, visit: Visit) -> LookLine:
    at = from_text(entry.at)
    event = Event(entry.event)
    role = Role(entry.actor_role).words if entry.actor_role else "Employee"
    purpose = purpose_words(entry.purpose) if entry.purpose else ""
    why = f", for {purpose}" if purpose else ""
    told = entry.reason and event in DISCLOSING  # of a sign it is a guess about the person
    reason = f" ({entry.reason.replace('_', ' ')})" if told else ""
    article = "An" if role[:1] in "AEIOU" else "A"
    return LookLine(
        day=day_words(at, visit.zone),
        time=clock_words(at, visit.zone),
        words=f"{article} {role.lower()} {WORDS.get(event, event.words)}{why}{reason}.",
        unmasked=event in DISCLOSING,
    )
