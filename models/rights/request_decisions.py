"""The second person: approves what another proposed, or sends it back; then it is answered."""

from dataclasses import dataclass, replace

from models.accounts.notices import NoticeKind, notify, withdraw_notices
from models.errors import Conflict, NotAllowed
from models.keeping.erasing import ask_erasure
from models.keeping.holds import is_held
from models.keeping.mentions import note_mentions
from models.log.events import Event
from models.records import Act
from models.rights.corrections import correct_session
from models.rights.objections import make_objection, objects
from models.rights.request_sessions import (
    Choice,
    FoundSession,
    begun_later,
    find_unseen,
    found_sessions,
    overlooked,
)
from models.rights.request_told import forget_identifiers, read_told, request_digests, shred_closed
from models.rights.subject_index import indexed
from models.rights.subject_requests import (
    Decision,
    RequestKind,
    RequestStatus,
    SubjectRequest,
    require_status,
    worked_on,
)
from models.times import to_text
from models.transcripts.withholdings import Withheld, withhold


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an approval did with sessions: erased, kept by a hold, out of review, corrected.

    `mentions` are chats of others whose originals end, because they name the person. In those
    `without_original` nothing is left that could be corrected.
    """

    erased: int = 0
    held: tuple[str, ...] = ()
    mentions: int = 0
    withheld: int = 0
    corrected: int = 0
    without_original: int = 0


def return_request(act: Act, request_id: str) -> None:
    """Send a proposal back to be worked on. Logs request:returned, and tells who proposed."""
    request = require_status(act, request_id, Event.REQUEST_RETURNED, RequestStatus.PROPOSED)
    about = f"request:{request.id}"
    act.db.table("subject_requests").update(
        request.id,
        {"status": RequestStatus.OPEN.value, "decision": None, "refusal": None},
    )
    act.log(Event.REQUEST_RETURNED, about)
    withdraw_notices(act, NoticeKind.REQUEST_PROPOSED, about)
    notify(act, request.proposed_by, NoticeKind.REQUEST_RETURNED, about)


def approve_request(act: Act, request_id: str) -> Done:
    """Finalise what another person proposed, and do it. Logs request:approved.

    NotAllowed (`same_person`) for whoever worked on it; Conflict (`new_sessions`) where chats that
    had begun when the person asked are surely theirs and nobody has looked at them. Those that
    began later are left as they are and counted. An objection waits for none: it takes them out of
    review as it does those to come. Erasure starts here; a session on hold stays and is named. A
    refusal or a withdrawal changes nothing but the request.
    """
    request = require_status(act, request_id, Event.REQUEST_APPROVED, RequestStatus.PROPOSED)
    about = f"request:{request.id}"
    if worked_on(act, request.id):
        raise NotAllowed(Event.REQUEST_APPROVED, about, "same_person")
    done = Done()
    later = len(begun_later(act, request))
    if request.decision is Decision.FULFIL:
        if request.kind is not RequestKind.OBJECT and overlooked(act, request):
            raise Conflict(Event.REQUEST_APPROVED, about, "new_sessions")
        done = _do(act, request)
    act.db.table("subject_requests").update(
        request.id,
        {
            "status": RequestStatus.APPROVED.value,
            "approved_at": to_text(act.now),
            "approved_by": act.actor.id,
            "erased": done.erased,
            "held": len(done.held),
            **_corrected(request, done),
        },
    )
    act.log(
        Event.REQUEST_APPROVED,
        about,
        reason=str(request.refusal or request.decision or ""),
        erased=done.erased,
        held=len(done.held),
        mentions=done.mentions,
        withheld=done.withheld,
        corrected=done.corrected,
        without_original=done.without_original,
        later=later,
    )
    withdraw_notices(act, NoticeKind.REQUEST_PROPOSED, about)
    notify(act, request.proposed_by, NoticeKind.REQUEST_APPROVED, about)
    return done


def close_request(act: Act, request_id: str) -> None:
    """Close a request that was answered. Logs request:closed.

    The key of its identifiers is destroyed first: from then on only digests are left of them.
    """
    request = require_status(act, request_id, Event.REQUEST_CLOSED, RequestStatus.APPROVED)
    about = f"request:{request.id}"
    access = request.kind is RequestKind.ACCESS and request.decision is Decision.FULFIL
    if access and not request.exports and request.theirs:
        raise Conflict(Event.REQUEST_CLOSED, about, "not_exported")
    shred_closed(act, request.id)
    forget_identifiers(act, request.id)
    act.db.execute("DELETE FROM subject_request_sessions WHERE request_id = ?", [request.id])
    act.db.table("subject_requests").update(
        request.id,
        {
            "status": RequestStatus.CLOSED.value,
            "closed_at": to_text(act.now),
            "closed_by": act.actor.id,
        },
    )
    act.log(
        Event.REQUEST_CLOSED,
        about,
        reason=request.kind.value,
        erased=request.erased,
        held=request.held,
    )
    for kind in (NoticeKind.REQUEST_DUE, NoticeKind.REQUEST_APPROVED):
        withdraw_notices(act, kind, about)


def _do(act: Act, request: SubjectRequest) -> Done:
    found = found_sessions(act, request.id)
    theirs = [each for each in found if each.choice is Choice.THEIRS and each.status != "erasing"]
    if request.kind is RequestKind.ERASE:
        mentions = [each.session_id for each in found if each.choice is Choice.MENTION]
        note_mentions(act, request.id, mentions)
        return replace(_erase(act, request.id, theirs), mentions=len(mentions))
    if request.kind is RequestKind.OBJECT:
        return Done(withheld=_object(act, request.id, theirs))
    if request.kind is RequestKind.RECTIFY:
        corrections = read_told(act, request.id).corrections
        corrected = sum(
            correct_session(act, each.session_id, request.id, corrections) for each in theirs
        )
        return Done(corrected=corrected, without_original=len(theirs) - corrected)
    return Done()


def _corrected(request: SubjectRequest, done: Done) -> dict[str, int]:
    if request.kind is not RequestKind.RECTIFY or request.decision is not Decision.FULFIL:
        return {}
    return {"corrected": done.corrected, "without_original": done.without_original}


def _object(act: Act, request_id: str, theirs: list[FoundSession]) -> int:
    """Take theirs out of review, and what came in meanwhile if the objection is heard there."""
    objection_id, withheld = make_objection(
        act,
        request_digests(act, request_id),
        [each.session_id for each in theirs],
        origin="subject_request",
    )
    act.db.table("subject_requests").update(request_id, {"objection_id": objection_id})
    heard = [
        match.session_id
        for match in find_unseen(act, request_id)
        if objects(act, indexed(act, match.session_id)) == objection_id
    ]
    return withheld + sum(
        withhold(act, session_id, Withheld.OBJECTION, objection_id=objection_id)
        for session_id in heard
    )


def _erase(act: Act, request_id: str, theirs: list[FoundSession]) -> Done:
    held = tuple(found.session_id for found in theirs if is_held(act.db, found.session_id))
    going = [found.session_id for found in theirs if found.session_id not in held]
    for session_id in going:
        ask_erasure(act, session_id, reason="subject_request", request_id=request_id)
    return Done(erased=len(going), held=held)
