"""The worker: takes what the door kept, and makes sessions of it that may be read.

take → read → merge → redact → keep and finish in one act. Whatever goes wrong, the delivery
stays sealed: parked with a code, or given back to be tried again. No line of log holds text.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from threading import Event

from ingest.adapters import read_arrival
from ingest.arrivals import Arrival
from ingest.building import Builder, EngineError, Redacts
from ingest.correcting import corrected
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.merging import merge
from ingest.originals import Original, load
from ingest.renewing import LONGEST, renewing
from models.actors import Actor, ActorKind, Purpose
from models.errors import Conflict, Erased, KeyGone, Unwritable
from models.intake import inbox
from models.intake.inbox import Taken
from models.records import Records
from models.rights.corrections import find_corrections
from models.transcripts import rework, sessions
from models.transcripts.sessions import KeptSession

SCHEDULE = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3_600))
"""How long to wait after the first, second, … failed try; after the last the delivery is parked."""

_IDLE_SECONDS = 0.2
_TROUBLE_SECONDS = 10.0
_MERGE_TRIES = 5
_log = logging.getLogger(__name__)


class Worker:
    """Processes deliveries one after the other; any number of workers may run side by side."""

    def __init__(
        self,
        records: Records,
        redactor: Redacts,
        *,
        name: str,
        clock: Callable[[], datetime],
        schedule: Sequence[timedelta] = SCHEDULE,
        lease: timedelta = timedelta(minutes=5),
        longest: timedelta = LONGEST,
        guard: Callable[[], AbstractContextManager[None]] = nullcontext,
        max_messages: int = Limits().messages,
        sleep: Callable[[float], object] | None = None,
        keep_originals: bool = True,
    ) -> None:
        """Without `keep_originals` nothing unmasked outlives its processing, not even sealed.

        What is redacted for longer than `longest` is given up. Nobody can stop an engine from
        within: each redaction runs in a `guard`, which may end this process a little later.
        """
        self._records = records
        self._builder = Builder(records, redactor, keep_originals=keep_originals)
        self._keep_originals = keep_originals
        self._name = name
        self._clock = clock
        self._sleep = sleep
        self._schedule = tuple(schedule)
        self._lease = lease
        self._longest = longest
        self._guard = guard
        self._limits = Limits(messages=max_messages)
        self._actor = Actor(kind=ActorKind.SYSTEM, id=name, name=name, purpose=Purpose.OPERATION)

    def run(self, stop: Event) -> None:
        """Work until `stop` is set; first takes back what an earlier life of this worker held.

        Idle, it waits on `stop`, or with the `sleep` it was given; in trouble twice as long each
        time, up to ten seconds.
        """
        fresh, sleep, wait = True, self._sleep or stop.wait, _IDLE_SECONDS
        while not stop.is_set():
            try:
                if fresh:
                    longest = max(self._schedule, default=timedelta())
                    inbox.reclaim(self._records, worker=self._name, longest=longest)
                    inbox.shred_spent(self._records)
                    fresh = False
                worked, wait = self.run_once(), _IDLE_SECONDS
            except Exception as error:  # the records are out of reach: wait, never die of it
                _log.error("worker %s waits: %s", self._name, type(error).__name__)
                worked, wait = False, min(2 * wait, _TROUBLE_SECONDS)
            if not worked:
                sleep(wait)

    def run_once(self) -> bool:
        """Process the oldest delivery that is due, else redact a session again that waits for it.

        False when there is neither.
        """
        taken = inbox.take(self._records, worker=self._name, lease=self._lease)
        if taken is None:
            return self._rework()
        if taken.attempts > len(self._schedule) + 1:  # it took the process down each time
            self._park(taken, "worker_lost")
            return True
        try:
            self._process(taken)
        except Unreadable as error:
            self._park(taken, error.reason)
        except EngineError:
            self._try_later(taken, "engine_error")
        except Conflict:
            self._try_later(taken, "session_busy")
        except Erased:
            self._discard(taken)
        except KeyGone:
            self._try_later(taken, "key_gone")
        except Exception as error:  # named in the log by type only; the delivery stays sealed
            _log.error("delivery %s: %s", taken.id, type(error).__name__)
            self._try_later(taken, "store_error")
        return True

    def _process(self, taken: Taken) -> None:
        """Put one delivery into its session; again from the start if another worker was faster."""
        arrival = self._read(taken)
        for tries_left in reversed(range(_MERGE_TRIES)):
            with self._holding(
                inbox.renew,
                "delivery",
                taken.id,
                give_up=lambda: self._park(taken, "engine_stuck"),
            ):
                kept = self._build(taken, arrival)
            try:
                with self._records.act(self._actor) as act:
                    result = sessions.keep(act, kept)
                    inbox.finish(
                        act,
                        taken.id,
                        result.session_id,
                        result.outcome.value,
                        keep_body=self._keep_originals,
                    )
            except Conflict as conflict:
                if not tries_left or conflict.object.startswith("delivery:"):
                    raise
            else:
                self._forget(taken)
                return

    def _read(self, taken: Taken) -> Arrival:
        """Read a delivery; which conversation it is of is remembered whatever becomes of it."""
        try:
            arrival = read_arrival(taken.kind, taken.body, self._limits)
        except Unreadable as error:
            if error.reference:
                inbox.note_reference(self._records, taken, error.reference)
            raise
        inbox.note_reference(self._records, taken, arrival.reference)
        return arrival

    def _forget(self, taken: Taken) -> None:
        """Destroy the key of a delivery that was emptied; at its next start for what is left."""
        if not self._keep_originals:
            try:
                self._records.keys.shred_all([f"delivery:{taken.id}"])
            except Unwritable as error:
                _log.warning("delivery %s: its key goes later: %s", taken.id, error.code)

    def _build(self, taken: Taken, arrival: Arrival) -> KeptSession:
        """Merge the delivery with what is known of its session, and redact the whole."""
        found = sessions.find_original(self._records, taken.source_id, arrival.reference)
        original = merge(
            load(found.body) if found else None,
            arrival,
            received_at=taken.received_at,
            limits=self._limits,
        )
        revision = found.revision if found else 0
        if found:
            original = self._corrected(original, found.session_id)
        return self._builder.build(original, taken.source_id, base_revision=revision)

    def _corrected(self, original: Original, session_id: str) -> Original:
        return corrected(original, find_corrections(self._records, session_id))

    def _rework(self) -> bool:
        """Redact one session again whose turn it is; False when none waits."""
        job = rework.take_rework(self._records, worker=self._name, lease=self._lease)
        if job is None:
            return False

        def give_back() -> None:
            rework.give_back_rework(self._records, job.session_id, worker=self._name)

        try:
            with self._holding(rework.renew_rework, "session", job.session_id, give_up=give_back):
                original = self._corrected(load(job.original), job.session_id)
                kept = self._builder.build(
                    original, job.source_id, base_revision=job.revision, again=True
                )
            with self._records.act(self._actor) as act:
                sessions.keep(act, kept)
                rework.finish_rework(act, job)
        except Exception as error:  # named in the log by type only; the session stays as it is
            _log.error("session %s is not redacted again: %s", job.session_id, type(error).__name__)
            give_back()
        return True

    @contextmanager
    def _holding(
        self, renew: Callable[..., bool], kind: str, id_: str, *, give_up: Callable[[], object]
    ) -> Iterator[None]:
        """Hold what this worker took for as long as it works on it, but no longer than it may."""

        def renew_once() -> bool:
            return renew(self._records, id_, worker=self._name, lease=self._lease)

        held = renewing(
            renew_once,
            lease=self._lease,
            longest=self._longest,
            give_up=give_up,
            about=f"{kind} {id_}",
        )
        with self._guard(), held:
            yield

    def _discard(self, taken: Taken) -> None:
        """Destroy what came of a session that was erased: it never comes back."""
        try:
            with self._records.act(self._actor) as act:
                inbox.discard(act, taken.id)
        except Conflict:  # the eraser took it along, or another worker did
            return
        except Exception as error:  # it stays sealed and is tried again
            _log.error("delivery %s: %s", taken.id, type(error).__name__)
            self._try_later(taken, "store_error")

    def _try_later(self, taken: Taken, reason: str) -> None:
        if taken.attempts > len(self._schedule):
            self._park(taken, reason)
            return
        due = self._clock() + self._schedule[taken.attempts - 1]
        inbox.give_back(self._records, taken.id, worker=self._name, reason=reason, next_try_at=due)

    def _park(self, taken: Taken, reason: str) -> None:
        inbox.give_back(self._records, taken.id, worker=self._name, reason=reason, next_try_at=None)
