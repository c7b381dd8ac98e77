"""Held back: sessions nobody may read, and why. For privacy officers; no text, no people."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.errors import Conflict, NotAllowed
from models.transcripts.sessions import HELD, HeldSession, SessionStatus, held
from models.transcripts.withholdings import Withheld, release
from review_ui.address import address, read_choice
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import code_words, count_words, iso, moment_words

router = APIRouter()
LISTED = 50
KINDS = {
    SessionStatus.QUARANTINED: "Quarantined",
    SessionStatus.WITHHELD: "Withheld",
}
ENDS = (Withheld.NO_NOTICE, Withheld.NO_CONSENT, Withheld.OFFICER)
"""The reasons that are ended here; signs are decided and objections lifted in rooms of theirs."""
PATHS = {"minor": "/signs", "objection": "/objections"}
SAID = {
    "released": "The reason is ended. Unless another stands, the session is masked anew and goes "
    "to review.",
}
PROBLEMS = {
    "not_withheld": "It is not held back for that any more.",
    "no_original": "The original is no longer kept, so the session cannot be masked anew.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One session that is held back."""

    id: str
    started: str
    started_at: str
    held: str
    held_at: str
    kind: str
    source: str
    reason: str
    revision: int
    ends: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContext:
    """The sessions held back, of one kind or of both; `kinds` are code, words and address."""

    template: ClassVar[str] = "held.html"
    room: ClassVar[str] = "/held"
    kinds: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("", "All", "/held"),
        *((str(s), words, address("/held", {"kind": str(s)})) for s, words in KINDS.items()),
    )
    title: str = "Held back"
    said: str
    problem: str
    kind: str
    count: str
    rows: tuple[HeldRow, ...]
    older: str
    newest: str
    has_older: bool
    has_newer: bool


@router.get("/held")
def show_held(
    visit: Annotated[Visit, needs(Permission.HELD_LIST)],
    kind: Annotated[str, Query(max_length=20)] = "",
    after: Annotated[str, Query(max_length=200)] = "",
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show which sessions are held back, since when, and why."""
    return _page(visit, kind=kind, after=after, said=SAID.get(said, ""))


@router.post("/held/{session_id}/release")
def release_session(
    visit: Annotated[Visit, needs(Permission.HELD_RELEASE, proven=True)], session_id: str
) -> Response:
    """End the reason that stands, where an officer may alone."""
    try:
        reason = read_choice("reason", visit.form.get("reason", ""), Withheld)
        if reason not in ENDS:
            raise AddressInvalid("reason")
        with visit.act() as act:
            release(act, session_id, reason)
    except (Conflict, NotAllowed) as error:
        return _page(visit, problem=PROBLEMS.get(error.reason, "It could not be done."))
    return go("/held?said=released")


def _page(
    visit: Visit, *, kind: str = "", after: str = "", said: str = "", problem: str = ""
) -> HTMLResponse:
    status = read_choice("kind", kind, SessionStatus)
    if status is not None and status not in HELD:
        raise AddressInvalid("kind")
    with visit.act() as act:
        found = held(act, status, after=after or None, limit=LISTED)
    return visit.page(
        HeldContext(
            said=said,
            problem=problem,
            kind=kind,
            count=count_words(found.total, "session"),
            rows=tuple(_row(row, visit.zone) for row in found.sessions),
            older=address("/held", {"kind": kind, "after": found.next}),
            newest=address("/held", {"kind": kind}),
            has_older=found.next is not None,
            has_newer=bool(after),
        ),
        status=422 if problem else 200,
    )


def _row(row: HeldSession, zone: tzinfo) -> HeldRow:
    return HeldRow(
        id=row.id,
        started=moment_words(row.started_at, zone),
        started_at=iso(row.started_at),
        held=moment_words(row.held_at, zone),
        held_at=iso(row.held_at),
        kind=KINDS[row.status],
        source=row.source_name,
        reason=code_words(row.reason),
        revision=row.revision,
        ends=row.reason if row.reason in {str(reason) for reason in ENDS} else "",
        path=PATHS.get(row.reason, ""),
    )
