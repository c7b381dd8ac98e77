"""Objections: who is not reviewed, by how many sessions; lifted by two. For officers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, NotAllowed, NotFound
from models.records import Act
from models.rights.objections import Objection, ask_lift, keep_objection, lift, list_objections
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, iso, moment_words

router = APIRouter()
SAID = {
    "asked": "A second privacy officer has to agree before it is lifted.",
    "lifted": "The objection is lifted. Its sessions are masked anew and go back to review.",
    "kept": "The objection stays in force.",
}
PROBLEMS = {
    "same_person": "You asked for it, so somebody else has to agree.",
    "already_asked": "Somebody asked for that already.",
    "not_asked": "Nobody asks for it any more.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    """One objection: known by what, never whose."""

    id: str
    short: str
    made: str
    made_at: str
    kinds: str
    origin: str
    sessions: str
    lift_asked: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionsContext:
    """The objections in force."""

    template: ClassVar[str] = "objections.html"
    room: ClassVar[str] = "/objections"
    title: str = "Objections"
    said: str
    problem: str
    count: str
    rows: tuple[ObjectionRow, ...]


@router.get("/objections")
def show_objections(
    visit: Annotated[Visit, needs(Permission.OBJECTION_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show the objections in force."""
    return _page(visit, said=SAID.get(said, ""))


@router.post("/objections/{objection_id}/ask")
def ask(visit: Annotated[Visit, needs(Permission.OBJECTION_LIFT)], objection_id: str) -> Response:
    """Ask that an objection be lifted, because the person took it back."""
    return _done(visit, "asked", lambda act: ask_lift(act, objection_id))


@router.post("/objections/{objection_id}/lift")
def agree(
    visit: Annotated[Visit, needs(Permission.OBJECTION_LIFT, proven=True)], objection_id: str
) -> Response:
    """Agree that it is lifted."""
    return _done(visit, "lifted", lambda act: lift(act, objection_id))


@router.post("/objections/{objection_id}/keep")
def disagree(
    visit: Annotated[Visit, needs(Permission.OBJECTION_LIFT)], objection_id: str
) -> Response:
    """Leave it in force."""
    return _done(visit, "kept", lambda act: keep_objection(act, objection_id))


def _done(visit: Visit, said: str, work: Callable[[Act], object]) -> Response:
    try:
        with visit.act() as act:
            work(act)
    except (Conflict, NotAllowed, NotFound) as error:
        return _page(visit, problem=PROBLEMS.get(error.reason, "It is not in force any more."))
    return go(f"/objections?said={said}")


def _page(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    with visit.act() as act:
        found = list_objections(act)
    return visit.page(
        ObjectionsContext(
            said=said,
            problem=problem,
            count=count_words(len(found), "objection"),
            rows=tuple(_row(objection, visit) for objection in found),
        ),
        status=422 if problem else 200,
    )


def _row(objection: Objection, visit: Visit) -> ObjectionRow:
    return ObjectionRow(
        id=objection.id,
        short=objection.id[:8],
        made=moment_words(objection.made_at, visit.zone),
        made_at=iso(objection.made_at),
        kinds=", ".join(kind.words for kind in objection.kinds),
        origin=objection.origin.replace("_", " ").capitalize(),
        sessions=count_words(objection.sessions, "session"),
        lift_asked=moment_words(objection.lift_asked_at, visit.zone),
        is_mine=objection.lift_asked_by == visit.actor.id,
    )
