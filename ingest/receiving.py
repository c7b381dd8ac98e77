"""What happens to one request at the door: prove, check, seal, keep, and only then say so.

Knows nothing of HTTP; `ingest.app` turns an `Outcome` into a status.
"""

import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from ingest.adapters import SIGNED_VENDORS
from ingest.errors import BadSignature, Unreadable
from ingest.guesses import Guesses
from ingest.json_body import read_object
from ingest.limits import Limits
from ingest.standard_webhooks import Signed, verify
from models.accounts.sign_ins import unknown_actor
from models.actors import Actor, ActorKind, Purpose
from models.intake import inbox, sources
from models.intake.sources import Endpoint
from models.records import Records

_log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"[A-Za-z0-9_:.%-]{1,64}")


class Outcome(StrEnum):
    """How a request ended, told to the vendor by its status alone."""

    KEPT = "kept"  # sealed and committed, now or by an earlier delivery of the same
    BROKEN = "broken"  # kept too, but nothing can be made of it
    UNPROVEN = "unproven"
    UNKNOWN = "unknown"  # no such endpoint
    GUESSING = "guessing"  # no such endpoint, once more
    REPLAYED = "replayed"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNAVAILABLE = "unavailable"  # not kept: send it again


class Door:
    """Keeps what proves itself, for one set of records."""

    def __init__(
        self,
        records: Records,
        *,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        most_guesses: int = 0,
    ) -> None:
        self._records = records
        self._clock = clock
        self._limits = limits or Limits()
        self._guesses = Guesses(most_guesses)

    def find(self, vendor: str, kind: str, token: str, address: str) -> Endpoint | Outcome:
        """Return the endpoint a URL speaks of, or `UNKNOWN` without saying what is wrong.

        A known token under a wrong vendor or kind leaves an entry; a guess leaves none, or
        anyone on the network could fill the log. Many guesses from one network leave one.
        """
        try:
            endpoint = sources.find_endpoint(self._records, token)
        except Exception as error:  # whatever failed, the vendor must try again
            return _unavailable(error)
        if endpoint is None or endpoint.source.disabled:
            return self._guessed(address)
        if (endpoint.source.vendor, endpoint.kind) != (vendor, kind):
            return self.refuse(endpoint, Outcome.UNKNOWN, "wrong_endpoint", 0, address)
        return endpoint

    def receive(
        self, endpoint: Endpoint, headers: Sequence[tuple[bytes, bytes]], body: bytes, address: str
    ) -> Outcome:
        """Keep a delivery durably; anything but `KEPT` and `BROKEN` means it is not kept."""
        try:
            signed = self._prove(endpoint, headers, body)
            return self._keep(endpoint, body, signed, address)
        except BadSignature as error:
            return self.refuse(endpoint, Outcome.UNPROVEN, error.reason, len(body), address)
        except Exception as error:  # as above
            return _unavailable(error)

    def refuse(
        self, endpoint: Endpoint, outcome: Outcome, reason: str, size: int, address: str
    ) -> Outcome:
        """Write an entry that something was refused, and return `outcome`."""
        try:
            with self._records.act(_actor(endpoint, address)) as act:
                inbox.refuse(
                    act,
                    source_id=endpoint.source.id,
                    kind=endpoint.kind,
                    reason=reason,
                    size=size,
                )
        except Exception as error:  # as above
            return _unavailable(error)
        return outcome

    def _guessed(self, address: str) -> Outcome:
        guess = self._guesses.count(address, self._clock())
        if guess.tell:
            try:
                with self._records.act(unknown_actor(_origin(address))) as act:
                    inbox.refuse(act, source_id=None, kind="", reason="guesses", size=0)
            except Exception as error:  # as above
                return _unavailable(error)
        return Outcome.GUESSING if guess.too_many else Outcome.UNKNOWN

    def _prove(
        self, endpoint: Endpoint, headers: Sequence[tuple[bytes, bytes]], body: bytes
    ) -> Signed | None:
        if endpoint.source.vendor not in SIGNED_VENDORS:
            return None
        secrets = sources.live_secrets(self._records, endpoint.source.id)
        return verify(headers, body, secrets, now=self._clock())

    def _keep(
        self, endpoint: Endpoint, body: bytes, signed: Signed | None, address: str
    ) -> Outcome:
        broken = self._broken(body)
        source_id, kind = endpoint.source.id, endpoint.kind
        with self._records.act(_actor(endpoint, address)) as act:
            if broken:
                inbox.accept_broken(act, source_id=source_id, kind=kind, body=body, reason=broken)
                return Outcome.BROKEN
            kept = inbox.accept(
                act,
                source_id=source_id,
                kind=kind,
                body=body,
                event_id=signed.id if signed else None,
                sent_at=signed.sent_at if signed else None,
            )
        return Outcome.REPLAYED if kept in inbox.TURNED_AWAY else Outcome.KEPT

    def _broken(self, body: bytes) -> str:
        try:
            read_object(body, depth=self._limits.depth)
        except Unreadable as error:
            return error.reason
        return ""


def _actor(endpoint: Endpoint, address: str) -> Actor:
    return Actor(
        kind=ActorKind.SERVICE,
        id=endpoint.source.id,
        name=endpoint.source.name,
        purpose=Purpose.OPERATION,
        address=_origin(address),
    )


def _origin(address: str) -> str:
    return address if _ADDRESS.fullmatch(address) else ""


def _unavailable(error: Exception) -> Outcome:
    """Say in the log what kind of error it was, and nothing of what it says."""
    _log.error("delivery not kept: %s", type(error).__name__)
    return Outcome.UNAVAILABLE
