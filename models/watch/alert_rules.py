"""What is unusual about a person's day: small rules over entries of the access log. Pure.

Each rule gets one day of one actor with what is usual, and says what stands out. It may be
wrong: a person looks at what it found, and closes it with a note.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from models.log.entries import Entry
from models.log.events import Event, Outcome
from models.log.looks import LOOKS
from models.times import from_text
from models.watch.alert_words import AlertKind, Thresholds
from models.watch.business_hours import BusinessHours

_CALM = frozenset({"proof", "second_factor", "idle", "ended", "closed"})
"""Reasons of refusals that happen to everybody who leaves a page open."""
_SIGN_IN_WINDOW = timedelta(hours=1)
_TURNED = frozenset({Event.SESSION_LISTED, Event.SEARCH_RAN})
_EXPORTING = frozenset({Event.LOG_EXPORTED, Event.REQUEST_EXPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDay:
    """One day of one actor, in the company's time zone, and what is usual.

    `own` and `team` are how many looks there were on earlier days with any, by this actor and by
    each other of the role. `own_words` are digests of searches for their own name, `own_sessions`
    the sessions they are named in; `failures` failed sign-ins to their account.
    """

    actor_id: str
    day: str
    entries: tuple[Entry, ...]
    own: tuple[int, ...] = ()
    team: tuple[int, ...] = ()
    own_words: frozenset[str] = frozenset()
    own_sessions: frozenset[str] = frozenset()
    known_addresses: frozenset[str] = frozenset()
    failures: tuple[datetime, ...] = ()

    def looks(self) -> tuple[Entry, ...]:
        """The looks that were allowed."""
        return tuple(e for e in self.entries if e.event in LOOKS and e.outcome == Outcome.ALLOWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """What stands out: from which entry to which, how often, and how often is usual.

    The same `key` is the same alert, however often the day is looked at.
    """

    kind: AlertKind
    key: str
    count: int
    usual: int
    first_seq: int
    last_seq: int


Rule = Callable[[ActorDay, Thresholds, BusinessHours], Iterator[Unusual]]


def volume(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Far more looks than this person and the others of the role are used to."""
    looks = day.looks()
    usual = max(_middle(day.own), _middle(day.team))
    if looks and len(looks) >= max(limits.volume_least, limits.volume_times * usual):
        yield _unusual(AlertKind.VOLUME, day.day, looks, usual=usual)


def own_name(day: ActorDay, _limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Searched for their own name, or opened a chat they are named in."""
    searched = [e for e in day.looks() if e.details.get("words") in day.own_words]
    if searched:
        yield _unusual(AlertKind.OWN_NAME_SEARCHED, day.day, searched)
    for session in sorted(day.own_sessions):
        opened = [e for e in day.looks() if e.object == f"session:{session}"]
        if opened:
            yield _unusual(AlertKind.OWN_CHAT_OPENED, session, opened)


def off_hours(day: ActorDay, limits: Thresholds, hours: BusinessHours) -> Iterator[Unusual]:
    """Looked at chats when nobody works."""
    looks = [e for e in day.looks() if not hours.are_open(from_text(e.at))]
    if len(looks) >= limits.off_hours_looks:
        yield _unusual(AlertKind.OFF_HOURS, day.day, looks)


def refusals(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Asked again and again for what they may not see."""
    refused = [
        e
        for e in day.entries
        if e.outcome == Outcome.REFUSED
        and (e.event in LOOKS or e.event == Event.PAGE_REFUSED)
        and e.reason not in _CALM
    ]
    if len(refused) >= limits.refusals:
        yield _unusual(AlertKind.REFUSALS, day.day, refused)


def scraping(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Session after session, or page after page, faster than one can read, without a review.

    A draft is none: it can be empty.
    """
    window = timedelta(minutes=limits.scraping_minutes)
    steps: list[tuple[datetime, str, Entry]] = []
    for entry in day.entries:
        if entry.event == Event.REVIEW_PUBLISHED and entry.outcome == Outcome.ALLOWED:
            steps.clear()
            continue
        opened = entry.event == Event.SESSION_OPENED
        turned = entry.event in _TURNED and entry.details.get("older") is True
        if not opened and not turned:
            continue
        at = from_text(entry.at)
        what = entry.object if opened and not entry.object.endswith(":unknown") else str(entry.seq)
        steps = [each for each in steps if each[0] > at - window]
        steps.append((at, what, entry))
        if len({what for _, what, _ in steps}) >= limits.scraping_steps:
            yield _unusual(AlertKind.SCRAPING, day.day, [entry for _, _, entry in steps])
            return


def exports(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Took away more than one does in a day."""
    taken = [e for e in day.entries if e.event in _EXPORTING and e.outcome == Outcome.ALLOWED]
    if len(taken) >= limits.exports:
        yield _unusual(AlertKind.EXPORTS, day.day, taken)


def reveals(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Was shown one original after the other: two who agree can reveal whatever they like."""
    shown = [
        e
        for e in day.entries
        if e.event == Event.ORIGINAL_REVEALED and e.outcome == Outcome.ALLOWED
    ]
    if len(shown) >= limits.reveals:
        yield _unusual(AlertKind.REVEALS, day.day, shown)


def broken_glass(day: ActorDay, _limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Was shown an original that nobody had approved."""
    for entry in day.entries:
        if entry.event == Event.GLASS_BROKEN and entry.outcome == Outcome.ALLOWED:
            yield _unusual(AlertKind.GLASS_BROKEN, str(entry.seq), [entry])


def new_address(day: ActorDay, limits: Thresholds, _hours: BusinessHours) -> Iterator[Unusual]:
    """Signed in from where they never were before, soon after failures."""
    for entry in day.entries:
        if entry.event != Event.SIGN_IN_OPENED or entry.outcome != Outcome.ALLOWED:
            continue
        at = from_text(entry.at)
        failed = sum(at - _SIGN_IN_WINDOW <= failure <= at for failure in day.failures)
        if entry.address not in day.known_addresses and failed >= limits.failures:
            found = _unusual(AlertKind.NEW_ADDRESS, str(entry.seq), [entry])
            yield Unusual(
                kind=found.kind,
                key=found.key,
                count=failed,
                usual=0,
                first_seq=entry.seq,
                last_seq=entry.seq,
            )


RULES: tuple[Rule, ...] = (
    volume,
    own_name,
    off_hours,
    refusals,
    scraping,
    exports,
    reveals,
    broken_glass,
    new_address,
)


def judge(day: ActorDay, limits: Thresholds, hours: BusinessHours) -> tuple[Unusual, ...]:
    """Everything that any rule finds unusual about this day."""
    return tuple(found for rule in RULES for found in rule(day, limits, hours))


def _middle(counts: tuple[int, ...]) -> int:
    return round(median(counts)) if counts else 0


def _unusual(
    kind: AlertKind, key: str, entries: tuple[Entry, ...] | list[Entry], *, usual: int = 0
) -> Unusual:
    return Unusual(
        kind=kind,
        key=key,
        count=len(entries),
        usual=usual,
        first_seq=entries[0].seq,
        last_seq=entries[-1].seq,
    )
