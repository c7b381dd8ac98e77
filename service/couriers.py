"""Couriers: one thread for each place, so that none waits for another."""

import logging
import threading
from collections.abc import Sequence
from datetime import timedelta

from models.errors import RecordsError
from models.log.anchor_places import FILE, note_delivered, note_failed, pending, state_of, watch
from models.records import Records
from service.places import Place, PlaceFailed

log = logging.getLogger(__name__)

AT_ONCE, MOST = 500, 1_000_000
"""How many statements go in one batch: a place that rests in between gets all of them."""


class Couriers:
    """Bring what waits to every place, whenever woken and when a failed try is due again."""

    def __init__(self, records: Records, places: Sequence[Place], *, pause: float = 5.0) -> None:
        """`pause` is how many seconds at most a courier sleeps before it looks again."""
        self._records = records
        self._places = tuple(places)
        self._pause = pause
        self._stop = threading.Event()
        self._wake = [threading.Event() for _ in self._places]
        self._threads = [
            threading.Thread(target=self._run, args=pair, name=f"courier-{pair[0].name}")
            for pair in zip(self._places, self._wake, strict=True)
        ]
        for thread in self._threads:
            thread.daemon = True  # a place that hangs does not keep the service from stopping

    def start(self) -> None:
        """Begin; places that are no longer named are forgotten."""
        watch(self._records, {FILE: None, **{place.name: place.every for place in self._places}})
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look now: there is a new statement."""
        for event in self._wake:
            event.set()

    def finish(self, seconds: float) -> None:
        """Stop after a last try, and wait at most so long for all of them together."""
        self._stop.set()
        self.wake()
        for thread in self._threads:
            thread.join(seconds / max(1, len(self._threads)))

    def _run(self, place: Place, wake: threading.Event) -> None:
        while not self._stop.is_set():
            wake.wait(self._pause)
            wake.clear()
            try:
                bring(self._records, place)
            except RecordsError as error:
                log.warning("the courier to %s waits: %s", place.name, type(error).__name__)
            except Exception:
                log.exception("the courier to %s waits", place.name)


def bring(records: Records, place: Place) -> bool:
    """Put in a place what waits for it, if it is time; says whether it has everything now."""
    while True:
        with records.peek() as look:
            state = state_of(look.db, place.name)
            batch = pending(look.db, place.name, most=MOST if place.every else AT_ONCE)
        now = records.clock()
        early = state.next_try_at and timedelta(0) < state.next_try_at - now < timedelta(hours=2)
        rests = (
            state.delivered_at
            and place.every
            and timedelta(0) <= now - state.delivered_at < place.every
            and all(each.type == "checkpoint" for each in batch.statements)
        )
        if not batch.statements or early or rests:
            return not batch.statements
        try:
            place.put(batch.statements)
        except PlaceFailed as failed:
            note_failed(records, place.name, failed.code)
            log.warning("anchors: %s did not take the newest: %s", place.name, failed.code)
            return False
        except Exception:  # whatever it is, it must not look as if all were well
            note_failed(records, place.name, "unforeseen")
            raise
        note_delivered(records, place.name, batch)
