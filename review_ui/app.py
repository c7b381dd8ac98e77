"""The door for people, put together: rooms, errors, protections."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ExceptionHandler

from models.actors import Role
from models.errors import RecordsError
from models.keeping.retention import USUAL, Rules
from models.log.anchors import read_checkpoints, verify_log
from models.records import Records
from models.reveal.reveal_words import RevealRules
from models.rights.disclosures import ReadOriginal
from models.watch.business_hours import BusinessHours
from redactor import Session
from review_ui.assets import read_assets
from review_ui.browser import public_address
from review_ui.dependencies import answer_error, answer_http, answer_invalid
from review_ui.errors import PagesError
from review_ui.gate import Gate, log_flood
from review_ui.headers import Protections
from review_ui.open_paths import BACK
from review_ui.pace import Pace, Rates
from review_ui.pages import PRODUCT, ErrorContext, Pages
from review_ui.passkeys import ceremonies
from review_ui.passwords import Passwords
from review_ui.policy_facts import PolicyFacts
from review_ui.proof import Prover
from review_ui.rooms import (
    alerts,
    api,
    asking,
    certificate,
    company_sign_in,
    entry_proof,
    erasures,
    files,
    held,
    holds,
    log,
    log_export,
    me,
    movers,
    notices,
    objections,
    passkeys,
    people,
    policy,
    proof,
    prove,
    purposes,
    queue,
    record,
    reporting,
    reports,
    request,
    request_copy,
    requests,
    retention,
    reveals,
    saved_filters,
    search,
    second_factor,
    second_step,
    session,
    sign_in,
    sign_ins,
    signs,
    sources,
    subject,
    tokens,
    volume,
)
from review_ui.single_sign_on import Provider, SignOnSettings
from review_ui.statuses import BROKEN
from review_ui.visits import AgentSide, Desk

ROOMS = (
    files,
    api,
    tokens,
    sign_in,
    second_step,
    company_sign_in,
    me,
    sign_ins,
    second_factor,
    passkeys,
    notices,
    purposes,
    prove,
    queue,
    session,
    reporting,
    asking,
    reveals,
    reports,
    search,
    held,
    signs,
    requests,
    request,
    request_copy,
    objections,
    retention,
    holds,
    erasures,
    certificate,
    log,
    log_export,
    proof,
    entry_proof,
    saved_filters,
    subject,
    volume,
    alerts,
    people,
    movers,
    sources,
    policy,
    record,
)


def _unreadable(_body: bytes) -> Session | None:
    """Stand in where nobody said how an original is read: nothing of it can be given."""
    return None


NO_LIMITS = Rates()


def create_app(
    records: Records,
    *,
    public_url: str,
    clock: Callable[[], datetime],
    zone: tzinfo = UTC,
    policy_facts: PolicyFacts | None = None,
    passwords: Passwords | None = None,
    log_key: Callable[[], Ed25519PublicKey] | None = None,
    anchor_every: timedelta | None = None,
    agent_side: AgentSide = "right",
    invite_ttl: timedelta = timedelta(days=2),
    allowed_domains: Sequence[str] = (),
    hours: BusinessHours | None = None,
    second_factor_roles: Collection[Role] = (),
    sign_on: SignOnSettings | None = None,
    read_original: ReadOriginal = _unreadable,
    reveal_rules: RevealRules = RevealRules(),  # noqa: B008 - frozen
    rules: Rules = USUAL,
    rates: Rates = NO_LIMITS,
) -> FastAPI:
    """Return the pages, to be mounted at the root of `public_url`.

    UnsafeAddress when the sign-in cookie would travel unprotected. `zone` is the time zone the
    pages speak in; `log_key` gives the key that checks the signatures of the anchors, and
    `anchor_every` is the time between two of them, as far as it is known here;
    `allowed_domains` are the e-mail domains people may be added from (empty means any);
    `second_factor_roles` work with a second factor only; `read_original` reads a sealed
    original, whose form only the door for machines knows; `reveal_rules` bound reveals, `rules`
    say how long what is kept, `rates` how fast people and addresses may ask.
    """
    address = public_address(public_url)
    assets = read_assets()
    pages = Pages(assets)
    pace = Pace(rates)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.desk = Desk(
        records=records,
        address=address,
        zone=zone,
        pages=pages,
        assets=assets,
        passwords=passwords or Passwords(),
        passkeys=ceremonies(address, PRODUCT),
        pace=pace,
        prover=Prover(
            lambda: verify_log(records.place, log_key() if log_key else None, now=clock()),
            partial(read_checkpoints, records.place.anchor),
            clock,
        ),
        anchor_every=anchor_every,
        policy=policy_facts or PolicyFacts(),
        agent_side=agent_side,
        invite_ttl=invite_ttl,
        allowed_domains=tuple(allowed_domains),
        hours=hours or BusinessHours(zone=zone),
        second_factor_roles=frozenset(second_factor_roles),
        provider=Provider(sign_on, redirect_uri=f"{address.url}{BACK}", clock=clock)
        if sign_on
        else None,
        read_original=read_original,
        reveal_rules=reveal_rules,
        rules=rules,
    )
    for room in ROOMS:
        app.include_router(room.router)
    app.add_exception_handler(RecordsError, cast("ExceptionHandler", answer_error))
    app.add_exception_handler(PagesError, cast("ExceptionHandler", answer_error))
    app.add_exception_handler(HTTPException, cast("ExceptionHandler", answer_http))
    app.add_exception_handler(RequestValidationError, cast("ExceptionHandler", answer_invalid))
    app.add_middleware(
        Gate,
        address=address,
        pace=pace,
        clock=clock,
        tell=partial(log_flood, records),
        page=lambda answer: pages.render(ErrorContext(answer=answer)),
    )
    app.add_middleware(
        Protections,
        secure=address.secure,
        broken=lambda: pages.render(ErrorContext(answer=BROKEN)).encode(),
        random=records.random,
    )
    return app
