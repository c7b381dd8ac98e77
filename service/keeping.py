"""The keeper: deletes what is due and erases what was asked for, beside the service."""

import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from models.errors import KeyUnsafe, RecordsError, Unwritable
from models.keeping.erased_list import Replayed, replay
from models.keeping.eraser import KEEPER, Eraser
from models.keeping.retention import Kept, Periods, Rules
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import Swept, sweep
from models.log.anchors import load_current_key, load_signing_key
from models.only_one import only_one
from models.records import Records
from models.rights.reminders import remind_due
from models.seals.key_store import SHRED_UNFINISHED
from service.chores import NoticePost, scrub_once
from service.composition import open_records, signing_key_file
from service.mail import mail_server
from service.settings import Settings
from service.watching import create_watch, keep_watch

log = logging.getLogger(__name__)

READER_SECONDS = 60.0
"""How long a start waits for a reader of the key store; a backup of the keys takes seconds."""


def create_eraser(settings: Settings, records: Records) -> Eraser:
    """The eraser with everything it looks through: the data folder, and what was named besides."""
    paths = (settings.data_dir, settings.anchor, settings.erased, *settings.scanned_paths)
    return Eraser(
        records=records,
        listed=settings.erased.resolve(),
        scanned=tuple(dict.fromkeys(path.resolve() for path in paths)),
        signing_key=load_signing_key(signing_key_file(settings)),
        exports=settings.data_dir / "exports",
        named=tuple(path.resolve() for path in settings.scanned_paths),
    )


def replay_erasures(settings: Settings, records: Records, listed: Path | None = None) -> Replayed:
    """Hide again what a restored backup brought back, before anyone can look.

    `listed` is another list of erasures than the one in use.
    """
    back = replay(records, listed or settings.erased, KEEPER)
    if back.erased:
        log.warning(
            "%s erased sessions had come back with a backup; they are erased again", back.erased
        )
    return back


def open_replayed(
    settings: Settings,
    stop: threading.Event | None = None,
    *,
    wait_seconds: float = READER_SECONDS,
) -> Records:
    """The records, with nothing to be seen in them that was erased since they were copied.

    Whoever reads the key store meanwhile keeps destroyed keys in its log: for them it waits so
    long, unless `stop` is set, and is Unwritable then.
    """
    records, stop = open_records(settings), stop or threading.Event()
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            replay_erasures(settings, records)
        except Unwritable as error:
            if error.code != SHRED_UNFINISHED or time.monotonic() >= deadline or stop.is_set():
                raise
            log.warning("the start waits: something reads the key store (a backup, a replicator)")
            stop.wait(0.5)
        else:
            return records


def create_rules(settings: Settings) -> Rules:
    """The periods in force, from the settings."""
    usual = {
        "session": settings.session_days,
        "original": settings.original_days,
        "delivery": settings.delivery_days,
        "review": settings.review_days,
    }
    by_source = {
        source: _periods({**usual, **days.model_dump(exclude_none=True)})
        for source, days in settings.source_days.items()
    }
    work = timedelta(days=settings.work_days)
    return Rules(usual=_periods(usual), by_source=by_source, work=work)


def _periods(days: Mapping[str, int]) -> Periods:
    return Periods(**{name: timedelta(days=count) for name, count in days.items()})


class Keeper:
    """Sweeps and erases, time and again, for one set of records."""

    def __init__(self, settings: Settings, records: Records) -> None:
        self._records = records
        self._rules = create_rules(settings)
        self._limits = Limits(
            gap=timedelta(days=settings.sweep_gap_days), share=settings.sweep_share
        )
        self._eraser = create_eraser(settings, records)
        self._key_file = signing_key_file(settings)
        self._listed = settings.erased.resolve()
        self._swept_at: float | None = None

    def sweep(self) -> Swept:
        """Delete what is due; the clock is held to how long this process has been running."""
        now = time.monotonic()
        ran_for = None if self._swept_at is None else timedelta(seconds=now - self._swept_at)
        swept = sweep(
            self._records, self._rules, limits=self._limits, listed=self._listed, ran_for=ran_for
        )
        if swept.stop is None:
            self._swept_at = now
        return swept

    def keep_once(self) -> bool:
        """Sweep and erase what waits; False when nothing is left, or when it has to wait."""
        try:
            swept = self.sweep()
            with suppress(KeyUnsafe):  # replaced since? One that is lost signs on until then
                key = load_current_key(self._key_file, self._records.place.anchor)
                self._eraser.signing_key = key
            return self._eraser.run_once() > 0 or swept.more
        except (RecordsError, OSError) as error:
            log.warning("the keeper waits: %s", type(error).__name__)
            return False


def run_keeper(settings: Settings, records: Records, stop: threading.Event) -> None:
    """Work until `stop` is set; whatever cannot be done now is tried again later.

    Unwritable when another keeper is at work on the same records.
    """
    with only_one(settings.data_dir / "keeper"):
        keeper = Keeper(settings, records)
        mailer = mail_server(settings, records.clock)
        watching = threading.Thread(
            target=keep_watch,
            args=(
                create_watch(settings, records),
                NoticePost(records, mailer, settings.url),
                stop,
            ),
            kwargs={"every": settings.watch_seconds},
            name="watch",
            daemon=True,  # whatever it is doing can be cut off
        )
        watching.start()
        while not stop.is_set():
            remind_once(records)
            scrub_once(records)
            if not keeper.keep_once():
                stop.wait(settings.sweep_seconds)
        watching.join(5)


def remind_once(records: Records) -> None:
    """Remind officers of requests that are due; what fails now is tried again later."""
    try:
        remind_due(records, KEEPER)
    except RecordsError as error:
        log.warning("no reminders now: %s", type(error).__name__)


RAW_OFF = (
    "Originals are not kept: what came is masked, and then destroyed. Nothing can be revealed, "
    "corrected or redacted again; of what comes later only a whole transcript counts."
)


WORK = "What proves people's work (requests, reveals, alerts, notices, sign-ins) is deleted"


def say_retention(rules: Rules, *, keep_originals: bool = True) -> tuple[str, ...]:
    """The periods in plain words, for the page that states them."""
    if not keep_originals:
        return (RAW_OFF, *say_retention(rules))
    usual = rules.usual
    kinds = {
        "Raw deliveries, sealed": Kept.DELIVERY,
        "Originals, sealed": Kept.ORIGINAL,
        "Reviews": Kept.REVIEW,
        "Redacted sessions": Kept.SESSION,
    }
    said = tuple(
        f"{name} are deleted after {usual.of(kept).days} days." for name, kept in kinds.items()
    )
    own = len(rules.by_source)
    sources = f"{own} {'source has' if own == 1 else 'sources have'} periods of their own."
    return (
        *said,
        *((sources,) if own else ()),
        f"{WORK} {rules.work.days} days after it is over.",
        "Deleting destroys the keys first, so that old backups cannot be read either.",
        "A hold of the privacy officer keeps a session longer.",
    )
