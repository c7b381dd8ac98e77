"""What can be asked of the access log: the questions, their fields, and the filter of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import parse_qsl

from models.actors import ActorKind
from models.log.access_log import EntryFilter, Event, Outcome
from models.log.looks import LOOKS, REVEALING, SEEN
from models.log.tallies import TallyBy
from models.worded import WordedEnum
from review_ui.address import read_choice, read_day, read_day_after
from review_ui.errors import AddressInvalid
from review_ui.visits import Visit

MOST_DAYS = 92


class Question(WordedEnum):
    """A question an auditor has; its words are the heading of the answer."""

    ALL = "", "Access log"
    SESSION = "session", "Who saw this session?"
    PERSON = "person", "What did this person do?"
    REFUSED = "refused", "What was refused?"
    REVEALS = "reveals", "What was shown unmasked, why, and who approved it?"
    OFF_HOURS = "off_hours", "Who looked outside business hours?"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a question is asked: its tab, its fields, the days it starts with, what is counted."""

    tab: str
    fields: tuple[str, ...]
    days: int = 0
    tallies: tuple[TallyBy, ...] = ()


VIEWS: Mapping[Question, View] = MappingProxyType(
    {
        Question.ALL: View(
            tab="All",
            fields=("actor", "event", "object", "outcome", "since", "until", "request"),
        ),
        Question.SESSION: View(tab="A session", fields=("object",), tallies=(TallyBy.ACTOR,)),
        Question.PERSON: View(
            tab="A person",
            fields=("actor", "since", "until"),
            days=7,
            tallies=(TallyBy.EVENT, TallyBy.OBJECT),
        ),
        Question.REFUSED: View(
            tab="Refused",
            fields=("actor", "since", "until"),
            days=30,
            tallies=(TallyBy.ACTOR, TallyBy.REASON),
        ),
        Question.REVEALS: View(
            tab="Reveals",
            fields=("actor", "object", "since", "until"),
            days=90,
            tallies=(TallyBy.ACTOR, TallyBy.REASON),
        ),
        Question.OFF_HOURS: View(
            tab="Off hours",
            fields=("actor", "since", "until"),
            days=30,
            tallies=(TallyBy.ACTOR,),
        ),
    }
)
NEEDED = {Question.SESSION: "object", Question.PERSON: "actor"}
"""The field without which a question has no answer."""
_NOTHING = EntryFilter(spans=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question and its fields as they stand in the address and in the form."""

    question: str = ""
    actor: str = ""
    event: str = ""
    object: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    request: str = ""

    @property
    def kind(self) -> Question:
        """The question; AddressInvalid when there is no such one."""
        return read_choice("question", self.question, Question) or Question.ALL

    @property
    def complete(self) -> bool:
        """Whether the question can be answered."""
        needed = NEEDED.get(self.kind)
        return needed is None or bool(getattr(self, needed))

    def fields(self) -> dict[str, str | int | None]:
        """Return them for an address."""
        return asdict(self)

    def filter(self, visit: Visit) -> EntryFilter:
        """Return them as the records understand them; AddressInvalid where they do not."""
        read_choice("event", self.event, Event)
        read_choice("outcome", self.outcome, Outcome)
        if not self.complete:
            return _NOTHING
        since = read_day("since", self.since, visit.zone)
        until = read_day_after("until", self.until, visit.zone)
        narrowed = self.kind in {Question.SESSION, Question.OFF_HOURS}
        return EntryFilter(
            actor=self.actor,
            event=self.event,
            object=object_of(self.object),
            outcome="refused" if self.kind is Question.REFUSED else self.outcome,
            request=self.request.strip().lower(),
            since=since,
            until=until,
            kind=ActorKind.PERSON.value if narrowed else "",
            events=_EVENTS.get(self.kind, ()),
            spans=_off(visit, since, until) if self.kind is Question.OFF_HOURS else None,
        )


_EVENTS: Mapping[Question, tuple[str, ...]] = MappingProxyType(
    {
        Question.SESSION: (*SEEN, Event.PAGE_REFUSED),
        Question.REVEALS: REVEALING,
        Question.OFF_HOURS: LOOKS,
    }
)


def read_query(query: str) -> Asked:
    """Return the question of an address as it was kept; what is no field of one is left out."""
    said = dict(parse_qsl(query))
    return Asked(**{name: said.get(name, "") for name in asdict(Asked())})


def with_days(asked: Asked, now: datetime, visit: Visit) -> Asked:
    """Return the question with the days it starts with, where none were given."""
    days = VIEWS[asked.kind].days
    if not days or asked.since or asked.until:
        return asked
    today = now.astimezone(visit.zone).date()
    first = today - timedelta(days=days - 1)
    return Asked(**{**asdict(asked), "since": first.isoformat(), "until": today.isoformat()})


def object_of(text: str) -> str:
    """Return what an entry is about: a bare session id, as people say it, means the session."""
    text = text.strip()
    return f"session:{text.upper()}" if text and ":" not in text else text


def _off(
    visit: Visit, since: datetime | None, until: datetime | None
) -> tuple[tuple[datetime, datetime], ...]:
    if since is None or until is None or until - since > timedelta(days=MOST_DAYS + 1):
        raise AddressInvalid("since")
    return visit.desk.hours.off_spans(since, until)
