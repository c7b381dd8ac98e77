"""What the desk of one request shows: its facts in words, and which steps are open."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from models.keeping.erasing import Erasure, ErasureState
from models.keeping.holds import HoldReason
from models.keeping.mentions import Mentioned
from models.rights.corrections import Field
from models.rights.request_work import Choice, FoundSession, RequestPage
from models.rights.subject_index import Relation
from models.rights.subject_requests import (
    Decision,
    Extension,
    Proof,
    Refusal,
    RequestKind,
    RequestStatus,
    SubjectRequest,
)
from review_ui.rooms.requests import GIVEN, left_words, status_mark
from review_ui.visits import Visit
from review_ui.words import count_words, day_words, iso, moment_words

Options = tuple[tuple[str, str], ...]
STATES = {
    "open": "Has no transcript yet",
    "waiting": "May be reviewed",
    "erasing": "Being erased",
    "quarantined": "Held back: failed closed",
    "withheld": "Held back from review",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One session that was found, and what it was chosen for."""

    id: str
    started: str
    started_at: str
    source: str
    messages: str
    matched: str
    relation: str
    certain: bool
    choice: str
    choice_words: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedRow:
    """One chat that was erased for this request, or is to be."""

    id: str
    state: str
    mark: str
    certificate: str
    certificate_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContext:
    """One request; the flags say which forms are on the page."""

    template: ClassVar[str] = "request.html"
    room: ClassVar[str] = "/requests"
    choices: ClassVar[Options] = tuple((str(c), c.words) for c in Choice)
    proofs: ClassVar[Options] = tuple((str(p), p.words) for p in Proof)
    refusals: ClassVar[Options] = tuple((str(r), r.words) for r in Refusal)
    decisions: ClassVar[Options] = tuple((str(d), d.words) for d in Decision)
    extensions: ClassVar[Options] = tuple((str(e), e.words) for e in Extension)
    hold_reasons: ClassVar[Options] = tuple((str(r), r.words) for r in HoldReason)
    fields: ClassVar[Options] = tuple((str(f), f.words) for f in Field)
    kinds_given: ClassVar[Options] = tuple((k.value, words) for k, words, _ in GIVEN)
    id: str
    said: str
    problem: str
    kind: str
    channel: str
    status: str
    status_mark: str
    received: str
    due: str
    due_at: str
    left: str
    left_mark: str
    given: tuple[tuple[str, str], ...]
    corrections: tuple[tuple[str, str, str], ...]
    verified: str
    searched: str
    found: str
    rows: tuple[FoundRow, ...]
    erased: tuple[ErasedRow, ...]
    decision: str
    outcome: tuple[str, ...]
    works: bool
    rectifies: bool
    may_extend: bool
    approves: bool
    is_mine: bool
    may_export: bool
    may_close: bool
    closed: str

    @property
    def title(self) -> str:
        """The request by its id, which is all that may be said aloud."""
        return f"Request {self.id}"


def request_context(
    page: RequestPage, visit: Visit, now: datetime, *, said: str, problem: str
) -> RequestContext:
    """Return the page of one request as it stands."""
    request, zone = page.request, visit.zone
    left, left_mark = left_words(request, now)
    status = request.status
    fulfilled = request.decision is Decision.FULFIL
    return RequestContext(
        id=request.id,
        said=said,
        problem=problem,
        kind=request.kind.words,
        channel=request.channel.words,
        status=status.words,
        status_mark=status_mark(status),
        received=day_words(request.received_at, zone),
        due=day_words(request.due_at, zone),
        due_at=iso(request.due_at),
        left=left,
        left_mark=left_mark,
        given=tuple((each.kind.words, each.value) for each in page.told.identifiers),
        corrections=tuple((c.field.words, c.wrong, c.right) for c in page.told.corrections),
        verified=_verified(request, visit),
        searched=moment_words(request.searched_at, zone),
        found=count_words(len(page.sessions), "session"),
        rows=tuple(_row(found, visit) for found in page.sessions),
        erased=tuple(map(_erased, page.erasures)),
        decision=request.decision.words if request.decision else "",
        outcome=_outcome(page),
        works=status is RequestStatus.OPEN,
        rectifies=request.kind is RequestKind.RECTIFY,
        may_extend=not request.extended_for
        and status in {RequestStatus.OPEN, RequestStatus.PROPOSED},
        approves=status is RequestStatus.PROPOSED,
        is_mine=page.mine,
        may_export=status is RequestStatus.APPROVED
        and fulfilled
        and request.kind is RequestKind.ACCESS,
        may_close=status is RequestStatus.APPROVED,
        closed=moment_words(request.closed_at, zone),
    )


