"""The watch over the access log, built from the settings, and its turn beside the keeper."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from models.actors import Actor, ActorKind, Purpose
from models.errors import RecordsError
from models.records import Records
from models.watch.alert_words import Thresholds
from models.watch.business_hours import BusinessHours, read_days, read_hours
from models.watch.watching import Watch
from service.settings import Settings

log = logging.getLogger(__name__)
WATCH = Actor(kind=ActorKind.SYSTEM, id="watch", name="Watch", purpose=Purpose.AUDIT)


def business_hours(settings: Settings) -> BusinessHours:
    """When people work, as the settings say it."""
    opens, closes = read_hours(settings.business_hours)
    return BusinessHours(
        zone=ZoneInfo(settings.time_zone),
        days=read_days(settings.business_days),
        opens=opens,
        closes=closes,
    )


def create_watch(settings: Settings, records: Records) -> Watch:
    """The watch with the thresholds of the settings."""
    return Watch(
        records=records,
        actor=WATCH,
        hours=business_hours(settings),
        anchor_every=timedelta(seconds=settings.anchor_seconds),
        limits=Thresholds(
            volume_least=settings.unusual_looks,
            volume_times=settings.unusual_times,
            off_hours_looks=settings.unusual_off_hours,
            refusals=settings.unusual_refusals,
            scraping_steps=settings.unusual_steps,
            scraping_minutes=settings.unusual_minutes,
            exports=settings.unusual_exports,
            reveals=settings.unusual_reveals,
            failures=settings.unusual_failures,
        ),
    )


def watch_once(watch: Watch) -> int:
    """Go through what is new; what cannot be read now is gone through later."""
    try:
        return watch.run()
    except RecordsError as error:
        log.warning("the watch waits: %s", type(error).__name__)
        return 0


def keep_watch(
    watch: Watch, tell: Callable[[], object], stop: threading.Event, *, every: float
) -> None:
    """Look at what is new every so many seconds, and tell those concerned, until `stop` is set.

    After a look that took long it rests ten times as long: however much there is to go through,
    others have nine parts of ten of the processor.
    """
    wait = every
    while not stop.wait(wait):
        began = time.thread_time()
        try:
            watch_once(watch)
            tell()
        except Exception:
            log.exception("the watch failed; it goes on")
        wait = max(every, 10 * (time.thread_time() - began))
