"""The gate before the pages: other hosts' requests and floods end here, before anything is read."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from models.accounts.sign_ins import unknown_actor
from models.log.access_log import Event, Outcome
from models.records import Records
from review_ui.browser import ADDRESS, LOOPBACK, PublicAddress
from review_ui.errors import TooMany
from review_ui.open_paths import BACK
from review_ui.pace import Pace
from review_ui.permissions import Permission
from review_ui.refusals import log_refusal
from review_ui.statuses import MISDIRECTED, TOO_LARGE, TOO_LONG, TOO_MANY, Answer
from review_ui.visits import Visit

_FREE = ("/static/", "/healthz", "/readyz")
MOST_HEADERS = 16 * 1024
"""Bytes of all headers together."""
MOST_TARGET = 4096
"""Bytes of path and query; no address of ours is half as long."""


class Gate:
    """Lets through what is meant for us, at a pace that people have.

    `tell` writes the entry of a refusal for an address; `page` draws an answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        address: PublicAddress,
        pace: Pace,
        clock: Callable[[], datetime],
        tell: Callable[[str], None],
        page: Callable[[Answer], str],
    ) -> None:
        self.app = app
        self.hosts = {urlsplit(address.url).hostname, *LOOPBACK}
        self.pace = pace
        self.clock = clock
        self.tell = tell
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self.app(scope, receive, send)
            return
        answer, headers = await self._refusal(scope), {}
        if isinstance(answer, int):
            answer, headers = TOO_MANY, {"Retry-After": str(answer)}
        if answer is None:
            await self.app(scope, receive, send)
            return
        refused = HTMLResponse(self.page(answer), status_code=answer.status, headers=headers)
        await refused(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Answer | int | None:
        """Return what is wrong, the seconds to wait, or None."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or host_of(Headers(scope=scope)["host"]) not in self.hosts:
            return MISDIRECTED
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_TARGET:
            return TOO_LONG
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
            return TOO_LARGE
        client = scope["client"][0] if scope.get("client") else ""
        kinds = ["address"]
        form = scope["method"] == "POST" and scope["path"].startswith("/sign-in")
        if form or scope["path"] == BACK:
            kinds.append("sign_in")
        for kind in kinds:
            verdict = self.pace.take(kind, client, self.clock())
            if verdict.tell:
                await run_in_threadpool(self.tell, client)
            if not verdict.ok:
                return verdict.wait_seconds
        return None


def log_flood(records: Records, address: str) -> None:
    """Write that an address was told to wait. Logs page:refused."""
    with records.act(unknown_actor(address if ADDRESS.fullmatch(address) else "")) as act:
        act.log(Event.PAGE_REFUSED, outcome=Outcome.REFUSED, reason="too_many")


def keep_pace(visit: Visit, permission: Permission) -> None:
    """TooMany, at times with page:refused, when this person asks faster than anybody reads."""
    verdict = visit.desk.pace.take("person", visit.actor.id, visit.desk.records.clock())
    if verdict.tell:
        log_refusal(visit, "too_many", permission, "")
    if not verdict.ok:
        raise TooMany(verdict.wait_seconds)


def host_of(header: str) -> str:
    """Return the name in a Host header, without its port; empty where it is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
