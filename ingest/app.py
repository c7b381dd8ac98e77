"""The door for machines over HTTP: one route, empty answers, a status and nothing else.

Vendors have been seen to store what they are answered, so no answer has a body. The URL holds
a token: run the server without its access log.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from ingest.limits import Limits
from ingest.receiving import Door, Outcome
from models.log.request_ids import answering, new_request_id
from models.records import Records

STATUS: Mapping[Outcome, int] = {
    Outcome.KEPT: 200,  # exactly 200: some vendors count no other 2xx
    Outcome.BROKEN: 400,
    Outcome.UNPROVEN: 401,
    Outcome.UNKNOWN: 404,
    Outcome.TOO_SLOW: 408,
    Outcome.REPLAYED: 409,
    Outcome.TOO_LARGE: 413,
    Outcome.GUESSING: 429,
    Outcome.UNAVAILABLE: 503,
}

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer, empty as it is."""


def create_app(
    records: Records,
    *,
    max_body_bytes: int,
    clock: Callable[[], datetime],
    body_seconds: float = 30.0,
    limits: Limits | None = None,
    most_guesses: int = 0,
) -> FastAPI:
    """Return the app to mount at `/hooks`; it answers `POST /{vendor}/{kind}/{token}`.

    `most_guesses` are the wrong tokens a minute from one network after which it is told to wait.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    door = Door(records, clock=clock, limits=limits, most_guesses=most_guesses)

    @app.post("/{vendor}/{kind}/{token}", response_model=None)
    async def receive(vendor: str, kind: str, token: str, request: Request) -> Response:
        with answering(new_request_id(records.random)):
            return await _receive(vendor, kind, token, request)

    async def _receive(vendor: str, kind: str, token: str, request: Request) -> Response:
        address = request.client.host if request.client else ""
        endpoint = await run_in_threadpool(door.find, vendor, kind, token, address)
        if isinstance(endpoint, Outcome):
            return _answer(endpoint)
        try:
            async with asyncio.timeout(body_seconds):
                body, size = await _read_body(request, max_body_bytes)
        except TimeoutError:
            return _answer(Outcome.TOO_SLOW)
        except ClientDisconnect:
            return _answer(Outcome.UNAVAILABLE)
        if body is None:
            refusal = (endpoint, Outcome.TOO_LARGE, "too_large", size, address)
            return _answer(await run_in_threadpool(door.refuse, *refusal))
        headers = request.headers.raw
        return _answer(await run_in_threadpool(door.receive, endpoint, headers, body, address))

    @app.exception_handler(HTTPException)
    async def refuse(_request: Request, error: HTTPException) -> Response:
        return Response(status_code=error.status_code, headers={**HEADERS, **(error.headers or {})})

    return app


def _answer(outcome: Outcome) -> Response:
    return Response(status_code=STATUS[outcome], headers=HEADERS)


async def _read_body(request: Request, limit: int) -> tuple[bytes | None, int]:
    """Return the body and its size, or None as soon as it is longer than `limit` bytes.

    What was declared is believed only when it is too much; what counts is what comes.
    """
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and len(declared) <= 18 and int(declared) > limit:
        return None, int(declared)
    body = bytearray()
    async for chunk in request.stream():
        if len(body) + len(chunk) > limit:
            return None, len(body) + len(chunk)
        body += chunk
    return bytes(body), len(body)
