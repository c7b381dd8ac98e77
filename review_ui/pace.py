"""How fast one person, or one network address, may ask: beyond that they wait a little.

Kept in memory: one web process answers all pages, and a restart forgives everybody. The number of
those remembered is bounded, and so is the number of entries that refusals leave.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from models.networks import network

_MINUTE = timedelta(minutes=1)
_MOST_KEPT = 20_000
_MOST_TOLD = 20
"""Refusals told a minute, all askers together: more would let strangers fill the access log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Requests a minute; 0 means any number. They may all come at once."""

    person: int = 0
    address: int = 0
    sign_in: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether to wait, for how many seconds, and whether this refusal is to be an entry."""

    wait_seconds: int = 0
    tell: bool = False

    @property
    def ok(self) -> bool:
        """Whether the request goes on."""
        return self.wait_seconds == 0


class Pace:
    """Counts requests by who asks. `sign_in` counts what is sent to get in, by address."""

    def __init__(self, rates: Rates) -> None:
        self._rates = {"person": rates.person, "address": rates.address, "sign_in": rates.sign_in}
        self._free_at: dict[tuple[str, str], datetime] = {}
        self._told: dict[tuple[str, str], datetime] = {}
        self._lock = Lock()

    def take(self, kind: str, who: str, now: datetime) -> Verdict:
        """Count one request of a `person`, an `address`, or a `sign_in` from an address.

        Each has as many requests in store as a minute allows; they grow back evenly, and nobody
        waits longer than that where the clock was set back.
        """
        rate = self._rates[kind]
        if rate <= 0 or not who:
            return Verdict()
        key = (kind, who if kind == "person" else network(who))
        with self._lock:
            free_at = min(max(self._free_at.get(key, now), now), now + _MINUTE)
            over = free_at - now + _MINUTE / rate - _MINUTE
            if over > timedelta(0):
                self._free_at[key] = free_at
                return Verdict(
                    wait_seconds=int(over.total_seconds()) + 1, tell=self._tells(key, now)
                )
            self._free_at[key] = free_at + _MINUTE / rate
            if len(self._free_at) > _MOST_KEPT:
                self._forget(now)
            return Verdict()

    def _tells(self, key: tuple[str, str], now: datetime) -> bool:
        self._told = {each: at for each, at in self._told.items() if abs(now - at) < _MINUTE}
        if key in self._told or len(self._told) >= _MOST_TOLD:
            return False
        self._told[key] = now
        return True

    def _forget(self, now: datetime) -> None:
        """Forget who has everything in store again; if that is nobody, the eldest half."""
        kept = {key: at for key, at in self._free_at.items() if at > now}
        if len(kept) > _MOST_KEPT // 2:
            kept = dict(sorted(kept.items(), key=lambda item: item[1])[len(kept) // 2 :])
        self._free_at = kept
