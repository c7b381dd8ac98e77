"""Search: masked text only, and by POST, so that the words never stand in an address."""

from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from models.transcripts.search import Hit, search
from review_ui.chips import Snip, snip
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.permissions import Permission
from review_ui.visits import Visit
from review_ui.words import SPEAKERS, count_words, iso, moment_words

router = APIRouter()
LISTED = 30
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One message that holds the words."""

    session: str
    position: int
    speaker: str
    at: str
    when: str
    runs: tuple[Snip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext:
    """The words, and where they stand."""

    template: ClassVar[str] = "search.html"
    room: ClassVar[str] = "/search"
    title: str = "Search"
    words: str = ""
    asked: bool = False
    count: str = ""
    hits: tuple[Found, ...] = ()
    older: int | None = None
    further: bool = False


@router.get("/search")
def show_search(visit: Annotated[Visit, needs(Permission.SEARCH_RUN)]) -> HTMLResponse:
    """Show the empty search; nothing is looked at."""
    return visit.page(SearchContext())


@router.post("/search")
def run_search(visit: Annotated[Visit, needs(Permission.SEARCH_RUN)]) -> HTMLResponse:
    """Search, and show what was found, newest first."""
    words = visit.form.get("words", "").strip()[:LONGEST]
    before = _read_before(visit.form.get("before", ""))
    if not words:
        return visit.page(SearchContext())
    with visit.act() as act:
        found = search(act, words, before=before, limit=LISTED)
    return visit.page(
        SearchContext(
            words=words,
            asked=True,
            count=("More than " if found.capped else "")
            + count_words(found.total, "message", "messages"),
            hits=tuple(_found(hit, visit.zone) for hit in found.hits),
            older=found.next,
            further=before is not None,
        )
    )


def _found(hit: Hit, zone: tzinfo) -> Found:
    return Found(
        session=hit.session_id,
        position=hit.position,
        speaker=SPEAKERS[hit.role] or "System",
        at=iso(hit.at),
        when=moment_words(hit.at, zone),
        runs=tuple(chain.from_iterable(snip(part.text, is_hit=part.hit) for part in hit.parts)),
    )


def _read_before(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise AddressInvalid("before")
    return int(text)
