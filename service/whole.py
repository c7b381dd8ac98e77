"""The whole service: web and worker under one supervisor, which also writes checkpoints."""

import logging
import socket
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

from models.errors import LogBroken, RecordsError
from models.log.anchor_places import ANCHORER, FILE, state_of
from models.log.anchors import load_current_key, write_checkpoint
from models.log.log_segments import archive, delete_segments
from models.records import Records
from service.composition import clock, set_up, signing_key_file
from service.couriers import Couriers
from service.keeping import open_replayed
from service.mail import mail_server
from service.places import named_places
from service.settings import Settings
from service.supervisor import GRACE_SECONDS, Supervisor

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "service.cli")
"""The `redactor` command; -P: whatever lies in the folder it is started in is no part of it."""


def run_service(settings: Settings, stop: threading.Event) -> bool:
    """Migrate, then keep web and worker running until `stop` is set.

    False when the last checkpoint could not be written: the log may not be whole.
    """
    set_up(settings)
    records = open_replayed(settings, stop)  # before a door opens
    key_file = signing_key_file(settings)
    load_current_key(key_file, records.place.anchor)  # refuses to start without
    couriers = Couriers(records, named_places(settings, mail_server(settings, clock)))
    couriers.start()
    upkeep = _Upkeep(settings, records)

    def chore() -> None:
        _checkpoint(records, key_file, couriers)
        upkeep()

    supervisor = Supervisor(
        {
            "web": [*COMMAND, "web", "--lifeline"],
            "worker": [*COMMAND, "worker", "--lifeline"],
            "keeper": [*COMMAND, "keeper", "--lifeline"],
        },
        environment=settings.environment(),
        chore=chore,
        chore_seconds=settings.anchor_seconds,
    )
    well = supervisor.run(stop)
    couriers.finish(GRACE_SECONDS)
    return well


class _Upkeep:
    """Lets entries that are old enough leave the live log; looks once an hour."""

    def __init__(self, settings: Settings, records: Records) -> None:
        self._days = settings.log_days
        self._segment_days = settings.segment_days
        self._records = records
        self._key_file = signing_key_file(settings)
        self._next = 0.0

    def __call__(self) -> None:
        if time.monotonic() < self._next:
            return
        try:
            if self._days and self._archive():
                return  # more may be old enough: it looks again at once
        except (RecordsError, OSError) as error:
            log.warning("no entries left the live log: %s", error)
        self._next = time.monotonic() + 3600
        try:
            self._delete_segments()
        except (RecordsError, OSError) as error:
            log.warning("old segments stay for now: %s", error)

    def _archive(self) -> bool:
        """Whether a block of entries left."""
        before = self._records.clock() - timedelta(days=self._days)
        key = load_current_key(self._key_file, self._records.place.anchor)
        return archive(self._records, key, ANCHORER, before=before) is not None

    def _delete_segments(self) -> None:
        if self._segment_days:
            before = self._records.clock() - timedelta(days=self._segment_days)
            delete_segments(self._records, ANCHORER, before=before)


def refuse_taken_port(settings: Settings) -> None:
    """OSError when something listens there already, or this machine has no such address."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((settings.host, settings.port))


def _checkpoint(records: Records, key_file: Path, couriers: Couriers) -> None:
    try:
        write_checkpoint(records, load_current_key(key_file, records.place.anchor))
    except LogBroken as broken:
        log.critical(
            "%s. No checkpoint is written any more. Keep all files as they are, "
            "and run `redactor audit verify`",
            broken,
        )
        raise
    couriers.wake()
    with records.peek() as look:
        file = state_of(look.db, FILE)
    if file.failing_since:
        log.error("anchors: the anchor file cannot be written to since %s", file.failing_since)
