"""When what is kept has to go: decided here, from times alone; done in models/keeping/sweeping.py.

Time is counted from the last arrival of something new, by this machine's clock. A part never
outlives the whole: an original or a review goes with its session at the latest, a raw delivery
with the original it says the same as. A hold wins over every period.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from models.worded import WordedEnum


class Kept(WordedEnum):
    """What has a period of its own."""

    SESSION = "session", "Redacted sessions, with all that belongs to them"
    ORIGINAL = "original", "Originals, sealed"
    DELIVERY = "delivery", "Raw deliveries, sealed"
    REVIEW = "review", "Reviews with their comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How long each is kept after the last arrival; a review after it was last changed."""

    session: timedelta
    original: timedelta
    delivery: timedelta
    review: timedelta

    def of(self, kept: Kept) -> timedelta:
        """The period that counts: no part outlives the whole."""
        match kept:
            case Kept.SESSION:
                return self.session
            case Kept.ORIGINAL:
                return min(self.original, self.session)
            case Kept.DELIVERY:
                return min(self.delivery, self.original, self.session)
            case Kept.REVIEW:
                return min(self.review, self.session)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The periods in force: the usual ones, and those of sources that have their own.

    `work` is how long what proves people's work (models/keeping/finished.py) stays when it is over.
    """

    usual: Periods
    by_source: Mapping[str, Periods] = field(default_factory=lambda: MappingProxyType({}))
    work: timedelta = timedelta(days=1095)

    def periods(self, source_id: str) -> Periods:
        """The periods for what came from this source."""
        return self.by_source.get(source_id, self.usual)


USUAL = Rules(
    usual=Periods(
        session=timedelta(days=365),
        original=timedelta(days=90),
        delivery=timedelta(days=30),
        review=timedelta(days=365),
    )
)
"""The periods where nobody set any."""


def due_at(kept: Kept, since: datetime, periods: Periods) -> datetime:
    """When this has to go; the end of time where the calendar has no such day."""
    try:
        return since + periods.of(kept)
    except OverflowError:
        return datetime.max.replace(tzinfo=since.tzinfo)


def due(kept: Kept, since: datetime, periods: Periods, *, now: datetime, held: bool) -> bool:
    """Whether this has to go now. What is due once stays due; what is held never is."""
    return not held and due_at(kept, since, periods) <= now
