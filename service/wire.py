"""One connection: who opens it and keeps the service waiting is cut off.

Bodies have their own limits, where they are read; the server itself has none for what comes before
and after. Without one, a few hundred connections that say a byte now and then shut everybody out.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

IDLE_SECONDS = 20.0
"""How long a connection may bring no whole head of a request while none of its own is answered."""


class Connection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, to those who come to the point."""

    _cut_off: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count from the first moment, before anything was said."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A head that is whole stops the count; pieces of one do not begin it anew."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Count again, unless the next request has come already."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        super().connection_lost(exc)
        self._stop_waiting()

    def _wait(self) -> None:
        self._stop_waiting()
        self._cut_off = self.loop.call_later(IDLE_SECONDS, self._close)

    def _stop_waiting(self) -> None:
        if self._cut_off is not None:
            self._cut_off.cancel()
            self._cut_off = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
