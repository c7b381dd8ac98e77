"""Held back: sessions nobody may read, and why. For privacy officers; no text, no people."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from models.sessions import HELD, HeldSession, SessionStatus, held
from review_ui.address import address, read_choice
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit
from review_ui.words import code_words, count_words, iso, moment_words

router = APIRouter()
LISTED = 50
KINDS = {
    SessionStatus.QUARANTINED: "Quarantined",
    SessionStatus.WITHHELD: "Withheld",
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
) -> HTMLResponse:
    """Show which sessions are held back, since when, and why."""
    status = read_choice("kind", kind, SessionStatus)
    if status is not None and status not in HELD:
        raise AddressInvalid("kind")
    with visit.act() as act:
        found = held(act, status, after=after or None, limit=LISTED)
    return visit.page(
        HeldContext(
            kind=kind,
            count=count_words(found.total, "session"),
            rows=tuple(_row(row, visit.zone) for row in found.sessions),
            older=address("/held", {"kind": kind, "after": found.next}),
            newest=address("/held", {"kind": kind}),
            has_older=found.next is not None,
            has_newer=bool(after),
        )
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
    )
