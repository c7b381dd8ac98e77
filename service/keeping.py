"""The keeper: erases what was asked for, beside the service, and starts where it was cut off."""

import logging
import threading

from models.anchors import load_signing_key
from models.erased_list import replay
from models.eraser import KEEPER, Eraser
from models.errors import RecordsError
from models.records import Records
from models.reminders import remind_due
from service.composition import signing_key_file
from service.settings import Settings

log = logging.getLogger(__name__)


def create_eraser(settings: Settings, records: Records) -> Eraser:
    """The eraser with everything it looks through: the data folder, and what was named besides."""
    paths = (settings.data_dir, settings.anchor, settings.erased, *settings.scanned_paths)
    return Eraser(
        records=records,
        listed=settings.erased.resolve(),
        scanned=tuple(dict.fromkeys(path.resolve() for path in paths)),
        signing_key=load_signing_key(signing_key_file(settings)),
        exports=settings.data_dir / "exports",
    )


def replay_erasures(settings: Settings, records: Records) -> int:
    """Hide again what a restored backup brought back, before anyone can look."""
    back = replay(records, settings.erased, KEEPER)
    if back:
        log.warning("%s erased sessions had come back with a backup; they are erased again", back)
    return back


def run_keeper(settings: Settings, records: Records, stop: threading.Event) -> None:
    """Work until `stop` is set; whatever cannot be done now is tried again later."""
    eraser = create_eraser(settings, records)
    while not stop.is_set():
        remind_once(records)
        if not keep_once(eraser):
            stop.wait(settings.sweep_seconds)


def keep_once(eraser: Eraser) -> bool:
    """Erase what waits; False when nothing does, or when it has to wait."""
    try:
        return eraser.run_once() > 0
    except (RecordsError, OSError) as error:
        log.warning("the keeper waits: %s", type(error).__name__)
        return False


def remind_once(records: Records) -> None:
    """Remind officers of requests that are due; what fails now is tried again later."""
    try:
        remind_due(records, KEEPER)
    except RecordsError as error:
        log.warning("no reminders now: %s", type(error).__name__)
