"""The access log: a sentence per entry, the fact whether it is whole, and its export."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import tzinfo
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, StreamingResponse

from models.access_log import EntryFilter, Event, Outcome, export_entries, find_entries
from models.actors import ActorKind
from models.log_actors import LogActor, list_log_actors
from models.times import to_text
from review_ui.address import address, read_choice, read_day, read_day_after
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.rooms.proof import Fact, state_fact
from review_ui.sentences import Sentence, say_entry
from review_ui.table_export import csv_lines
from review_ui.visits import Visit
from review_ui.words import count_words

router = APIRouter()
LISTED = 100
KINDS = {
    ActorKind.PERSON: "People",
    ActorKind.SERVICE: "Sources",
    ActorKind.SYSTEM: "The service itself",
}

Short = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters as they stand in the address and in the form."""

    actor: str = ""
    event: str = ""
    object: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    request: str = ""

    def fields(self) -> dict[str, str | int | None]:
        """Return them for an address."""
        return asdict(self)

    def filter(self, zone: tzinfo) -> EntryFilter:
        """Return them as the records understand them; AddressInvalid where they do not."""
        read_choice("event", self.event, Event)
        read_choice("outcome", self.outcome, Outcome)
        return EntryFilter(
            actor=self.actor,
            event=self.event,
            object=_object(self.object.strip()),
            outcome=self.outcome,
            request=self.request.strip().lower(),
            since=read_day("since", self.since, zone),
            until=read_day_after("until", self.until, zone),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContext:
    """The entries that match, newest first; `actors` are a group's words, and ids with names."""

    template: ClassVar[str] = "log.html"
    room: ClassVar[str] = "/log"
    events: ClassVar[Mapping[str, str]] = {str(event): event.words for event in Event}
    title: str = "Access log"
    fact: Fact
    count: str
    actors: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    asked: Asked
    filtered: bool
    entries: tuple[Sentence, ...]
    older: str
    newest: str
    export: str
    has_older: bool
    has_newer: bool


@router.get("/log")
def show_log(
    visit: Annotated[Visit, needs(Permission.LOG_LIST)],
    actor: Short = "",
    event: Short = "",
    object: Short = "",  # noqa: A002  # the glossary's word
    outcome: Short = "",
    since: Short = "",
    until: Short = "",
    request: Short = "",
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> HTMLResponse:
    """Show the entries that match the filters."""
    asked = Asked(
        actor=actor,
        event=event,
        object=object,
        outcome=outcome,
        since=since,
        until=until,
        request=request,
    )
    chosen = asked.filter(visit.zone)
    fact = state_fact(visit)
    with visit.act() as act:
        found = find_entries(act, chosen, before_seq=before, limit=LISTED)
        actors = list_log_actors(act)
    return visit.page(
        LogContext(
            fact=fact,
            count=count_words(found.total, "entry", "entries"),
            actors=_groups(actors, asked.actor),
            asked=asked,
            filtered=asked != Asked(),
            entries=tuple(say_entry(entry, visit.zone) for entry in found.entries),
            older=address("/log", {**asked.fields(), "before": found.next}),
            newest=address("/log", asked.fields()),
            export=address("/log.csv", asked.fields()),
            has_older=found.next is not None,
            has_newer=before is not None,
        )
    )


def _groups(
    actors: tuple[LogActor, ...], chosen: str
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Everybody by kind; whoever is in the address and not in the list stays chosen."""
    groups = {
        words: tuple((actor.id, _name(actor, actors)) for actor in actors if actor.kind is kind)
        for kind, words in KINDS.items()
    }
    if chosen and all(actor.id != chosen for actor in actors):
        groups["Not in the list"] = ((chosen, chosen[:8]),)
    return tuple((words, members) for words, members in groups.items() if members)


def _name(actor: LogActor, actors: tuple[LogActor, ...]) -> str:
    """Two with one name are told apart by how their ids begin."""
    alike = sum(other.name == actor.name and other.kind is actor.kind for other in actors)
    return f"{actor.name} ({actor.id[:8]})" if alike > 1 else actor.name


def _object(text: str) -> str:
    """A bare session id, as people say it, means the session."""
    return f"session:{text.upper()}" if text and ":" not in text else text


@router.get("/log.csv")
def export_log(
    visit: Annotated[Visit, needs(Permission.LOG_EXPORT)],
    actor: Short = "",
    event: Short = "",
    object: Short = "",  # noqa: A002  # the glossary's word
    outcome: Short = "",
    since: Short = "",
    until: Short = "",
    request: Short = "",
) -> StreamingResponse:
    """Send the entries that match as a CSV file; the export is an entry before the first byte."""
    asked = Asked(
        actor=actor,
        event=event,
        object=object,
        outcome=outcome,
        since=since,
        until=until,
        request=request,
    )
    chosen = asked.filter(visit.zone)
    with visit.act() as act:
        entries = export_entries(act, chosen)
        made_at = to_text(act.now)[:19].replace(":", "")
    return StreamingResponse(
        csv_lines(entries),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="access-log-{made_at}Z.csv"'},
    )
