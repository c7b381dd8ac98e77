"""Is the access log whole? Asked of the records now and then, remembered for a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from models.log.verify import Statement, Verdict

FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A verdict, the checkpoints it was held to, and when it was reached."""

    verdict: Verdict
    checkpoints: int
    newest: Statement | None
    checked_at: datetime


class Prover:
    """Remembers the last proof, so that a long log is not read through for every page."""

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

    def proof(self, *, fresh: bool = False) -> tuple[Proof, bool]:
        """Return the proof and whether it was made just now; `fresh` asks for a new one."""
        with self._lock:  # two pages at once share one reading of the log
            last = self._last
            if not fresh and last and self._clock() - last.checked_at < FRESH:
                return last, False
            kept = self._checkpoints()  # before the check, so that it knows all of them
            self._last = Proof(
                verdict=self._check(),
                checkpoints=len(kept),
                newest=kept[-1] if kept else None,
                checked_at=self._clock(),
            )
            return self._last, True
