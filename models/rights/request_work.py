"""Working on a subject request: find the person's sessions, prove who asks, choose, propose."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.accounts.notices import NoticeKind, notify_roles
from models.actors import Role
from models.errors import Conflict, Invalid
from models.keeping.erasing import Erasure, erasures_of_request
from models.keeping.mentions import Mentioned, count_mentions
from models.log.events import Event
from models.records import Act
from models.rights.request_sessions import (
    Choice,
    FoundSession,
    begun_later,
    count_choices,
    found_sessions,
    turned_certain,
)
from models.rights.request_told import Told, read_told, request_digests
from models.rights.subject_index import Match, Relation, find_sessions
from models.rights.subject_requests import (
    Decision,
    Extension,
    Proof,
    Refusal,
    RequestKind,
    RequestStatus,
    SubjectRequest,
    get_request,
    months_after,
    note_worker,
    require_status,
    worked_on,
)
from models.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """All that the desk shows of a request; `mine` says whether the reader worked on it.

    `erasures` stay when the sessions are gone, with their certificates. `later` counts the chats
    that began too late to be part of what is, or was, to be approved.
    """

    request: SubjectRequest
    told: Told
    sessions: tuple[FoundSession, ...]
    erasures: tuple[Erasure, ...]
    mentioned: Mentioned
    later: int
    mine: bool


def show_request(act: Act, request_id: str) -> RequestPage:
    """One request with what the person gave, and what was found. Logs request:shown."""
    request = get_request(act, request_id, Event.REQUEST_SHOWN)
    page = RequestPage(
        request=request,
        told=read_told(act, request.id),
        sessions=found_sessions(act, request.id),
        erasures=erasures_of_request(act, request.id),
        mentioned=count_mentions(act.db, request.id),
        later=len(begun_later(act, request)),
        mine=worked_on(act, request.id),
    )
    act.log(Event.REQUEST_SHOWN, f"request:{request.id}", sessions=len(page.sessions))
    return page


def search_subject(act: Act, request_id: str) -> int:
    """Look the person up in the blind index; choices made before stay. Logs request:searched.

    What points to one person is chosen already; what many share waits to be decided, and so does
    what was chosen for somebody else's before it pointed to this person.
    """
    request = require_status(act, request_id, Event.REQUEST_SEARCHED, RequestStatus.OPEN)
    matches = find_sessions(act, request_digests(act, request.id))
    known = {
        row["session_id"]: (Choice(row["choice"]), bool(row["certain"]))
        for row in act.db.table("subject_request_sessions").rows_where(
            "request_id = ?", [request.id]
        )
    }
    act.db.execute("DELETE FROM subject_request_sessions WHERE request_id = ?", [request.id])
    act.db.table("subject_request_sessions").insert_all(
        {
            "request_id": request.id,
            "session_id": match.session_id,
            "relation": match.relation.value,
            "kinds": " ".join(kind.value for kind in match.kinds),
            "certain": int(match.certain),
            "choice": _choice_of(match, known.get(match.session_id)).value,
        }
        for match in matches
    )
    act.db.table("subject_requests").update(request.id, {"searched_at": to_text(act.now)})
    act.log(
        Event.REQUEST_SEARCHED,
        f"request:{request.id}",
        found=len(matches),
        certain=sum(match.certain for match in matches),
    )
    note_worker(act, request.id)
    return len(matches)


def choose_sessions(act: Act, request_id: str, choices: Mapping[str, Choice]) -> None:
    """Decide what the sessions found have to do with the person. Logs request:chosen."""
    request = require_status(act, request_id, Event.REQUEST_CHOSEN, RequestStatus.OPEN)
    known = {found.session_id for found in found_sessions(act, request.id)}
    if not choices.keys() <= known:
        raise Invalid(Event.REQUEST_CHOSEN, f"request:{request.id}", "session")
    for session_id, choice in choices.items():
        act.db.table("subject_request_sessions").update(
            (request.id, session_id), {"choice": choice.value}
        )
    counts = count_choices(act, request.id)
    act.log(
        Event.REQUEST_CHOSEN,
        f"request:{request.id}",
        theirs=counts[Choice.THEIRS],
        mentions=counts[Choice.MENTION],
        others=counts[Choice.NOT_THEM],
        undecided=counts[Choice.UNDECIDED],
    )
    note_worker(act, request.id)


def verify_subject(act: Act, request_id: str, how: Proof) -> None:
    """Record how the person proved who they are, and nothing they showed. Logs request:verified."""
    request = require_status(act, request_id, Event.REQUEST_VERIFIED, RequestStatus.OPEN)
    act.db.table("subject_requests").update(
        request.id,
        {
            "verified_at": to_text(act.now),
            "verified_by": act.actor.id,
            "verified_how": how.value,
        },
    )
    act.log(Event.REQUEST_VERIFIED, f"request:{request.id}", reason=how.value)
    note_worker(act, request.id)


def extend_deadline(act: Act, request_id: str, why: Extension) -> None:
    """Put the deadline off by two months, once. Logs request:extended."""
    statuses = (RequestStatus.OPEN, RequestStatus.PROPOSED)
    request = require_status(act, request_id, Event.REQUEST_EXTENDED, *statuses)
    if request.extended_for:
        raise Conflict(Event.REQUEST_EXTENDED, f"request:{request.id}", "already_extended")
    due_at = months_after(request.received_at, 3)
    act.db.table("subject_requests").update(
        request.id, {"due_at": to_text(due_at), "extended_for": why.value, "reminded": None}
    )
    act.log(Event.REQUEST_EXTENDED, f"request:{request.id}", reason=why.value)


def propose_decision(
    act: Act, request_id: str, decision: Decision, refusal: Refusal | None = None
) -> None:
    """Hand a request to a second person. Logs request:proposed and tells the officers.

    Refuses with Invalid (`refusal`), Conflict (`not_searched`, `not_verified`, `undecided`).
    """
    request = require_status(act, request_id, Event.REQUEST_PROPOSED, RequestStatus.OPEN)
    about = f"request:{request.id}"
    counts = count_choices(act, request.id)
    if (decision is Decision.REFUSE) != (refusal is not None):
        raise Invalid(Event.REQUEST_PROPOSED, about, "refusal")
    if decision is Decision.FULFIL:
        if request.searched_at is None:
            raise Conflict(Event.REQUEST_PROPOSED, about, "not_searched")
        if request.verified_at is None:
            raise Conflict(Event.REQUEST_PROPOSED, about, "not_verified")
        if counts[Choice.UNDECIDED]:
            raise Conflict(Event.REQUEST_PROPOSED, about, "undecided")
        rectifies = request.kind is RequestKind.RECTIFY
        if rectifies and not read_told(act, request.id).corrections:
            raise Conflict(Event.REQUEST_PROPOSED, about, "no_correction")
    act.db.table("subject_requests").update(
        request.id,
        {
            "status": RequestStatus.PROPOSED.value,
            "decision": decision.value,
            "refusal": refusal.value if refusal else None,
            "proposed_at": to_text(act.now),
            "proposed_by": act.actor.id,
            "theirs": counts[Choice.THEIRS],
            "mentions": counts[Choice.MENTION],
        },
    )
    act.log(
        Event.REQUEST_PROPOSED,
        about,
        reason=refusal.value if refusal else decision.value,
        theirs=counts[Choice.THEIRS],
        mentions=counts[Choice.MENTION],
    )
    note_worker(act, request.id)
    officers = (Role.PRIVACY_OFFICER,)
    notify_roles(act, officers, NoticeKind.REQUEST_PROPOSED, about, but=act.actor.id)


def _choice_of(match: Match, before: tuple[Choice, bool] | None) -> Choice:
    if before is None:
        return _first_choice(match)
    choice, certain = before
    return Choice.UNDECIDED if turned_certain(match, choice, certain=certain) else choice


def _first_choice(match: Match) -> Choice:
    if not match.certain:
        return Choice.UNDECIDED
    return Choice.THEIRS if match.relation is Relation.ABOUT else Choice.UNDECIDED
