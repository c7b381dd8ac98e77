"""Retention: what is kept for how long, what goes when, and what a sweep waits for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from models.keeping.keeping_desk import Plan, Sweep, confirm_sweep, plan
from models.keeping.retention import Kept, Periods, Rules
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.visits import Visit, go
from review_ui.words import ago_words, count_words, date_words, moment_words

router = APIRouter()
SAID = {"confirmed": "The next sweep goes on. This holds for a day."}
KINDS = {
    Kept.SESSION: ("Redacted sessions", "with reviews, masks and all that belongs to them"),
    Kept.ORIGINAL: ("Originals", "sealed; at most as long as their session"),
    Kept.DELIVERY: ("Raw deliveries", "sealed; at most as long as the original"),
    Kept.REVIEW: ("Reviews", "from their last change; at most as long as their session"),
}
NAMES = (("sessions", "session"), ("originals", "original"), ("deliveries", "delivery"),
         ("reviews", "review"), ("work", "record of work"))  # fmt: skip


MANY = {"work": "records of work"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One kind: how long it is kept, and how long of the sources that have their own days."""

    name: str
    about: str
    days: str
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """What goes on one day; the numbers are in the order of the kinds."""

    day: str
    date: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionContext:
    """What goes when; `stop` says why nothing goes now, and `stop_does` what would happen."""

    template: ClassVar[str] = "retention.html"
    room: ClassVar[str] = "/retention"
    kinds: ClassVar[tuple[str, ...]] = tuple(name for name, _ in KINDS.values())
    title: str = "Retention"
    said: str
    stop: str
    stop_since: str
    stop_does: str
    due: str
    held: str
    looked: str
    periods: tuple[PeriodRow, ...]
    days: tuple[DayRow, ...]
    sweeps: tuple[tuple[str, str], ...]


@router.get("/retention")
def show_retention(
    visit: Annotated[Visit, needs(Permission.RETENTION_LIST)],
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Show what goes when."""
    rules = visit.desk.rules
    with visit.act() as act:
        found = plan(act, rules)
    stopped = found.stopped
    return visit.page(
        RetentionContext(
            said=SAID.get(said, ""),
            stop=stopped.stop.words if stopped and stopped.stop else "",
            stop_since=moment_words(stopped.at, visit.zone) if stopped else "",
            stop_does=_does(stopped) if stopped else "",
            due=count_words(found.due.total, "thing is", "things are") + " due now",
            held=_held(found),
            looked=ago_words(found.looked_at, act.now) if found.looked_at else "never yet",
            periods=(*(_period(kept, rules, found) for kept in KINDS), _work(rules)),
            days=_days(found),
            sweeps=tuple(
                (moment_words(sweep.at, visit.zone), _counts(sweep)) for sweep in found.sweeps
            ),
        )
    )


@router.post("/retention/confirm")
def confirm(
    visit: Annotated[Visit, needs(Permission.RETENTION_CONFIRM, proven=True)],
) -> Response:
    """Let the sweep that stopped go on."""
    with visit.act() as act:
        confirm_sweep(act)
    return go("/retention?said=confirmed")


def _held(found: Plan) -> str:
    held = count_words(found.holds, "hold")
    late = f"; {found.due.held:,} would have gone by now" if found.due.held else ""
    return f"{held} in force{late}"


def _does(stopped: Sweep) -> str:
    """What a sweep would do: one that has nothing to delete stops before it ends a hold."""
    return f"delete {_counts(stopped)}" if stopped.counts.total else "end holds that are over"


def _counts(sweep: Sweep) -> str:
    said = [
        count_words(getattr(sweep.counts, many), one, MANY.get(many, many))
        for many, one in NAMES
        if getattr(sweep.counts, many)
    ]
    return ", ".join(said) or "nothing"


def _period(kept: Kept, rules: Rules, found: Plan) -> PeriodRow:
    name, about = KINDS[kept]
    own = [
        f"{found.sources.get(source, source)}: {_in_days(periods, kept)}"
        for source, periods in rules.by_source.items()
        if periods.of(kept) != rules.usual.of(kept)
    ]
    return PeriodRow(name=name, about=about, days=_in_days(rules.usual, kept), own=", ".join(own))


def _work(rules: Rules) -> PeriodRow:
    return PeriodRow(
        name="Records of work",
        about="closed requests, reveals, leaves, closed alerts, lifted objections, released holds, "
        "notices, sign-ins; counted from when they are over",
        days=count_words(rules.work.days, "day"),
        own="",
    )


def _in_days(periods: Periods, kept: Kept) -> str:
    return count_words(periods.of(kept).days, "day")


def _days(found: Plan) -> tuple[DayRow, ...]:
    dates = sorted({day for days in found.ahead.values() for day in days})
    return tuple(
        DayRow(
            day=date_words(date.fromisoformat(day)),
            date=day,
            numbers=tuple(found.ahead[kept].get(day, 0) for kept in KINDS),
        )
        for day in dates
    )
