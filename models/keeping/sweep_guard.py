"""Whether a sweep may delete what is due: a clock that was set wrong must not empty the records.

The clock is believed as far as it fits what is known: the time of the last sweep, and how long
this process has been running since. And however right the clock is, a sweep that would take a
large part of everything waits for a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.worded import WordedEnum

SLACK = timedelta(hours=1)
"""How far the clock may run ahead of the time this process has been running."""

FEW = 100
"""So many sessions may always go at once, however small the share."""

CONFIRMED_FOR = timedelta(hours=24)
"""How long a person's confirmation lasts."""


class Stop(WordedEnum):
    """Why a sweep deletes nothing."""

    CLOCK_JUMPED = "clock_jumped", "The clock is far ahead of when the last sweep ran"
    CLOCK_BACK = "clock_back", "The clock is behind the last sweep"
    TOO_MANY = "too_many", "A large part of all sessions is due at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`gap`: how long the keeper may have been away; `share`: what may go at once, of 100."""

    gap: timedelta = timedelta(days=7)
    share: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a person confirmed: that up to so many sessions may go, whatever the clock."""

    at: datetime
    sessions: int


def find_stop(
    *,
    now: datetime,
    known: datetime | None,
    ran_for: timedelta | None,
    due: int,
    others: int = 0,
    total: int,
    limits: Limits,
    confirmed: Confirmation | None,
) -> Stop | None:
    """Why nothing may be deleted now; None when it may.

    `known` is the time of the last sweep, None before the first; `ran_for` how long, by a clock
    nobody sets, this process has run since that sweep; None when another process did it. `due` and
    `total` count sessions, `others` what else hangs on the clock, such as holds that would end.
    """
    if not due and not others:
        return None
    if confirmed is not None and _covers(confirmed, now, due):
        return None
    if known is not None and now < known - SLACK:
        return Stop.CLOCK_BACK
    allowed = limits.gap if ran_for is None else ran_for + SLACK
    if known is not None and now - known > allowed:
        return Stop.CLOCK_JUMPED
    if due > max(FEW, total * limits.share // 100):
        return Stop.TOO_MANY
    return None


def _covers(confirmed: Confirmation, now: datetime, due: int) -> bool:
    fresh = timedelta(0) <= now - confirmed.at <= CONFIRMED_FOR
    return fresh and due <= confirmed.sessions + FEW
