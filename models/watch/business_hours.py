"""Business hours: which moments of a week are work, in the company's own time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """From `opens` up to and without `closes` minutes after midnight, on these weekdays.

    Monday is 0. A day that is an hour longer or shorter by the clocks is so here, too.
    """

    zone: tzinfo = UTC
    days: frozenset[int] = frozenset(range(5))
    opens: int = 7 * 60
    closes: int = 20 * 60

    def are_open(self, moment: datetime) -> bool:
        """Whether this is a time at which people work."""
        local = moment.astimezone(self.zone)
        minutes = local.hour * 60 + local.minute
        return local.weekday() in self.days and self.opens <= minutes < self.closes

    def off_spans(self, since: datetime, until: datetime) -> tuple[Span, ...]:
        """The times outside business hours between two moments, in order and apart, in UTC."""
        spans: list[Span] = []
        day = since.astimezone(self.zone).date()
        last = until.astimezone(self.zone).date()
        while day <= last:
            midnight = datetime.combine(day, time(), self.zone)
            tomorrow = datetime.combine(day + timedelta(days=1), time(), self.zone)
            if day.weekday() in self.days:
                off = [(midnight, self._at(midnight, self.opens))]
                off.append((self._at(midnight, self.closes), tomorrow))
            else:
                off = [(midnight, tomorrow)]
            for start, stop in off:
                _add(spans, max(start.astimezone(UTC), since), min(stop.astimezone(UTC), until))
            day += timedelta(days=1)
        return tuple(spans)

    def _at(self, midnight: datetime, minutes: int) -> datetime:
        """The wall clock's time on that day; 24:00 is the next midnight."""
        days, rest = divmod(minutes, 24 * 60)
        day = midnight.date() + timedelta(days=days)
        return datetime.combine(day, time(rest // 60, rest % 60), self.zone)


def _add(spans: list[Span], start: datetime, stop: datetime) -> None:
    if start >= stop:
        return
    if spans and spans[-1][1] == start:
        spans[-1] = (spans[-1][0], stop)
    else:
        spans.append((start, stop))


def read_hours(text: str) -> tuple[int, int]:
    """Minutes after midnight of `07:00-20:00`; ValueError for what cannot be read."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError("business hours are written like 07:00-20:00")
    numbers = [int(part) for part in found.groups()]
    opens, closes = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if not opens < closes <= 24 * 60:
        raise ValueError("business hours must end after they begin, at 24:00 at the latest")
    return opens, closes


def read_days(text: str) -> frozenset[int]:
    """Weekdays of `mon-fri` or `mon,tue,sat`; ValueError for what cannot be read."""
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError("business days are written like mon-fri or mon,tue,sat")
        start, stop = DAYS.index(first), DAYS.index(last or first)
        days |= {(start + step) % 7 for step in range((stop - start) % 7 + 1)}
    return frozenset(days)
