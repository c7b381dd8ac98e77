"""Is the access log whole? Asked of the records now and then, remembered for a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread

from models.errors import RecordsError
from models.log.verify import Statement, Verdict

FRESH = timedelta(minutes=5)
REST = 20
"""A proof stays fresh for this many times as long as it took: one part in twenty is enough."""
PATIENCE = timedelta(seconds=1)
"""How long a page waits for a proof where there is an earlier one to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A verdict, the checkpoints it was held to, when it was reached, and how long it took."""

    verdict: Verdict
    checkpoints: int
    newest: Statement | None
    checked_at: datetime
    took: timedelta


class Prover:
    """Remembers the last proof, so that a long log is not read through for every page.

    Where that takes long, pages go on with the last one, which says when it was made, while a
    new one is made beside them. However many ask for a new one at once, the log is read through
    once more after the reading that is under way.
    """

    def __init__(
        self,
        check: Callable[[], Verdict],
        checkpoints: Callable[[], Sequence[Statement]],
        clock: Callable[[], datetime],
    ) -> None:
        self._check = check
        self._checkpoints = checkpoints
        self._clock = clock
        self._lock = Lock()
        self._last: Proof | None = None
        self._beside: Thread | None = None
        self._begun = self._made = 0

    def proof(self, *, fresh: bool = False) -> tuple[Proof, bool]:
        """Return the proof and whether it was made just now.

        `fresh` asks for one that is begun from now on, by whomever.
        """
        last, begun = self._last, self._begun
        if last and not fresh:
            if self._is_fresh(last):
                return last, False
            if last.took > PATIENCE:
                self.begin()
                return last, False
        with self._lock:  # two pages at once share one reading of the log
            will_do = self._made > begun if fresh else self._last and self._is_fresh(self._last)
            if self._last and will_do:
                return self._last, False
            return self._make(), True

    def begin(self) -> None:
        """Make a proof beside the pages, unless one is being made."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = Thread(target=self._make_beside, name="prover", daemon=True)
            self._beside.start()

    def _make_beside(self) -> None:
        try:
            with self._lock:
                self._make()
        except RecordsError:
            self._last = None  # the next page finds out why, and says it

    def _make(self) -> Proof:
        self._begun += 1
        began = self._clock()
        kept = self._checkpoints()  # before the check, so that it knows all of them
        verdict = self._check()
        ended = self._clock()
        self._last = Proof(
            verdict=verdict,
            checkpoints=len(kept),
            newest=kept[-1] if kept else None,
            checked_at=began,
            took=ended - began,
        )
        self._made = self._begun
        return self._last

    def _is_fresh(self, last: Proof) -> bool:
        return self._clock() - last.checked_at < max(FRESH, REST * last.took)
