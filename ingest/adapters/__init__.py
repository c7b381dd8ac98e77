"""One adapter per vendor: pure functions from a parsed delivery to an `Arrival`.

Each tolerates every drift the vendor is known for, keeps what identifies the visitor for the
engine to seek, and passes on nothing else. None opens a connection or keeps anything.
"""

import logging
from collections.abc import Callable, Mapping

from ingest.adapters import chatlio, standard
from ingest.arrivals import Arrival
from ingest.errors import Unreadable
from ingest.json_body import read_object
from ingest.limits import Limits

KINDS: Mapping[str, tuple[str, ...]] = {
    chatlio.VENDOR: tuple(chatlio.KINDS),
    standard.VENDOR: tuple(standard.KINDS),
}
"""For each vendor the kinds a source of it can have; kinds are unique over all vendors."""

SIGNED_VENDORS = frozenset({standard.VENDOR})
"""Vendors that sign after Standard Webhooks; the others prove themselves by their URL alone."""

_log = logging.getLogger(__name__)
_Reader = Callable[[Mapping[str, object], Limits], Arrival]
_READERS: Mapping[str, _Reader] = {**chatlio.KINDS, **standard.KINDS}
_REFERENCES = {
    **dict.fromkeys(chatlio.KINDS, chatlio.find_reference),
    **dict.fromkeys(standard.KINDS, standard.find_reference),
}


def read_arrival(kind: str, body: bytes, limits: Limits) -> Arrival:
    """Return what the bytes of a delivery say; any bytes give an arrival or `Unreadable`.

    That says which conversation they are of, where nothing else of them can be read.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise Unreadable("kind_unknown")
    payload = read_object(body, depth=limits.depth)
    try:
        return _read(kind, reader, payload, limits)
    except Unreadable as error:
        error.reference = _REFERENCES[kind](payload)
        raise


def _read(kind: str, reader: _Reader, payload: Mapping[str, object], limits: Limits) -> Arrival:
    try:
        arrival = reader(payload, limits)
    except Unreadable:
        raise
    except Exception as error:  # a mistake of ours must not lose the delivery nor quote it
        _log.error("adapter of %s: %s", kind, type(error).__name__)
        raise Unreadable("adapter_error") from None
    if len(arrival.facts) > limits.facts:
        raise Unreadable("too_many_facts")
    return arrival
