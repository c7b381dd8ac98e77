"""Sources: the vendor accounts that deliver, and what became of their deliveries."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.intake.inbox import Delivery, DeliveryStatus, counts, list_deliveries, retry
from models.intake.sources import Source, list_sources
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import code_words, count_words, iso, moment_words

router = APIRouter()
LISTED = 50
STATUSES = {
    DeliveryStatus.WAITING: "Waiting",
    DeliveryStatus.TAKEN: "In work",
    DeliveryStatus.DONE: "Done",
    DeliveryStatus.PARKED: "Parked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One vendor account."""

    name: str
    vendor: str
    endpoints: str
    secrets: str
    added: str
    disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """One delivery that could not be processed."""

    id: str
    received: str
    received_at: str
    source: str
    kind: str
    attempts: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesContext:
    """Sources, the inbox in numbers, and what is parked."""

    template: ClassVar[str] = "sources.html"
    room: ClassVar[str] = "/sources"
    title: str = "Sources"
    said: str
    sources: tuple[SourceRow, ...]
    inbox: tuple[tuple[str, str], ...]
    parked: tuple[Parked, ...]
    parked_count: str
    older: int | None


@router.get("/sources")
def show_sources(
    visit: Annotated[Visit, needs(Permission.SOURCE_LIST)],
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    retried: Annotated[int | None, Query(ge=0, le=2**53)] = None,
) -> HTMLResponse:
    """Show the sources and the state of the inbox; never what was delivered."""
    with visit.act() as act:
        sources = list_sources(act)
        parked = list_deliveries(act, status=DeliveryStatus.PARKED, before=before, limit=LISTED)
    inbox = counts(visit.desk.records)
    names = {source.id: source.name for source in sources}
    said = f"{count_words(retried, 'delivery', 'deliveries')} back in line." if retried else ""
    return visit.page(
        SourcesContext(
            said=said,
            sources=tuple(_row(source, visit.zone) for source in sources),
            inbox=tuple((words, f"{inbox.get(s, 0):,}") for s, words in STATUSES.items()),
            parked=tuple(_parked(d, names, visit.zone) for d in parked.deliveries),
            parked_count=count_words(parked.total, "parked delivery", "parked deliveries"),
            older=parked.next,
        )
    )


@router.post("/sources/retry")
def retry_parked(visit: Annotated[Visit, needs(Permission.DELIVERY_RETRY)]) -> Response:
    """Put one parked delivery, or all of them, back in line."""
    with visit.act() as act:
        number = retry(act, visit.form.get("delivery") or None)
    return go(f"/sources?retried={number}")


def _row(source: Source, zone: tzinfo) -> SourceRow:
    live = sum(secret.retired_at is None for secret in source.secrets)
    return SourceRow(
        name=source.name,
        vendor=source.vendor.capitalize(),
        endpoints=count_words(len(source.kinds), "endpoint"),
        secrets=count_words(live, "secret") if live else "No secret",
        added=moment_words(source.created_at, zone),
        disabled=source.disabled,
    )


def _parked(delivery: Delivery, names: dict[str, str], zone: tzinfo) -> Parked:
    return Parked(
        id=delivery.id,
        received=moment_words(delivery.received_at, zone),
        received_at=iso(delivery.received_at),
        source=names.get(delivery.source_id, delivery.source_id),
        kind=delivery.kind.replace("_", " "),
        attempts=delivery.attempts,
        reason=code_words(delivery.reason),
    )
