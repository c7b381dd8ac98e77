"""The watch: goes through new entries, and raises an alert where a day looks unusual.

It begins where it stopped; whatever kills it, the same entries give the same alerts once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from typing import Any

from sqlite_utils import Database

from models.accounts.people import Person, person_of
from models.actors import Actor
from models.log.access_log import find_rows
from models.log.entry_filter import EntryFilter
from models.log.events import Event
from models.log.looks import LOOKS
from models.records import Records, Step
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_index import digests_of
from models.times import from_text, to_text
from models.transcripts.search import search_digest
from models.watch.after_closing import judged_anew
from models.watch.alert_rules import ActorDay, Unusual, judge
from models.watch.alert_words import Thresholds
from models.watch.alerts import raise_alert, recount
from models.watch.anchor_alerts import ACTOR_ID as ANCHORS
from models.watch.anchor_alerts import find_anchor_trouble
from models.watch.business_hours import BusinessHours

BATCH = 2_000
"""Entries gone through in one step."""
_USUAL_DAYS = 28
_KNOWN_DAYS = 90
_SHORTEST_NAME = 3
_MOST_NAMES = 4
_NAMES = {ANCHORS: "The service"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What the watch works with; `anchor_every` is the time from one checkpoint to the next.

    Without it the anchors are not looked after.
    """

    records: Records
    actor: Actor
    limits: Thresholds = field(default_factory=Thresholds)
    hours: BusinessHours = field(default_factory=BusinessHours)
    anchor_every: timedelta | None = None
    _past: dict[str, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def run(self) -> int:
        """Go through everything that is new; gives how many alerts were raised."""
        raised = self.look_at_anchors()
        while (step := self.run_once()) is not None:
            raised += step
        return raised

    def look_at_anchors(self) -> int:
        """Raise an alert when a place of the anchors fails, or no checkpoint is signed."""
        if self.anchor_every is None:
            return 0
        now = self.records.clock()
        with self.records.peek() as look:
            found = find_anchor_trouble(look.db, now, self.anchor_every)
        if not found:
            return 0
        day = self._day(to_text(now))
        return self._keep([(ANCHORS, day, each) for each in found], {}, upto=0)

    def run_once(self) -> int | None:
        """Go through the next entries; None when there are none."""
        with self.records.peek() as look:
            after = _seen(look.db)
            new = list(
                look.db.execute(
                    "SELECT seq, at, actor_kind, actor_id FROM entries WHERE seq > ? "
                    "ORDER BY seq LIMIT ?",
                    [after, BATCH],
                )
            )
            if not new:
                return None
            days = {
                (actor_id, self._day(at))
                for _, at, kind, actor_id in new
                if (kind == "person" and actor_id != "unknown") or actor_id == "cli"
            }
            people = {p.id: p for p in map(person_of, look.db.table("people").rows)}
            found = [
                (actor_id, day, each)
                for actor_id, day in sorted(days)
                for each in self._judge(look, actor_id, day, people)
            ]
        return self._keep(found, people, upto=new[-1][0])

    def _keep(
        self,
        found: Sequence[tuple[str, str, Unusual]],
        people: Mapping[str, Person],
        *,
        upto: int,
    ) -> int:
        with self.records.step() as step:
            new = [each for each in found if not recount(step, each[0], each[2])]
            if not new:
                _see(step.db, upto)
                return 0
        with self.records.act(self.actor) as act:
            for actor_id, day, each in new:
                name = (
                    people[actor_id].name if actor_id in people else _NAMES.get(actor_id, actor_id)
                )
                raise_alert(act, actor_id, name, day, each)
            _see(act.db, upto)
        return len(new)

    def _day(self, at: str) -> str:
        return str(from_text(at).astimezone(self.hours.zone).date())

    def _span(self, day: str, *, back: int = 0) -> tuple[datetime, datetime]:
        date = datetime.strptime(day, "%Y-%m-%d").date() - timedelta(days=back)  # noqa: DTZ007
        start = datetime.combine(date, time(), self.hours.zone)
        stop = datetime.combine(date + timedelta(days=1), time(), self.hours.zone)
        return start.astimezone(UTC), stop.astimezone(UTC)

    def _judge(
        self, look: Step, actor_id: str, day: str, people: Mapping[str, Person]
    ) -> tuple[Unusual, ...]:
        start, stop = self._span(day)
        asked = EntryFilter(actor=actor_id, since=start, until=stop)
        entries = tuple(reversed(find_rows(look.db, asked)))
        person = people.get(actor_id)
        team = {p.id for p in people.values() if person and p.role is person.role}
        usual = [self._looks(look.db, day, back) for back in range(1, _USUAL_DAYS + 1)]
        opened = {e.object.partition(":")[2] for e in entries if e.event == Event.SESSION_OPENED}
        actor_day = ActorDay(
            actor_id=actor_id,
            day=day,
            entries=entries,
            own=tuple(counts[actor_id] for counts in usual if counts.get(actor_id)),
            team=tuple(n for counts in usual for a, n in counts.items() if a in team - {actor_id}),
            own_words=_own_words(self.records, person),
            own_sessions=_own_sessions(self.records, look.db, person, opened),
            known_addresses=_known_addresses(look.db, actor_id, start),
            failures=_failures(look.db, actor_id, start - timedelta(hours=1), stop),
        )
        found = judge(actor_day, self.limits, self.hours)
        return tuple(judged_anew(look.db, actor_day, found, self.limits, self.hours))

    def _looks(self, db: Database, day: str, back: int) -> dict[str, int]:
        """The looks of everybody on an earlier day; a day that is over is counted once."""
        start, stop = self._span(day, back=back)
        if (known := self._past.get(to_text(start))) is not None:
            return known
        marks = ", ".join("?" * len(LOOKS))
        rows = db.execute(
            f"SELECT actor_id, count(*) FROM entries WHERE event IN ({marks}) "  # noqa: S608
            "AND at >= ? AND at < ? AND outcome = 'allowed' GROUP BY actor_id",
            [*LOOKS, to_text(start), to_text(stop)],
        )
        counts = dict(rows.fetchall())
        if stop <= self.records.clock():
            if len(self._past) > 3 * _USUAL_DAYS:
                self._past.clear()
            self._past[to_text(start)] = counts
        return counts


def _own_words(records: Records, person: Person | None) -> frozenset[str]:
    """Digests of the searches by which somebody would look for themselves."""
    if person is None:
        return frozenset()
    words = {*_searches(person.name.split()), person.email, person.email.partition("@")[0]}
    return frozenset(search_digest(records, each) for each in words if len(each) >= _SHORTEST_NAME)


def _searches(names: Sequence[str]) -> Iterator[str]:
    """Each name by itself, and some of them together, the last as far as it was typed."""
    yield from names
    for count in range(2, min(len(names), _MOST_NAMES) + 1):
        for some in permutations(names[:_MOST_NAMES], count):
            for end in range(1, len(some[-1]) + 1):
                yield " ".join((*some[:-1], some[-1][:end]))


def _own_sessions(
    records: Records, db: Database, person: Person | None, opened: set[str]
) -> frozenset[str]:
    """Of the sessions opened, those in which the person's e-mail or full name stands."""
    if person is None or not opened:
        return frozenset()
    given = (
        Identifier(kind=IdentifierKind.EMAIL, value=person.email),
        Identifier(kind=IdentifierKind.NAME, value=person.name),
    )
    found: set[str] = set()
    for each in digests_of(records, given):
        rows = db.execute(
            "SELECT session_id FROM subject_index WHERE kind = ? AND digest = ?",
            [each.kind.value, each.digest],
        )
        found |= {row[0] for row in rows}
    return frozenset(found & opened)


def _known_addresses(db: Database, actor_id: str, before: datetime) -> frozenset[str]:
    rows = db.execute(
        "SELECT DISTINCT address FROM entries WHERE actor_id = ? AND event = ? "
        "AND at >= ? AND at < ?",
        [
            actor_id,
            Event.SIGN_IN_OPENED,
            to_text(before - timedelta(days=_KNOWN_DAYS)),
            to_text(before),
        ],
    )
    return frozenset(row[0] for row in rows)


def _failures(
    db: Database, actor_id: str, since: datetime, until: datetime
) -> tuple[datetime, ...]:
    rows = db.execute(
        "SELECT at FROM entries WHERE object = ? AND event = ? AND outcome = 'refused' "
        "AND at >= ? AND at < ?",
        [f"person:{actor_id}", Event.SIGN_IN_REFUSED, to_text(since), to_text(until)],
    )
    return tuple(from_text(row[0]) for row in rows)


def _seen(db: Database) -> int:
    row: dict[str, Any] = next(iter(db.table("watch").rows))
    return int(row["seq"])


def _see(db: Database, seq: int) -> None:
    db.execute("UPDATE watch SET seq = max(seq, ?)", [seq])
