"""A lease that lasts as long as the work: a thread renews it while a chat is redacted."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

_log = logging.getLogger(__name__)


@contextmanager
def renewing(renew_once: Callable[[], bool], *, lease: timedelta, about: str) -> Iterator[None]:
    """Hold something for as long as the block runs; its lease begins anew every third of it.

    `renew_once` says whether it is still held. What another worker took meanwhile is not taken
    back: whoever finishes it notices that. `about` names it in a warning.
    """
    done = Event()

    def renew() -> None:
        while not done.wait(lease.total_seconds() / 3):
            try:
                if not renew_once():
                    return
            except Exception as error:  # named in the log by type only; it is tried again
                _log.warning("%s is not renewed: %s", about, type(error).__name__)

    thread = Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
