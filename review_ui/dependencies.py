"""Where `Request` stops: sign-in, permission, forms and errors. Beyond are only our own types."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from models.accounts.sign_ins import SignIn, find_sign_in, get_sign_in
from models.errors import SignInEnded
from review_ui.address import address
from review_ui.asking_proof import prove_page
from review_ui.browser import ADDRESS, TOKEN_FIELD, local_path, same_token
from review_ui.device_words import device_words
from review_ui.errors import (
    FormStale,
    FormTooLarge,
    PageRefused,
    ProofNeeded,
    SecondFactorMissing,
    SignInNeeded,
    TokenRefused,
    TooMany,
    TooSlow,
)
from review_ui.frame import build_frame
from review_ui.gate import keep_pace
from review_ui.pages import ErrorContext
from review_ui.permissions import SET_UP, Permission, may
from review_ui.refusals import log_ended, log_refusal, thing_of
from review_ui.signed_out import find_unsent_review, to_sign_in
from review_ui.statuses import Answer, find_answer, http_answer
from review_ui.visible import as_meant
from review_ui.visits import Desk, Visit, go

MOST_BYTES = 64 * 1024
MOST_FIELDS = 200
FORM_SECONDS = 20.0
FORM = "application/x-www-form-urlencoded"


def desk_of(request: Request) -> Desk:
    """Return what `create_app` made."""
    desk: Desk = request.app.state.desk
    return desk


async def read_form(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, at most 64 kB of them; of two with one name the last."""
    if request.method in {"GET", "HEAD"}:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        async with asyncio.timeout(FORM_SECONDS):
            body = await _read_body(request)
    except TimeoutError:
        raise TooSlow(FORM_SECONDS) from None
    if body and kind != FORM:
        raise FormTooLarge(MOST_BYTES)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise FormTooLarge(MOST_BYTES) from None
    return {name: as_meant(name, value.replace("\r\n", "\n")) for name, value in pairs}


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise FormTooLarge(MOST_BYTES)
    return bytes(body)


@dataclass(frozen=True, slots=True)
class Needs:
    """The dependency by which a route names its permission, and gets its visit.

    `proven` routes are open only to who proved who they are in the last ten minutes.
    """

    permission: Permission
    proven: bool = False

    def __call__(
        self,
        request: Request,
        desk: Annotated[Desk, Depends(desk_of)],
        form: Annotated[Mapping[str, str], Depends(read_form)],
    ) -> Visit:
        """Return the visit; refuse, with an entry, who may not."""
        request.state.form = form
        about = thing_of(request.path_params)
        sign_in = _signed_in(request, desk, self.permission, about)
        visit = Visit(desk=desk, sign_in=sign_in, from_address=from_address(request), form=form)
        request.state.sign_in = sign_in
        request.state.visit = visit
        keep_pace(visit, self.permission)
        if not may(sign_in.person.role, sign_in.purpose, self.permission):
            log_refusal(visit, "permission", self.permission, about)
            raise PageRefused(self.permission)
        if visit.must_set_up and self.permission not in SET_UP:
            log_refusal(visit, "second_factor", self.permission, about)
            raise SecondFactorMissing
        if request.method not in {"GET", "HEAD"}:
            if not desk.address.is_ours(request.headers.get("origin")):
                log_refusal(visit, "origin", self.permission, about)
                raise FormStale("origin")
            if not same_token(form.get(TOKEN_FIELD, ""), sign_in.csrf_token):
                log_refusal(visit, "form_token", self.permission, about)
                raise FormStale("token")
        if self.proven and not visit.proven:
            log_refusal(visit, "proof", self.permission, about)
            raise ProofNeeded
        return visit


