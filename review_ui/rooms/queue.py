"""The queue: which sessions there are to review, newest first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from models.transcripts.sessions import (
    QueueFilter,
    QueueOrder,
    QueuePage,
    SessionRow,
    SessionStatus,
    next_waiting,
    queue,
)
from review_ui.address import address, read_choice, read_day, read_day_after
from review_ui.chips import Snip, say_label, snip
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit
from review_ui.words import count_words, iso, length_words, mark_words, moment_words

router = APIRouter()
LISTED = 50
STATUSES = {
    SessionStatus.WAITING: "Waiting",
    SessionStatus.REVIEWED: "Reviewed",
}
ORDERS = {QueueOrder.NEWEST: "Newest first", QueueOrder.OLDEST: "Oldest first"}
SAID = {
    "published": "Your review is published. No other session waits for you.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One session in the list."""

    id: str
    started: str
    started_at: str
    preview: tuple[Snip, ...]
    length: str
    messages: int
    agents: str
    source: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters as they stand in the address and in the form."""

    status: str = str(SessionStatus.WAITING)
    source: str = ""
    since: str = ""
    until: str = ""
    order: str = str(QueueOrder.NEWEST)

    def fields(self) -> dict[str, str | int | None]:
        """Return them for an address."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueContext:
    """The list, its filters and the way on."""

    template: ClassVar[str] = "queue.html"
    room: ClassVar[str] = "/queue"
    statuses: ClassVar[Mapping[SessionStatus, str]] = STATUSES
    orders: ClassVar[Mapping[QueueOrder, str]] = ORDERS
    title: str = "Queue"
    said: str
    count: str
    rows: tuple[Row, ...]
    asked: Asked
    sources: tuple[tuple[str, str], ...]
    next_session: str
    older: str
    newest: str
    has_older: bool
    has_newer: bool
    narrowed: bool


@router.get("/queue")
def show_queue(
    visit: Annotated[Visit, needs(Permission.SESSION_LIST)],
    status: Annotated[str, Query(max_length=20)] = "waiting",
    source: Annotated[str, Query(max_length=64)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    order: Annotated[str, Query(max_length=10)] = "newest",
    after: Annotated[str, Query(max_length=200)] = "",
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show the sessions that match the filters, and the next one to read."""
    chosen = read_choice("status", status, SessionStatus) or SessionStatus.WAITING
    if chosen not in STATUSES:
        raise AddressInvalid("status")
    asked = QueueFilter(
        status=chosen,
        source_id=source,
        since=read_day("since", since, visit.zone),
        until=read_day_after("until", until, visit.zone),
        order=read_choice("order", order, QueueOrder) or QueueOrder.NEWEST,
    )
    with visit.act() as act:
        found = queue(act, asked, after=after or None, limit=LISTED)
        waiting = next_waiting(act) if visit.may(Permission.REVIEW_SAVE) else None
    asked_for = Asked(
        status=str(asked.status), source=source, since=since, until=until, order=str(asked.order)
    )
    return visit.page(
        QueueContext(
            said=SAID.get(said, ""),
            count=count_words(found.total, f"{STATUSES[chosen].lower()} session"),
            rows=tuple(_row(row, visit.zone) for row in found.rows),
            asked=asked_for,
            sources=_sources(found, source),
            next_session=waiting or "",
            older=address("/queue", {**asked_for.fields(), "after": found.next}),
            newest=address("/queue", asked_for.fields()),
            has_older=found.next is not None,
            has_newer=bool(after),
            narrowed=bool(source or since or until),
        )
    )


def _row(row: SessionRow, zone: tzinfo) -> Row:
    length = row.ended_at - row.started_at if row.started_at and row.ended_at else None
    return Row(
        id=row.id,
        started=moment_words(row.started_at, zone),
        started_at=iso(row.started_at),
        preview=snip(row.preview),
        length=length_words(length) if length else "",
        messages=row.message_count,
        agents=", ".join(say_label(agent) for agent in row.agents),
        source=row.source_name,
        tags=mark_words(row.kind, row.events),
    )


def _sources(found: QueuePage, chosen: str) -> tuple[tuple[str, str], ...]:
    """Every source there is; one in the address that is none stays chosen, or it would be lost."""
    unknown = () if not chosen or chosen in found.sources else ((chosen, "An unknown source"),)
    return (*sorted(found.sources.items(), key=lambda item: item[1].casefold()), *unknown)
