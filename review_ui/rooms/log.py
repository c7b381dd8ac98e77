"""The access log: questions and their answers, and a sentence per entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from models.actors import ActorKind
from models.log.access_log import EntryPage, Event, find_entries, live_since
from models.log.log_actors import LogActor, list_log_actors
from models.log.saved_filters import MOST_NAME, SavedFilter, own_filters
from models.log.tallies import MOST, Tally, TallyBy, tally
from review_ui.address import address
from review_ui.dependencies import needs
from review_ui.detail_words import reason_words
from review_ui.log_filters import VIEWS, Asked, Question, View, with_days
from review_ui.log_lines import say_entries
from review_ui.permissions import Permission
from review_ui.rooms.proof import Fact, state_fact
from review_ui.sentences import Sentence, say_object
from review_ui.visits import Visit
from review_ui.words import count_words, moment_words

router = APIRouter()
LISTED = 100
TALLIED = 20
KINDS = {
    ActorKind.PERSON: "People",
    ActorKind.SERVICE: "Sources",
    ActorKind.SYSTEM: "The service itself",
}
HEADS = {
    TallyBy.ACTOR: "Who",
    TallyBy.EVENT: "What was done",
    TallyBy.OBJECT: "To what",
    TallyBy.REASON: "Why",
}
LISTS = "Lists show how each chat begins, masked; their entries name no session and do not count."
ASK_FOR = {
    Question.SESSION: "Enter the id of a session, such as 8F3KQ2ZD.",
    Question.PERSON: "Choose a person.",
}
SAID = {
    "saved": "The filter is saved. It stands above the list whenever you come here.",
    "deleted": "The filter is deleted. No entry is touched by that.",
    "name": "Give the filter a name of at most 60 characters, without anybody's data.",
    "name_taken": "You have a filter of this name. Choose another one.",
    "address": "The question names what no record knows. It is not kept.",
    "too_many": "You have fifty filters. Delete one first.",
    "not_anchored": "Nothing is anchored yet, so nothing can be proven. Try again in a minute.",
}

Short = Annotated[str, Query(max_length=100)]
Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """One line of a count: words, where they lead, how many, when last."""

    words: str
    link: str
    count: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContext:
    """The answer: counts, and entries newest first; `actors` are a group's words, ids, names."""

    template: ClassVar[str] = "log.html"
    room: ClassVar[str] = "/log"
    events: ClassVar[Mapping[str, str]] = {str(event): event.words for event in Event}
    tabs: ClassVar[tuple[tuple[str, str, str], ...]] = tuple(
        (str(q), view.tab, address("/log", {"question": str(q)})) for q, view in VIEWS.items()
    )
    longest: ClassVar[int] = MOST_NAME
    title: str
    said: str
    fact: Fact
    count: str
    answer: str
    reach: str
    actors: Groups
    asked: Asked
    view: View
    here: str
    filtered: bool
    tallies: tuple[tuple[str, tuple[TallyRow, ...]], ...]
    saved: tuple[SavedFilter, ...]
    entries: tuple[Sentence, ...]
    older: str
    newest: str
    export: str
    proven: str
    has_older: bool
    has_newer: bool


def read_asked(
    question: Short = "",
    actor: Short = "",
    event: Short = "",
    object: Short = "",  # noqa: A002  # the glossary's word
    outcome: Short = "",
    since: Short = "",
    until: Short = "",
    request: Short = "",
) -> Asked:
    """Return the question as it stands in the address."""
    return Asked(
        question=question,
        actor=actor,
        event=event,
        object=object,
        outcome=outcome,
        since=since,
        until=until,
        request=request,
    )


