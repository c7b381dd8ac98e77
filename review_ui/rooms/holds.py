"""Holds: what keeps a session, or every chat of a person, from deletion. For privacy officers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.holds import MOST_NOTE, Hold, HoldReason, list_holds, place_hold, release_hold
from models.records import Act
from models.rights.subject_holds import (
    SubjectHold,
    ask_release,
    find_subject_holds,
    keep_subject_hold,
    place_subject_hold,
    release_subject_hold,
)
from review_ui.address import read_day_after
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.hold_words import PROBLEMS, SAID
from review_ui.permissions import Permission
from review_ui.rooms.requests import GIVEN, given_in
from review_ui.visits import Visit, go
from review_ui.words import count_words, last_day_words, moment_words

router = APIRouter()


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
class PersonRow:
    """One hold on a person: known by what, never who it is."""

    id: str
    kinds: str
    sessions: str
    reason: str
    note: str
    placed: str
    by: str
    ends: str
    released: str
    release_asked: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the form for a new hold held; of a person nothing is given back."""

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
    persons: tuple[PersonRow, ...]
    given: ClassVar[tuple[tuple[str, str], ...]] = tuple((k.value, words) for k, words, _ in GIVEN)
    entered: Entered
    of_person: bool


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


@router.post("/holds/persons")
def place_on_person(visit: Annotated[Visit, needs(Permission.HOLD_PLACE)]) -> Response:
    """Keep every chat of a person from deletion."""
    entered = visit.entered(Entered)
    try:
        ends_at = read_day_after("ends_at", entered.ends_at, visit.zone)
        with visit.act() as act:
            place_subject_hold(
                act,
                given_in(visit.form),
                reason=entered.reason,
                note=entered.note,
                ends_at=ends_at,
            )
    except AddressInvalid as error:
        return _page(visit, entered=entered, problem=error.field, of_person=True)
    except Invalid as error:
        return _page(visit, entered=entered, problem=error.reason, of_person=True)
    return go("/holds?said=person")


@router.post("/holds/persons/{hold_id}/ask")
def ask(visit: Annotated[Visit, needs(Permission.HOLD_RELEASE)], hold_id: str) -> Response:
    """Ask that a hold on a person ends."""
    return _decided(visit, "asked", lambda act: ask_release(act, hold_id))


@router.post("/holds/persons/{hold_id}/release")
def agree(
    visit: Annotated[Visit, needs(Permission.HOLD_RELEASE, proven=True)], hold_id: str
) -> Response:
    """Agree that it ends."""
    return _decided(visit, "freed", lambda act: release_subject_hold(act, hold_id))


@router.post("/holds/persons/{hold_id}/keep")
def disagree(visit: Annotated[Visit, needs(Permission.HOLD_RELEASE)], hold_id: str) -> Response:
    """Leave it in force."""
    return _decided(visit, "kept", lambda act: keep_subject_hold(act, hold_id))


def _decided(visit: Visit, said: str, work: Callable[[Act], object]) -> Response:
    try:
        with visit.act() as act:
            work(act)
    except (Conflict, NotAllowed) as error:
        return _page(visit, problem=error.reason)
    return go(f"/holds?said={said}")


def _page(
    visit: Visit,
    *,
    said: str = "",
    past: bool = False,
    entered: Entered | None = None,
    problem: str = "",
    of_person: bool = False,
) -> HTMLResponse:
    with visit.act() as act:
        holds = list_holds(act, released=past)
        persons = find_subject_holds(act, released=past)
    kind = "released hold" if past else "hold in force"
    many = "released holds" if past else "holds in force"
    return visit.page(
        HoldsContext(
            said=said,
            problem=PROBLEMS.get(problem, "Check what you entered.") if problem else "",
            count=count_words(len(holds) + len(persons), kind, many),
            past=past,
            rows=tuple(_row(hold, visit) for hold in holds),
            persons=tuple(_person(hold, visit) for hold in persons),
            entered=entered or Entered(),
            of_person=of_person,
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


def _person(hold: SubjectHold, visit: Visit) -> PersonRow:
    return PersonRow(
        id=hold.id,
        kinds=", ".join(kind.words for kind in hold.kinds),
        sessions=count_words(hold.sessions, "session"),
        reason=hold.reason.words,
        note=hold.note,
        placed=moment_words(hold.placed_at, visit.zone),
        by=hold.placed_by,
        ends=last_day_words(hold.ends_at, visit.zone),
        released=moment_words(hold.released_at, visit.zone),
        release_asked=moment_words(hold.release_asked_at, visit.zone),
        is_mine=hold.release_asked_by == visit.actor.id,
    )
