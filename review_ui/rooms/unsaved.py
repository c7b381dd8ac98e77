"""A review that could not be saved: what was typed comes back, and nothing of the session.

A part of the session page, without routes of its own. It needs no entry, because it shows a
person their own words and nothing else; and none could be written.
"""

from dataclasses import dataclass
from typing import ClassVar

from fastapi.responses import HTMLResponse

from models.errors import RecordsError
from models.review.reviews import Scorecard, current_scorecard
from review_ui.scorecard import Card, Typed, unsaved_card
from review_ui.statuses import Answer
from review_ui.visits import Visit

PROBLEM = (
    "The records cannot be written now, so nothing was saved. What you gave stands below; send it "
    "again in a minute."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedContext:
    """The scorecard as it was sent, to be sent again."""

    template: ClassVar[str] = "unsaved.html"
    room: ClassVar[str] = "/queue"
    others: ClassVar[tuple[()]] = ()
    next_session: ClassVar[str] = ""
    title: str = "Your review is not saved"
    id: str
    card: Card


def unsaved_page(visit: Visit, session_id: str, typed: Typed, answer: Answer) -> HTMLResponse:
    """Return the page for a review that the records could not take."""
    card = unsaved_card(_find_scorecard(visit), typed, problem=PROBLEM)
    return visit.page(
        UnsavedContext(id=session_id, card=card),
        ("Queue", "/queue"),
        (f"Session {session_id}", f"/sessions/{session_id}"),
        ("Not saved", ""),
        status=answer.status,
    )


def _find_scorecard(visit: Visit) -> Scorecard | None:
    """Return the scorecard where it can be read at least; a lock keeps nobody from reading."""
    try:
        with visit.desk.records.peek() as look:
            return current_scorecard(look)
    except RecordsError:
        return None
