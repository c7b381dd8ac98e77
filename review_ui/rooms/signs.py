"""Signs: minors and sensitive matters that an officer decides. For officers, with masked words."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, Invalid
from models.transcripts.signs import (
    OpenedSign,
    Sign,
    SignOutcome,
    close_sign,
    list_signs,
    open_sign,
)
from redactor.minors import FLAG as MINOR
from redactor.minors import QUESTION
from redactor.special_names import CATEGORIES
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import count_words, iso, moment_words

router = APIRouter()
SAID = {
    "nothing": "Decided: nothing to do. A session that was held back is masked anew and goes to "
    "review.",
    "withheld": "The session is held back from review.",
    "erased": "The session is being erased; nobody reads it any more.",
}
PROBLEMS = {
    "already_closed": "Somebody decided this already.",
    "held": "A hold keeps this session from being erased. Nothing was changed.",
    "no_original": "The original is no longer kept, so the session cannot be masked anew.",
}
HOW = {
    "minor:age": "by an age",
    "minor:under": "by what only somebody under 16 says",
    "minor:school": "by a school year",
    "minor:birth": "by a date of birth",
    "minor:child": "by the age of a child",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """One sign: what it is about and where it stands, without a word of the chat."""

    id: str
    session: str
    what: str
    mark: str
    how: str
    position: int
    started: str
    started_at: str
    found: str
    found_at: str
    source: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsContext:
    """The signs nobody has decided yet."""

    template: ClassVar[str] = "signs.html"
    room: ClassVar[str] = "/signs"
    title: str = "Signs"
    said: str
    problem: str
    count: str
    rows: tuple[SignRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignContext:
    """One sign with its masked words and what can be decided."""

    template: ClassVar[str] = "sign.html"
    room: ClassVar[str] = "/signs"
    row: SignRow
    asked: str
    said: str
    is_minor: bool
    decided: bool

    @property
    def title(self) -> str:
        """Whose sign it is, by the session's id."""
        return f"Session {self.row.session}"


@router.get("/signs")
def show_signs(
    visit: Annotated[Visit, needs(Permission.SIGN_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what waits to be decided."""
    return _list(visit, said=SAID.get(said, ""))


@router.get("/signs/{sign_id}")
def show_sign(visit: Annotated[Visit, needs(Permission.SIGN_OPEN)], sign_id: str) -> HTMLResponse:
    """Show the masked words of one sign; the look is an entry."""
    with visit.act() as act:
        opened = open_sign(act, sign_id)
    return visit.page(
        _context(opened, visit), ("Signs", "/signs"), (f"Session {opened.sign.session_id}", "")
    )


@router.post("/signs/{sign_id}/release")
def release(
    visit: Annotated[Visit, needs(Permission.SIGN_CLOSE, proven=True)], sign_id: str
) -> Response:
    """Decide that there is nothing to do."""
    return _close(visit, sign_id, SignOutcome.NOTHING)


@router.post("/signs/{sign_id}/withhold")
def withhold(visit: Annotated[Visit, needs(Permission.SIGN_CLOSE)], sign_id: str) -> Response:
    """Hold the session back from review."""
    return _close(visit, sign_id, SignOutcome.WITHHELD)


@router.post("/signs/{sign_id}/erase")
def erase(
    visit: Annotated[Visit, needs(Permission.SIGN_ERASE, proven=True)], sign_id: str
) -> Response:
    """Have the session erased."""
    return _close(visit, sign_id, SignOutcome.ERASED)


def _close(visit: Visit, sign_id: str, outcome: SignOutcome) -> Response:
    try:
        with visit.act() as act:
            close_sign(act, sign_id, outcome)
    except (Conflict, Invalid) as error:
        return _list(visit, problem=PROBLEMS.get(error.reason, "It could not be done."))
    return go(f"/signs?said={outcome}")


def _list(visit: Visit, *, said: str = "", problem: str = "") -> HTMLResponse:
    with visit.act() as act:
        found = list_signs(act)
    return visit.page(
        SignsContext(
            said=said,
            problem=problem,
            count=count_words(len(found), "sign"),
            rows=tuple(_row(sign, visit) for sign in found),
        ),
        status=422 if problem else 200,
    )


def _context(opened: OpenedSign, visit: Visit) -> SignContext:
    return SignContext(
        row=_row(opened.sign, visit),
        asked=opened.asked,
        said=opened.said,
        is_minor=opened.sign.flag == MINOR,
        decided=opened.closed,
    )


def _row(sign: Sign, visit: Visit) -> SignRow:
    special = sign.flag.removeprefix("special_")
    if sign.flag == MINOR:
        what, mark = "Says to be under 16", "stop"
    elif sign.flag == QUESTION:
        what, mark = "May be about a minor", "warn"
    else:
        what, mark = f"Sensitive: {CATEGORIES.get(special, special)}", ""
    return SignRow(
        id=sign.id,
        session=sign.session_id,
        what=what,
        mark=mark,
        how=HOW.get(sign.source, ""),
        position=sign.position,
        started=moment_words(sign.started_at, visit.zone),
        started_at=iso(sign.started_at),
        found=moment_words(sign.found_at, visit.zone),
        found_at=iso(sign.found_at),
        source=sign.source_name,
        held=sign.status == "withheld",
    )