def _verified(request: SubjectRequest, visit: Visit) -> str:
    if request.verified_how is None:
        return ""
    return f"{request.verified_how.words} ({moment_words(request.verified_at, visit.zone)})"


def _outcome(page: RequestPage) -> tuple[str, ...]:
    """What the decision does, or did, in sentences."""
    request = page.request
    theirs = count_words(request.theirs, "chat")
    if request.decision is None:
        return ()
    if request.decision is Decision.REFUSE:
        return (f"Refused: {request.refusal.words if request.refusal else ''}.",)
    if request.decision is Decision.WITHDRAWN:
        return ("The person took the request back.",)
    done = request.approved_at is not None
    mentions = (
        (f"Mentioned in {count_words(request.mentions, 'chat')} of other people; masked there.",)
        if request.mentions
        else ()
    )
    match request.kind:
        case RequestKind.ACCESS:
            first = f"A copy of {theirs} and of who looked at them."
        case RequestKind.ERASE if done:
            first = f"Erasing {count_words(request.erased, 'chat')}: nobody reads them any more."
        case RequestKind.ERASE:
            first = f"{theirs.capitalize()} to be erased, whatever is on hold excepted."
            if request.mentions:
                mentions = (*mentions, "The sealed originals of those are destroyed as well.")
        case RequestKind.OBJECT:
            first = f"{theirs.capitalize()} out of review, and every later one of this person."
        case RequestKind.RECTIFY:
            first = _rectified(request)
    return (first, *mentions, *_mentioned(page.mentioned), *_held(page, done=done))


def _rectified(request: SubjectRequest) -> str:
    """What is put right, by the counts of the approval where they are known."""
    if request.corrected is None:
        theirs = count_words(request.theirs, "chat")
        return f"What is wrong is put right in {theirs}, as far as originals are kept."
    corrected = count_words(request.corrected, "chat")
    first = f"What is wrong is put right in {corrected}, masked anew."
    if not request.without_original:
        return first
    left = count_words(request.without_original, "chat")
    return f"{first} Nothing was corrected in {left}: no original is left there to correct."


def _mentioned(mentioned: Mentioned) -> tuple[str, ...]:
    """What became of the sealed originals of others that name the person."""
    ended = count_words(mentioned.ended, "chat")
    held = count_words(mentioned.held, "chat")
    return (
        *((f"Of {ended} of others the sealed original is destroyed.",) if mentioned.ended else ()),
        *((f"Of {held} it is to be, unless a hold keeps it.",) if mentioned.held else ()),
    )


def _held(page: RequestPage, *, done: bool) -> tuple[str, ...]:
    if page.request.kind is not RequestKind.ERASE:
        return ()
    held = [f.session_id for f in page.sessions if f.held and f.choice is Choice.THEIRS]
    if held:
        return (f"On hold, so not erased: {', '.join(held)}. Tell the person why.",)
    if done and page.request.held:
        return (f"{count_words(page.request.held, 'chat')} stayed because of a hold.",)
    return ()


def _erased(erasure: Erasure) -> ErasedRow:
    found = erasure.state is ErasureState.FOUND
    done = erasure.state is ErasureState.DONE
    return ErasedRow(
        id=erasure.session_id,
        state=erasure.state.words,
        mark="stop" if found else "ok" if done else "",
        certificate=erasure.certificate_id or "",
        certificate_words="Report" if found else "Certificate",
    )


def _row(found: FoundSession, visit: Visit) -> FoundRow:
    about = found.relation is Relation.ABOUT
    state = "On hold" if found.held else STATES.get(found.status, found.status.capitalize())
    return FoundRow(
        id=found.session_id,
        started=moment_words(found.started_at, visit.zone),
        started_at=iso(found.started_at),
        source=found.source_name,
        messages=count_words(found.messages, "message") if found.messages else "",
        matched=", ".join(kind.words for kind in found.kinds),
        relation="Told by the vendor" if about else "Said in the chat",
        certain=found.certain,
        choice=str(found.choice),
        choice_words=found.choice.words,
        state=state,
    )
