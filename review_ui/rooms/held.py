"""Held back: sessions nobody may read, and why. For privacy officers; no text, no people."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from models.sessions import QueueFilter, SessionRow, SessionStatus, queue
from review_ui.address import address
from review_ui.dependencies import needs
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
    when: str
    when_at: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContext:
    """The sessions held back for one kind of reason."""

    template: ClassVar[str] = "held.html"
    room: ClassVar[str] = "/held"
    title: str = "Held back"
    kind: str
    kinds: tuple[tuple[str, str, str], ...]
    count: str
    rows: tuple[HeldRow, ...]
    older: str
    has_older: bool


@router.get("/held")
def show_held(
    visit: Annotated[Visit, needs(Permission.HELD_LIST)],
    kind: Annotated[str, Query(max_length=20)] = "quarantined",
    after: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """Show which sessions are held back, when they came, and why."""
    status = SessionStatus.WITHHELD if kind == "withheld" else SessionStatus.QUARANTINED
    with visit.act() as act:
        found = queue(act, QueueFilter(status=status), after=after or None, limit=LISTED)
    here = address("/held", {"kind": str(status)})
    return visit.page(
        HeldContext(
            kind=str(status),
            kinds=tuple(
                (str(s), words, address("/held", {"kind": str(s)})) for s, words in KINDS.items()
            ),
            count=count_words(found.total, "session"),
            rows=tuple(_row(row, visit.zone) for row in found.rows),
            older=address("/held", {"kind": str(status), "after": found.next}),
            has_older=found.next is not None,
        ),
        ("Held back", here),
        (KINDS[status], ""),
    )


def _row(row: SessionRow, zone: tzinfo) -> HeldRow:
    return HeldRow(
        id=row.id,
        when=moment_words(row.started_at, zone),
        when_at=iso(row.started_at),
        source=row.source_name,
        reason=code_words(row.reason),
    )
