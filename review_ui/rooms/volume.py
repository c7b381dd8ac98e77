"""Volume: how much each person looks at, and whether that is rising."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from models.log.access_log import EntryFilter, find_entries
from models.log.log_actors import list_log_actors
from models.log.looks import LOOKS
from models.log.tallies import DayTally, tally_days
from review_ui.address import read_day
from review_ui.bars import Bars, lying, standing
from review_ui.dependencies import needs
from review_ui.errors import AddressInvalid
from review_ui.log_filters import MOST_DAYS
from review_ui.permissions import Permission
from review_ui.rooms.log import LogContext
from review_ui.visits import Visit
from review_ui.words import count_words, date_words

router = APIRouter()
DAYS = 28
SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in the table: looks in all, on how many days, on the busiest of them."""

    id: str
    name: str
    looks: str
    days: int
    most: str
    busiest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeContext:
    """Two plots, and the table they were drawn from."""

    template: ClassVar[str] = "volume.html"
    room: ClassVar[str] = "/log"
    tabs: ClassVar[tuple[tuple[str, str, str], ...]] = LogContext.tabs
    title: str = "How much does each person look at?"
    since: str
    until: str
    count: str
    people: Bars
    days: Bars
    lines: tuple[PersonLine, ...]


@router.get("/log/volume")
def show_volume(
    visit: Annotated[Visit, needs(Permission.LOG_LIST)],
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """Show the looks of each person in these days, four weeks unless others are asked for."""
    first, last = _days(visit, since, until)
    spans = [_span(first + timedelta(days=n), visit) for n in range((last - first).days + 1)]
    with visit.act() as act:
        days = tally_days(act, LOOKS, spans)
        names = {actor.id: actor.name for actor in list_log_actors(act)}
        # a look at the log like any other: the entry says from when to when
        find_entries(act, EntryFilter(since=spans[0][0], until=spans[-1][1], spans=()), limit=1)
    lines = _lines(days, names, visit)
    return visit.page(
        VolumeContext(
            since=first.isoformat(),
            until=last.isoformat(),
            count=count_words(sum(day.count for day in days), "look"),
            people=lying(
                "Who looks most?",
                [(line.name, int(line.looks.replace(",", ""))) for line in lines[:SHOWN]],
            ),
            days=standing(
                "Are looks rising?",
                [(date_words(_local(day, visit)), day.count) for day in days],
            ),
            lines=lines,
        ),
        ("Access log", "/log"),
        ("Volume", ""),
    )


def _days(visit: Visit, since: str, until: str) -> tuple[date, date]:
    start, stop = read_day("since", since, visit.zone), read_day("until", until, visit.zone)
    today = visit.desk.records.clock().astimezone(visit.zone).date()
    last = stop.astimezone(visit.zone).date() if stop else today
    first = start.astimezone(visit.zone).date() if start else last - timedelta(days=DAYS - 1)
    if not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
        raise AddressInvalid("since")
    return first, last


def _span(day: date, visit: Visit) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), visit.zone)
    stop = datetime.combine(day + timedelta(days=1), time(), visit.zone)
    return start.astimezone(UTC), stop.astimezone(UTC)


def _local(day: DayTally, visit: Visit) -> date:
    return day.start.astimezone(visit.zone).date()


def _lines(
    days: tuple[DayTally, ...], names: dict[str, str], visit: Visit
) -> tuple[PersonLine, ...]:
    each: dict[str, list[tuple[int, date]]] = {}
    for day in days:
        for actor, count in day.by_actor.items():
            each.setdefault(actor, []).append((count, _local(day, visit)))
    order = sorted(each, key=lambda actor: -sum(count for count, _ in each[actor]))
    return tuple(
        PersonLine(
            id=actor,
            name=names.get(actor, actor[:8]),
            looks=f"{sum(count for count, _ in each[actor]):,}",
            days=len(each[actor]),
            most=f"{max(each[actor])[0]:,}",
            busiest=date_words(max(each[actor])[1]),
        )
        for actor in order
    )
