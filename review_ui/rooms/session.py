"""The session page: the conversation, and the scorecard beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Incomplete, Invalid, RecordsError
from models.ids import is_session_id
from models.keeping.retention import Kept, due_at
from models.review.reviews import Review, current_scorecard, list_reviews, save_review
from models.transcripts.sessions import (
    SessionPage,
    SessionRow,
    SessionStatus,
    next_waiting,
    open_session,
    session_before,
)
from review_ui.chips import say_label
from review_ui.conversation import Turn, read
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.report_form import ReportForm, report_form
from review_ui.rooms.unsaved import unsaved_page
from review_ui.scorecard import Card, Typed, build_card, given, read_typed
from review_ui.statuses import find_answer
from review_ui.visits import Visit, go
from review_ui.words import count_words, day_words, length_words, mark_words, moment_words

router = APIRouter()
CLOSED = 503
SAID = {
    "masked": "It is masked now, everywhere in this session. The privacy officer is told.",
    "asked_wrong": "The privacy officer is asked. Until they decide, the mask stays.",
    "asked_before": "The privacy officer is asked about this mask already.",
    "draft": "Draft saved. Only you see it until you publish.",
    "published": "Published. This is the next session that waits.",
}
FIELDS = {"ip": "IP", "email": "E-mail", "page": "Page", "username": "User name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReview:
    """A published review by somebody else, for a lead."""

    person: str
    published: str
    given: tuple[tuple[str, str], ...]
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """One session as it is read and scored."""

    template: ClassVar[str] = "session.html"
    room: ClassVar[str] = "/queue"
    id: str
    said: str
    revision: int
    report: ReportForm | None
    facts: tuple[str, ...]
    tags: tuple[str, ...]
    identity: tuple[tuple[str, str], ...]
    turns: tuple[Turn, ...]
    agent_side: str
    made_by: str
    card: Card | None
    others: tuple[OtherReview, ...]
    next_session: str
    session_before: str

    @property
    def title(self) -> str:
        """What the tab says."""
        return f"Session {self.id}"

    @property
    def problem(self) -> str:
        """What is wrong with a form that was sent, in whichever of them it is."""
        return (self.card and self.card.problem) or (self.report and self.report.problem) or ""


@router.get("/sessions/{session_id}")
def show_session(
    visit: Annotated[Visit, needs(Permission.SESSION_OPEN)],
    session_id: str,
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show one session with the reader's own review of it."""
    return session_page(visit, session_id, said=SAID.get(said, ""))


@router.post("/sessions/{session_id}/review")
def save(visit: Annotated[Visit, needs(Permission.REVIEW_SAVE)], session_id: str) -> Response:
    """Save the scorecard as a draft, or publish it and open the next session."""
    typed = read_typed(visit.form)
    try:
        return _save(visit, session_id, typed)
    except RecordsError as error:
        answer = find_answer(error)
        if answer.status != CLOSED or not is_session_id(session_id):
            raise
        return unsaved_page(visit, session_id, typed, answer)


def _save(visit: Visit, session_id: str, typed: Typed) -> Response:
    publish = visit.form.get("do") == "publish"
    try:
        with visit.act() as act:
            save_review(
                act,
                session_id,
                typed.scores,
                typed.comment,
                publish=publish,
                revision=typed.revision,
            )
            following = next_waiting(act, session_id) if publish else None
    except Incomplete as error:
        return session_page(visit, session_id, typed=typed, missing=error.missing)
    except Invalid as error:
        return session_page(visit, session_id, typed=typed, problem=error.reason)
    except Conflict as error:
        problem = "moved" if error.reason == "revision_moved" else "conflict"
        return session_page(visit, session_id, typed=typed, problem=problem)
    if not publish:
        return go(f"/sessions/{session_id}?said=draft#scorecard")
    if following is None or following == session_id:
        return go("/queue?said=published#main")
    return go(f"/sessions/{following}?said=published#main")  # or it would keep #scorecard


def session_page(
    visit: Visit,
    session_id: str,
    *,
    said: str = "",
    typed: Typed | None = None,
    missing: tuple[str, ...] = (),
    problem: str = "",
    report_problem: str = "",
    words: str = "",
) -> HTMLResponse:
    """Return the session's page, with a form as it was sent where something was wrong with it."""
    reviews = visit.may(Permission.REVIEW_SAVE)
    with visit.act() as act:
        opened = open_session(act, session_id)
        scorecard = current_scorecard(act)
        following = next_waiting(act, session_id) if reviews else None
        before = session_before(act, session_id)
        others = list_reviews(act, session_id) if visit.may(Permission.REVIEW_LIST) else ()
    names = {criterion.id: criterion.name for criterion in scorecard.criteria}
    context = SessionContext(
        id=opened.row.id,
        said=said,
        revision=opened.row.revision,
        report=report_form(opened, visit.zone, problem=report_problem, words=words)
        if visit.may(Permission.REPORT_MAKE)
        else None,
        facts=_facts(opened, visit),
        tags=mark_words(opened.row.kind, opened.row.events),
        identity=_identity(opened.identity),
        turns=read(opened.messages, visit.zone),
        agent_side=visit.desk.agent_side,
        made_by=f"Policy {opened.policy}, engine {opened.engine}, model {opened.model}",
        card=build_card(
            scorecard,
            opened.my_review,
            typed,
            revision=opened.row.revision,
            grown=_grown(opened),
            zone=visit.zone,
            missing=missing,
            problem=problem,
        )
        if reviews
        else None,
        others=tuple(
            _other(review, names, visit)
            for review in others
            if review.published and review.person_id != visit.actor.id
        ),
        next_session=following if following and following != session_id else "",
        session_before=before or "",
    )
    status = 422 if missing or problem or report_problem else 200
    return visit.page(
        context,
        ("Queue", "/queue"),
        (f"Session {context.id}", ""),
        status=409 if problem in {"conflict", "moved"} else status,
    )


def _grown(opened: SessionPage) -> bool:
    """Whether the session went on after I published, and waits for another review."""
    review, row = opened.my_review, opened.row
    return (
        review is not None
        and review.published
        and review.session_revision < row.revision
        and row.status is SessionStatus.WAITING
    )


def _facts(opened: SessionPage, visit: Visit) -> tuple[str, ...]:
    row = opened.row
    length = row.ended_at - row.started_at if row.started_at and row.ended_at else None
    reply = row.first_reply_seconds
    facts = (
        moment_words(row.started_at, visit.zone),
        length_words(length) if length else "",
        count_words(row.message_count, "message"),
        ", ".join(say_label(agent) for agent in row.agents),
        f"first reply after {length_words(timedelta(seconds=reply))}" if reply is not None else "",
        row.source_name,
        f"kept until {day_words(_kept_until(row, visit), visit.zone)}",
    )
    return tuple(fact for fact in facts if fact)


def _kept_until(row: SessionRow, visit: Visit) -> datetime:
    """When the session goes, if nothing new comes and no hold keeps it."""
    return due_at(Kept.SESSION, row.arrived_at, visit.desk.rules.periods(row.source_id))


def _identity(identity: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (FIELDS.get(field) or field.replace("_", " ").capitalize(), say_label(label))
        for field, label in identity.items()
    )


def _other(review: Review, names: Mapping[str, str], visit: Visit) -> OtherReview:
    return OtherReview(
        person=review.person_name,
        published=moment_words(review.published_at, visit.zone),
        given=given(review.scores, names),
        comment=review.comment,
    )
