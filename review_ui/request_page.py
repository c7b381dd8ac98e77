"""What the desk of one request shows: its facts in words, and which steps are open."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from models.keeping.erasing import Erasure, ErasureState
from models.keeping.holds import HoldReason
from models.rights.corrections import Field
from models.rights.request_sessions import Choice, FoundSession
from models.rights.request_work import RequestPage
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
from review_ui.request_words import outcome_words
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
        outcome=outcome_words(page),
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
