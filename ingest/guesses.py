"""Webhook addresses that lead nowhere: who tries many of them is told to wait, and is an entry.

Only wrong addresses are counted. A right one is never kept waiting, whatever else comes from the
same network, so a vendor with one wrong address in its settings loses nothing on the others.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from models.networks import network

_MINUTE = timedelta(minutes=1)
_MOST_KEPT = 10_000
_MOST_TOLD = 5
"""Entries a minute about guessing, all networks together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Whether this guess was one too many, and whether it is to be an entry."""

    too_many: bool = False
    tell: bool = False


class Guesses:
    """Counts wrong addresses by network, a minute at a time; 0 means any number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._since: datetime | None = None
        self._tried: dict[str, int] = {}
        self._told = 0
        self._lock = Lock()

    def count(self, address: str, now: datetime) -> Guess:
        """Count one wrong address; when memory is full, other networks are told to wait."""
        if self._most <= 0:
            return Guess()
        with self._lock:
            if self._since is None or not self._since <= now < self._since + _MINUTE:
                self._since, self._told = now, 0
                self._tried.clear()
            key = network(address)
            if key not in self._tried and len(self._tried) >= _MOST_KEPT:
                return Guess(too_many=True)
            tried = self._tried[key] = self._tried.get(key, 0) + 1
            tell = tried == self._most + 1 and self._told < _MOST_TOLD
            self._told += tell
            return Guess(too_many=tried > self._most, tell=tell)
