"""Holds: what keeps single sessions from deletion. For privacy officers."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid, NotFound
from models.keeping.holds import MOST_NOTE, Hold, HoldReason, list_holds, place_hold, release_hold
from review_ui.address import read_day_after
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, last_day_words, moment_words

router = APIRouter()
SAID = {
    "placed": "The session is kept until you release it.",
    "released": "Released. If its time is over, the next sweep deletes it.",
}
PROBLEMS = {
    "unknown": "There is no session with this id.",
    "erasing": "This session is being erased; it is too late to keep it.",
    "reason": "Choose a reason.",
    "note": f"A note has one line of at most {MOST_NOTE} characters.",
    "ends_at": "The last day must be a date to come, such as 2027-01-31.",
    "already_released": "This hold was released already.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """One hold."""

    id: str
    session: str
    reason: str
    note: str
    placed: str
    by: str
    ends: str
    released: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the form for a new hold held."""

    session: str = ""
    reason: str = ""
    note: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsContext:
    """The holds in force, or those that were released, and the form for one more."""

    template: ClassVar[str] = "holds.html"
    room: ClassVar[str] = "/holds"
    reasons: ClassVar[tuple[tuple[str, str], ...]] = tuple((str(r), r.words) for r in HoldReason)
    most_note: ClassVar[int] = MOST_NOTE
    title: str = "Holds"
    said: str
    problem: str
    count: str
    past: bool
    rows: tuple[HoldRow, ...]
    entered: Entered


@router.get("/holds")
def show_holds(
    visit: Annotated[Visit, needs(Permission.HOLD_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
    which: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what is kept from deletion, by whom and why."""
    return _page(visit, said=SAID.get(said, ""), past=which == "released")


@router.post("/holds")
def place(visit: Annotated[Visit, needs(Permission.HOLD_PLACE)]) -> Response:
    """Keep a session from deletion."""
    entered = visit.entered(Entered)
    try:
        ends_at = read_day_after("ends_at", entered.ends_at, visit.zone)
        with visit.act() as act:
            place_hold(
                act,
                entered.session.upper(),
                reason=entered.reason,
                note=entered.note,
                ends_at=ends_at,
            )
    except AddressInvalid as error:
        return _page(visit, entered=entered, problem=error.field)
    except (Invalid, Conflict, NotFound) as error:
        return _page(visit, entered=entered, problem=error.reason)
    return go("/holds?said=placed")


@router.post("/holds/{hold_id}/release")
def release(
    visit: Annotated[Visit, needs(Permission.HOLD_RELEASE, proven=True)], hold_id: str
) -> Response:
    """End a hold."""
    try:
        with visit.act() as act:
            release_hold(act, hold_id)
    except Conflict as error:
        return _page(visit, problem=error.reason)
    return go("/holds?said=released")


def _page(
    visit: Visit,
    *,
    said: str = "",
    past: bool = False,
    entered: Entered | None = None,
    problem: str = "",
) -> HTMLResponse:
    with visit.act() as act:
        holds = list_holds(act, released=past)
    kind = "released hold" if past else "hold in force"
    return visit.page(
        HoldsContext(
            said=said,
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            count=count_words(len(holds), kind, "released holds" if past else "holds in force"),
            past=past,
            rows=tuple(_row(hold, visit) for hold in holds),
            entered=entered or Entered(),
        ),
        status=422 if problem else 200,
    )


def _row(hold: Hold, visit: Visit) -> HoldRow:
    return HoldRow(
        id=hold.id,
        session=hold.session_id,
        reason=hold.reason.words,
        note=hold.note,
        placed=moment_words(hold.placed_at, visit.zone),
        by=hold.placed_by,
        ends=last_day_words(hold.ends_at, visit.zone),
        released=moment_words(hold.released_at, visit.zone),
    )