@router.get("/log")
def show_log(
    visit: Annotated[Visit, needs(Permission.LOG_LIST)],
    asked: Annotated[Asked, Depends(read_asked)],
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Answer a question: what was counted, and the entries."""
    fresh = asked
    asked = with_days(asked, visit.desk.records.clock(), visit)
    chosen = asked.filter(visit)
    kind = asked.kind
    fact = state_fact(visit)
    with visit.act() as act:
        found = find_entries(act, chosen, before_seq=before, limit=LISTED)
        actors = list_log_actors(act)
        counted = [(by, tally(act, chosen, by)) for by in VIEWS[kind].tallies if found.total]
        saved = own_filters(act)
        live = live_since(act)
    reach = live if live and (chosen.since is None or chosen.since < live) else None
    names = {actor.id: actor.name for actor in actors}
    here = address("/log", asked.fields())
    return visit.page(
        LogContext(
            title=kind.words,
            said=SAID.get(said, ""),
            fact=fact,
            count=count_words(found.total, "entry", "entries"),
            answer=_answer(asked, found, dict(counted)),
            reach=moment_words(reach, visit.zone),
            actors=_groups(actors, asked.actor),
            asked=asked,
            view=VIEWS[kind],
            here=here,
            filtered=fresh not in {Asked(), Asked(question=asked.question)},
            tallies=tuple((HEADS[by], _rows(by, each, names, visit)) for by, each in counted),
            saved=saved,
            entries=say_entries(found.entries, visit.zone, names),
            older=address("/log", {**asked.fields(), "before": found.next}),
            newest=here,
            export=address("/log.csv", asked.fields()),
            proven=address("/log.zip", asked.fields()),
            has_older=found.next is not None,
            has_newer=before is not None,
        ),
        *((("Access log", "/log"), (VIEWS[kind].tab, "")) if kind is not Question.ALL else ()),
    )


def _answer(asked: Asked, found: EntryPage, counted: Mapping[TallyBy, tuple[Tally, ...]]) -> str:
    """The answer in one sentence, before the list."""
    kind = asked.kind
    if not asked.complete:
        return ASK_FOR[kind]
    if kind is Question.ALL:
        return ""
    if not found.total:
        return f"Nobody did. {LISTS}" if kind is Question.SESSION else "Nothing, in this time."
    people = counted.get(TallyBy.ACTOR, ())
    times = count_words(found.total, "time")
    who = _some(people, "person", "people")
    things = _some(counted.get(TallyBy.OBJECT, ()), "thing", "things")
    return {
        Question.SESSION: f"{who} looked at it or asked for it, {times} in all. {LISTS}",
        Question.PERSON: f"{times[:1].upper()}{times[1:]}, about {things}.",
        Question.REFUSED: f"{times} in all, to {who}.",
        Question.REVEALS: f"{count_words(found.total, 'step')}, by {who}.",
        Question.OFF_HOURS: f"{who}, {times} in all.",
    }[kind]


def _some(counted: tuple[Tally, ...], one: str, many: str) -> str:
    more = " or more" if len(counted) >= MOST else ""
    return f"{count_words(len(counted), one, many)}{more}"


def _rows(
    by: TallyBy, counted: tuple[Tally, ...], names: Mapping[str, str], visit: Visit
) -> tuple[TallyRow, ...]:
    filters = {TallyBy.ACTOR: "actor", TallyBy.EVENT: "event", TallyBy.OBJECT: "object"}
    return tuple(
        TallyRow(
            words=_said(by, each.code, names),
            link=address("/log", {filters[by]: each.code}) if by in filters and each.code else "",
            count=f"{each.count:,}",
            last=moment_words(each.last, visit.zone),
        )
        for each in counted[:TALLIED]
    )


def _said(by: TallyBy, code: str, names: Mapping[str, str]) -> str:
    """What was counted, in words."""
    if by is TallyBy.ACTOR:
        return names.get(code, code[:8]) or "Somebody unknown"
    if by is TallyBy.EVENT:
        return LogContext.events.get(code, code)
    if by is TallyBy.OBJECT:
        return say_object(code) or "The service as a whole"
    return reason_words(code) or "No reason given"


def _groups(actors: tuple[LogActor, ...], chosen: str) -> Groups:
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
