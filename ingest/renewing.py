"""A lease that lasts as long as the work: a thread renews it while a chat is redacted."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from models.intake import inbox
from models.records import Records

_log = logging.getLogger(__name__)


@contextmanager
def renewing(
    records: Records, delivery_id: str, *, worker: str, lease: timedelta
) -> Iterator[None]:
    """Hold a delivery for as long as the block runs; its lease begins anew every third of it.

    One that another worker took meanwhile is not taken back: `finish` notices that.
    """
    done = Event()

    def renew() -> None:
        while not done.wait(lease.total_seconds() / 3):
            try:
                if not inbox.renew(records, delivery_id, worker=worker, lease=lease):
                    return
            except Exception as error:  # named in the log by type only; it is tried again
                _log.warning("delivery %s is not renewed: %s", delivery_id, type(error).__name__)

    thread = Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
