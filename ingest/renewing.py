"""A lease that lasts as long as the work, up to a bound: a thread renews it meanwhile."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

LONGEST = timedelta(hours=1)
"""How long one session may be redacted, unless it is set otherwise; the longest take minutes."""
_log = logging.getLogger(__name__)


@contextmanager
def renewing(
    renew_once: Callable[[], bool],
    *,
    lease: timedelta,
    about: str,
    give_up: Callable[[], object],
    longest: timedelta = LONGEST,
) -> Iterator[None]:
    """Hold something for as long as the block runs; its lease begins anew every third of it.

    `renew_once` says whether it is still held. What another worker took meanwhile is not taken
    back: whoever finishes it notices that. After the `longest` time `give_up` is called, once,
    in place of renewing: whatever hangs is not worked on any more. `about` names it in the log.
    """
    done = Event()

    def renew() -> None:
        every, ends = lease.total_seconds() / 3, monotonic() + longest.total_seconds()
        while True:
            left = ends - monotonic()
            if done.wait(min(every, left) if left > 0 else every):
                return
            try:
                if monotonic() >= ends:
                    give_up()
                    _log.error("%s is given up: it took longer than %s", about, longest)
                    return
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
