"""Subject requests: what a person asks for, from the day it comes in to the day it is closed.

The identifiers given are sealed with a key of the request's own and shown nowhere but at its desk.
When the request is closed that key is destroyed; what is left proves what was done: codes, counts,
times and keyed digests. Who worked on a request never approves it.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.errors import Conflict, Invalid, NotFound
from models.ids import is_session_id, new_session_id
from models.log.events import Event
from models.records import Act
from models.rights.corrections import Correction
from models.rights.identifiers import Identifier
from models.rights.request_told import (
    MOST_IDENTIFIERS,
    MOST_LENGTH,
    Told,
    digests_given,
    keep_digests,
    key_of,
    read_told,
    seal_told,
)
from models.times import from_text, optional_time, to_text
from models.transcripts.withholdings import require_privacy
from models.worded import WordedEnum

_MOST = 200


class RequestKind(WordedEnum):
    """What the person wants."""

    ACCESS = "access", "Access: a copy of what is kept"
    RECTIFY = "rectify", "Rectify: what is wrong put right"
    ERASE = "erase", "Erase: everything deleted"
    OBJECT = "object", "Object: not to be reviewed any more"


class Channel(WordedEnum):
    """How the request came in."""

    EMAIL = "email", "By e-mail"
    LETTER = "letter", "By letter"
    PHONE = "phone", "By phone"
    CHAT = "chat", "In a chat"
    FORM = "form", "By a form on the website"
    AUTHORITY = "authority", "Through an authority"


class RequestStatus(WordedEnum):
    """How far a request has come."""

    OPEN = "open", "Being worked on"
    PROPOSED = "proposed", "Waits for a second person"
    APPROVED = "approved", "Approved; to be answered"
    CLOSED = "closed", "Closed"


class Proof(WordedEnum):
    """How the person proved who they are. No document is ever kept."""

    KNOWN_CONTACT = "known_contact", "Answered from the e-mail address or phone on record"
    SIGNED_IN = "signed_in", "Asked while signed in to their customer account"
    CALLED_BACK = "called_back", "Called back on the number on record"
    QUESTIONS = "questions", "Answered questions only they could answer"
    DOCUMENT_SEEN = "document_seen", "Showed a document; nothing of it was kept"
    AUTHORITY = "authority", "Confirmed by the authority that sent it"


class Decision(WordedEnum):
    """What is to be done."""

    FULFIL = "fulfil", "Fulfil it"
    REFUSE = "refuse", "Refuse it"
    WITHDRAWN = "withdrawn", "The person took it back"


class Refusal(WordedEnum):
    """Why a request is refused; the person is told, and that they may complain."""

    NOT_IDENTIFIED = "not_identified", "Nobody could be identified by what was given"
    NOT_VERIFIED = "not_verified", "The person did not prove who they are"
    EXCESSIVE = "excessive", "Manifestly unfounded or excessive (Art. 12(5) GDPR)"
    LEGAL_DUTY = "legal_duty", "The law wants it kept (Art. 17(3)(b) GDPR)"
    LEGAL_CLAIM = "legal_claim", "Needed for a legal claim (Art. 17(3)(e) GDPR)"
    RIGHTS_OF_OTHERS = "rights_of_others", "Rights of others stand against it (Art. 15(4) GDPR)"


class Extension(WordedEnum):
    """Why the deadline is put off by two months, once (Art. 12(3) GDPR)."""

    COMPLEX = "complex", "The request is complex"
    MANY = "many", "There are many requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRequest:
    """A request without anything that says whose it is.

    `corrected` and `without_original` are known once a request to rectify is approved.
    """

    id: str
    kind: RequestKind
    channel: Channel
    status: RequestStatus
    opened_at: datetime
    received_at: datetime
    due_at: datetime
    extended_for: str
    searched_at: datetime | None
    verified_at: datetime | None
    verified_how: Proof | None
    decision: Decision | None
    refusal: Refusal | None
    proposed_by: str
    approved_at: datetime | None
    closed_at: datetime | None
    theirs: int
    mentions: int
    erased: int
    held: int
    corrected: int | None
    without_original: int | None
    exports: int

    def days_left(self, now: datetime) -> int:
        """Days until the day it is due; below zero when it is late."""
        return (self.due_at.date() - now.date()).days


def open_request(
    act: Act,
    kind: RequestKind,
    channel: Channel,
    identifiers: Sequence[Identifier],
    *,
    received_at: datetime,
) -> str:
    """Take a request in; gives its id. Logs request:opened.

    Under "privacy duties" only. Invalid (`identifiers`, `received_at`) where nobody can be found
    by what was given, or the day is to come.
    """
    require_privacy(act, Event.REQUEST_OPENED)
    if received_at > act.now:
        raise Invalid(Event.REQUEST_OPENED, reason="received_at")
    digests = digests_given(act, identifiers, Event.REQUEST_OPENED)
    request_id = _unused_id(act)
    act.records.keys.new_key(key_of(request_id))
    act.db.table("subject_requests").insert(
        {
            "id": request_id,
            "kind": kind.value,
            "channel": channel.value,
            "status": RequestStatus.OPEN.value,
            "opened_at": to_text(act.now),
            "opened_by": act.actor.id,
            "received_at": to_text(received_at),
            "due_at": to_text(months_after(received_at, 1)),
            "sealed": seal_told(act, request_id, Told(identifiers=tuple(identifiers))),
        }
    )
    keep_digests(act, request_id, digests)
    act.log(Event.REQUEST_OPENED, f"request:{request_id}", reason=kind.value, channel=channel.value)
    note_worker(act, request_id)
    return request_id


def add_identifiers(act: Act, request_id: str, identifiers: Sequence[Identifier]) -> None:
    """Add what the person told later to find them by. Logs request:identified."""
    request = require_status(act, request_id, Event.REQUEST_IDENTIFIED, RequestStatus.OPEN)
    told = read_told(act, request.id)
    known = (*told.identifiers, *identifiers)
    digests = digests_given(act, known, Event.REQUEST_IDENTIFIED)
    sealed = seal_told(act, request.id, replace(told, identifiers=known))
    act.db.table("subject_requests").update(request.id, {"sealed": sealed, "searched_at": None})
    keep_digests(act, request.id, digests)
    act.log(Event.REQUEST_IDENTIFIED, f"request:{request.id}", identifiers=len(known))
    note_worker(act, request.id)


def list_requests(act: Act) -> tuple[SubjectRequest, ...]:
    """Requests, open ones first by when they are due, then closed ones. Logs request:listed."""
    require_privacy(act, Event.REQUEST_LISTED)
    rows = act.db.table("subject_requests").rows_where(
        order_by="closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN due_at END, "
        "closed_at DESC, id",
        limit=_MOST,
    )
    found = tuple(_request(row) for row in rows)
    act.log(Event.REQUEST_LISTED, count=len(found))
    return found


def get_request(act: Act, request_id: str, event: Event) -> SubjectRequest:
    """One request; NotFound where there is none. Under "privacy duties" only. Logs nothing."""
    about = f"request:{request_id}" if is_session_id(request_id) else "request:unknown"
    require_privacy(act, event, about)
    row = None
    if is_session_id(request_id):
        row = next(iter(act.db.table("subject_requests").rows_where("id = ?", [request_id])), None)
    if row is None:
        raise NotFound(event, about, "unknown")
    return _request(row)


def require_status(
    act: Act, request_id: str, event: Event, *statuses: RequestStatus
) -> SubjectRequest:
    """One request that stands where it has to; Conflict otherwise."""
    request = get_request(act, request_id, event)
    if request.status not in statuses:
        raise Conflict(event, f"request:{request.id}", request.status.value)
    return request


def add_correction(act: Act, request_id: str, correction: Correction) -> None:
    """Note what is to be put right when the request is approved. Logs request:identified."""
    request = require_status(act, request_id, Event.REQUEST_IDENTIFIED, RequestStatus.OPEN)
    about = f"request:{request.id}"
    if request.kind is not RequestKind.RECTIFY:
        raise Conflict(Event.REQUEST_IDENTIFIED, about, "not_rectify")
    values = (correction.wrong, correction.right)
    if not any(values) or any(len(value) > MOST_LENGTH for value in values):
        raise Invalid(Event.REQUEST_IDENTIFIED, about, "correction")
    told = read_told(act, request.id)
    told = replace(told, corrections=(*told.corrections, correction)[-MOST_IDENTIFIERS:])
    act.db.table("subject_requests").update(
        request.id, {"sealed": seal_told(act, request.id, told)}
    )
    act.log(Event.REQUEST_IDENTIFIED, about, corrections=len(told.corrections))
    note_worker(act, request.id)


def note_worker(act: Act, request_id: str) -> None:
    """Remember who worked on a request: that person does not approve it."""
    act.db.table("subject_request_workers").insert(
        {"request_id": request_id, "person_id": act.actor.id}, ignore=True
    )


def worked_on(act: Act, request_id: str) -> bool:
    """Whether the actor worked on this request."""
    return bool(
        act.db.table("subject_request_workers").count_where(
            "request_id = ? AND person_id = ?", [request_id, act.actor.id]
        )
    )


def months_after(start: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of a shorter month (Reg. 1182/71)."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return start.replace(year=year, month=month, day=day)


def _unused_id(act: Act) -> str:
    while True:
        request_id = new_session_id(act.records.random)
        if not act.db.table("subject_requests").count_where("id = ?", [request_id]):
            return request_id


def _request(row: dict[str, Any]) -> SubjectRequest:
    return SubjectRequest(
        id=row["id"],
        kind=RequestKind(row["kind"]),
        channel=Channel(row["channel"]),
        status=RequestStatus(row["status"]),
        opened_at=from_text(row["opened_at"]),
        received_at=from_text(row["received_at"]),
        due_at=from_text(row["due_at"]),
        extended_for=row["extended_for"] or "",
        searched_at=optional_time(row["searched_at"]),
        verified_at=optional_time(row["verified_at"]),
        verified_how=Proof(row["verified_how"]) if row["verified_how"] else None,
        decision=Decision(row["decision"]) if row["decision"] else None,
        refusal=Refusal(row["refusal"]) if row["refusal"] else None,
        proposed_by=row["proposed_by"] or "",
        approved_at=optional_time(row["approved_at"]),
        closed_at=optional_time(row["closed_at"]),
        theirs=row["theirs"],
        mentions=row["mentions"],
        erased=row["erased"],
        held=row["held"],
        corrected=row["corrected"],
        without_original=row["without_original"],
        exports=row["exports"],
    )
