"""Reviews: what a person thinks of how a session was handled, on a scorecard.

A draft belongs to the person who writes it. A published review is final, and keeps the
revision of the session it was written about; when the session grows, a new one can follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actors import Role
from models.errors import Conflict, Incomplete, Invalid, NotAllowed
from models.ids import new_id
from models.keeping.plain_values import find_plain_value
from models.log.access_log import thing
from models.log.events import Event
from models.records import Act
from models.reveal.revealed_values import revealed_values
from models.review.reported_values import reported_values, without_values
from models.review.scorecards import Criterion, CriterionKind, Scorecard, current_scorecard
from models.texts import storable
from models.times import from_text, optional_time, to_text
from models.transcripts.readable import get_readable, require_reading
from models.transcripts.snapshots import SessionStatus

__all__ = [
    "MOST_COMMENT",
    "Criterion",
    "CriterionKind",
    "Review",
    "Scorecard",
    "current_scorecard",
    "list_reviews",
    "my_review",
    "save_review",
]

MOST_COMMENT = 4000
"""The most characters a comment may have."""

_REVIEWING_ROLES = (Role.REVIEWER, Role.LEAD)
_SELECT = (
    "SELECT r.*, p.name AS person_name FROM reviews r JOIN people p ON p.id = r.person_id "
    "WHERE r.session_id = :session "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review; `scores` maps criterion ids to values, a draft may lack some."""

    id: str
    session_id: str
    session_revision: int
    person_id: str
    person_name: str
    scorecard_id: str
    scores: Mapping[str, str]
    comment: str
    published_at: datetime | None
    updated_at: datetime

    @property
    def published(self) -> bool:
        """Whether others may read it."""
        return self.published_at is not None


def save_review(
    act: Act,
    session_id: str,
    scores: Mapping[str, str],
    comment: str,
    *,
    publish: bool,
    revision: int | None = None,
) -> Review:
    """Save the actor's draft, or publish it. Logs review:drafted or review:published.

    `revision` is that of the session as the actor read it. Refuses with Invalid (unknown
    criterion or score, comment too long or with a value that its form gives away), Incomplete
    (published with criteria missing), Conflict (`already_published`, `revision_moved`),
    NotAllowed, NotFound. What was reported as missed in this session is masked in the comment of
    who could read it there, and so is what the actor was shown of it; in anybody else's that would
    tell them that they guessed it.
    """
    event = Event.REVIEW_PUBLISHED if publish else Event.REVIEW_DRAFTED
    about = thing("session", session_id)
    require_reading(act, event, about)
    if act.actor.role not in _REVIEWING_ROLES:
        raise NotAllowed(event, about, "role")
    session = get_readable(act, session_id, event)
    if revision is not None and revision != session["revision"]:
        raise Conflict(event, about, "revision_moved")
    scorecard = current_scorecard(act)
    given = _checked_scores(scorecard, scores, event, about)
    missing = tuple(c.id for c in scorecard.criteria if c.id not in given)
    if publish and missing:
        raise Incomplete(event, about, missing=missing)
    if len(comment) > MOST_COMMENT:
        raise Invalid(event, about, "comment_long")
    if plain := find_plain_value(comment):
        raise Invalid(event, about, f"comment_{plain}")
    known = reported_values(act, session_id, read_by=act.actor.id)
    for label, value in [*known, *revealed_values(act, session_id)]:
        comment = without_values(comment, [value], label)
    row = _own_row(act, session_id, session["revision"])
    if row and row["published_at"] is not None:
        raise Conflict(event, about, "already_published")
    columns: dict[str, Any] = {
        "session_revision": session["revision"],
        "scorecard_id": scorecard.id,
        "comment": storable(comment),
        "updated_at": to_text(act.now),
        "published_at": to_text(act.now) if publish else None,
    }
    review_id = row["id"] if row else new_id(act.records.random)
    if row:
        act.db.table("reviews").update(review_id, columns)
    else:
        new = {"id": review_id, "session_id": session_id, "person_id": act.actor.id}
        act.db.table("reviews").insert({**new, "created_at": to_text(act.now), **columns})
    act.db.execute("DELETE FROM scores WHERE review_id = ?", [review_id])
    act.db.table("scores").insert_all(
        {"review_id": review_id, "criterion_id": criterion, "value": value}
        for criterion, value in given.items()
    )
    if publish:
        act.db.table("sessions").update(session_id, {"status": SessionStatus.REVIEWED.value})
    act.log(event, about, review=review_id, revision=session["revision"], scores=len(given))
    found = _reviews(act, session_id, "AND r.id = :review", {"review": review_id})
    return found[0]


def my_review(act: Act, session_id: str) -> Review | None:
    """The actor's own latest review of this session, draft or published. Logs nothing itself."""
    found = _reviews(act, session_id, "AND r.person_id = :person", {"person": act.actor.id})
    return found[0] if found else None


def list_reviews(act: Act, session_id: str) -> tuple[Review, ...]:
    """The actor's own reviews; for a lead everyone's published ones too. Logs review:listed."""
    about = thing("session", session_id)
    require_reading(act, Event.REVIEW_LISTED, about)
    get_readable(act, session_id, Event.REVIEW_LISTED)
    whose = "r.person_id = :person"
    if act.actor.role is Role.LEAD:
        whose = f"({whose} OR r.published_at IS NOT NULL)"
    found = _reviews(act, session_id, f"AND {whose}", {"person": act.actor.id})
    act.log(Event.REVIEW_LISTED, about, count=len(found))
    return found


def _own_row(act: Act, session_id: str, revision: int) -> dict[str, Any] | None:
    """The row to write to: what is published of this revision, else the person's draft."""
    rows = act.db.table("reviews").rows_where(
        "session_id = ? AND person_id = ? AND (published_at IS NULL OR session_revision = ?)",
        [session_id, act.actor.id, revision],
        order_by="published_at IS NULL",
    )
    return next(iter(rows), None)


def _checked_scores(
    scorecard: Scorecard, scores: Mapping[str, str], event: Event, about: str
) -> dict[str, str]:
    criteria = {criterion.id: criterion for criterion in scorecard.criteria}
    given = {criterion: value for criterion, value in scores.items() if value}
    for criterion, value in given.items():
        if criterion not in criteria:
            raise Invalid(event, about, "criterion")
        if value not in criteria[criterion].values:
            raise Invalid(event, about, "score")
    return given


def _reviews(
    act: Act, session_id: str, condition: str, values: Mapping[str, str]
) -> tuple[Review, ...]:
    rows = list(
        act.db.query(
            f"{_SELECT} {condition} ORDER BY r.session_revision DESC, r.updated_at DESC",
            {"session": session_id, **values},
        )
    )
    return tuple(
        Review(
            id=row["id"],
            session_id=row["session_id"],
            session_revision=row["session_revision"],
            person_id=row["person_id"],
            person_name=row["person_name"],
            scorecard_id=row["scorecard_id"],
            scores={
                score["criterion_id"]: score["value"]
                for score in act.db.table("scores").rows_where("review_id = ?", [row["id"]])
            },
            comment=row["comment"],
            published_at=optional_time(row["published_at"]),
            updated_at=from_text(row["updated_at"]),
        )
        for row in rows
    )
