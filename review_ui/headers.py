"""The outermost layer: every answer carries the same protections, and no error says too much."""

import logging
from collections.abc import Callable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.log.request_ids import answering, new_request_id

_LOG = logging.getLogger("review_ui")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: with it browsers send "Origin: null" and forms could not be told apart
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), clipboard-read=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
PRIVATE = "no-store"
LONG = "public, max-age=31536000, immutable"
HSTS = "max-age=31536000; includeSubDomains"


class Protections:
    """Adds the headers to every answer; turns what nobody caught into the `broken` page.

    Each request gets an id, which stands in its entries and on its error page. The log line of
    such an error holds its type, place and request only: its words could quote a chat.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        secure: bool,
        broken: Callable[[], bytes],
        random: Callable[[int], bytes],
    ) -> None:
        self.app = app
        self.secure = secure
        self.broken = broken
        self.random = random

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with answering(new_request_id(self.random)) as request_id:
            await self._answer(scope, receive, send, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        started = False

        async def protected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._protect(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            await self.app(scope, receive, protected)
        except Exception as error:  # the last place where anything can be done
            name, place = type(error).__name__, _place(error)
            _LOG.error("page broke: %s at %s, request %s", name, place, request_id)
            if started:
                raise RuntimeError("the answer broke off") from None
            await protected(
                {
                    "type": "http.response.start",
                    "status": 500,
                    "headers": [(b"content-type", b"text/html; charset=utf-8")],
                }
            )
            await protected({"type": "http.response.body", "body": self.broken()})

    def _protect(self, headers: MutableHeaders, request_id: str) -> None:
        headers["X-Request-Id"] = request_id
        for name, value in ALWAYS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", PRIVATE)
        if self.secure:
            headers["Strict-Transport-Security"] = HSTS


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