def needs(permission: Permission, *, proven: bool = False) -> Any:
    """Declare the permission of a route, and get the visit.

    With `proven` the person is asked for a fresh proof first and then comes back: to the page
    that was asked for, or to what they had entered, to send it once more themselves.
    """
    return Depends(Needs(permission, proven))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One request of somebody who is not signed in yet.

    `form_ours` says whether a form was sent from our own page, with the token its cookie holds.
    """

    desk: Desk
    from_address: str
    form: Mapping[str, str]
    before: str
    device: str
    half: str
    away: str
    device_words: str
    query: Mapping[str, str]
    form_ours: bool
    sign_in: SignIn | None


def arrive(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    form: Annotated[Mapping[str, str], Depends(read_form)],
) -> Arrival:
    """Return the arrival; the only dependency of the sign-in pages."""
    before = request.cookies.get(desk.address.before_cookie, "")
    token = request.cookies.get(desk.address.sign_in_cookie, "")
    return Arrival(
        desk=desk,
        from_address=from_address(request),
        form=form,
        before=before,
        device=request.cookies.get(desk.address.device_cookie, ""),
        half=request.cookies.get(desk.address.half_cookie, ""),
        device_words=device_words(request.headers.get("user-agent", "")),
        away=request.cookies.get(desk.address.away_cookie, ""),
        query=dict(request.query_params),
        form_ours=desk.address.is_ours(request.headers.get("origin"))
        and same_token(form.get(TOKEN_FIELD, ""), before),
        sign_in=find_sign_in(desk.records, token) if token else None,
    )


async def answer_error(request: Request, error: Exception) -> Response:
    """Answer any error of ours with its page; who must sign in is sent to do so."""
    if isinstance(error, SignInNeeded):
        return _unsent_review(request) or to_sign_in(error, request.method)
    if isinstance(error, SecondFactorMissing):
        return go("/me/second-factor?said=needed")
    if isinstance(error, TokenRefused):  # a machine reads no pages
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, ProofNeeded):
        return await run_in_threadpool(_to_prove, request)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else None
    return await run_in_threadpool(_error_page, request, find_answer(error), headers)


async def answer_invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer a field FastAPI could not read, without repeating it."""
    return await run_in_threadpool(_error_page, request, http_answer(422))


async def answer_http(request: Request, error: Exception) -> Response:
    """Answer a bare status, such as a path nobody knows."""
    status = getattr(error, "status_code", 500)
    return await run_in_threadpool(_error_page, request, http_answer(status))


def _error_page(
    request: Request, answer: Answer, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    desk = desk_of(request)
    sign_in: SignIn | None = getattr(request.state, "sign_in", None)
    context = ErrorContext(answer=answer)
    frame = build_frame(sign_in, room="", place=(), zone=desk.zone) if sign_in else None
    page = desk.pages.render(context, frame)
    return HTMLResponse(page, status_code=answer.status, headers=headers)


def _unsent_review(request: Request) -> HTMLResponse | None:
    """Give a review back that came after the sign-in had ended, if our own page sent it."""
    desk = desk_of(request)
    form: Mapping[str, str] = getattr(request.state, "form", {})
    if request.method != "POST" or not desk.address.is_ours(request.headers.get("origin")):
        return None
    context = find_unsent_review(request.url.path, form)
    return HTMLResponse(desk.pages.render(context), status_code=401) if context else None


def _to_prove(request: Request) -> Response:
    """Ask for the proof, and come back to the page or to the form that was sent."""
    path = request.url.path
    if request.method in {"GET", "HEAD"}:
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = local_path(path + query)
        return go(address("/prove", {"next": wanted if wanted != "/" else local_path(path)}))
    visit: Visit = request.state.visit
    return prove_page(visit, action=local_path(path), sent=visit.form, status=401)


def _signed_in(request: Request, desk: Desk, permission: Permission, about: str) -> SignIn:
    """Return the sign-in; one that has ended is a refused look, a token nobody had is a guess."""
    wanted = local_path(request.url.path)
    token = request.cookies.get(desk.address.sign_in_cookie, "")
    if not token:
        raise SignInNeeded(wanted, "none")
    try:
        return get_sign_in(desk.records, token)
    except SignInEnded as error:
        log_ended(desk, error, permission, about, from_address=from_address(request))
        raise SignInNeeded(wanted, error.reason or "ended") from None


def from_address(request: Request) -> str:
    """Return where the request came from, as far as it may stand in an entry."""
    host = request.client.host if request.client else ""
    return host if ADDRESS.fullmatch(host) else ""
