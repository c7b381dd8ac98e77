"""The web process: both doors on one port, pages at `/`, webhooks at `/hooks`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from starlette.applications import Starlette
from starlette.routing import Mount

from ingest.app import create_app as create_hooks
from ingest.merging import session_of
from ingest.originals import load
from models.accounts.single_sign_on import SignOnRules
from models.errors import KeyUnsafe
from models.log.anchors import load_signing_key
from models.records import Records
from models.reveal.reveal_words import RevealRules
from redactor import Session
from redactor.policy import CONDITIONS, Policy
from review_ui.app import create_app as create_pages
from review_ui.pace import Rates
from review_ui.policy_facts import PolicyFact, PolicyFacts
from review_ui.single_sign_on import SignOnSettings
from service.composition import signing_key_file
from service.keeping import create_rules, say_retention
from service.record_facts import (
    say_controller,
    say_protection,
    say_recipients,
    say_storage,
)
from service.secret_files import secret_in
from service.settings import Settings
from service.watching import business_hours

MOST_HEADERS = 16 * 1024
"""Bytes of one request's line and headers."""
MOST_AT_ONCE = 512
"""Connections at once; more get 503."""


def create_web(settings: Settings, records: Records, clock: Callable[[], datetime]) -> Starlette:
    """One application for one port; it never loads the language model."""
    hooks = create_hooks(
        records,
        max_body_bytes=settings.max_body_bytes,
        clock=clock,
        most_guesses=settings.requests_wrong_hook,
    )
    pages = create_pages(
        records,
        public_url=settings.url,
        clock=clock,
        policy_facts=policy_facts(settings),
        rules=create_rules(settings),
        log_key=newest_public_key(signing_key_file(settings)),
        anchor_every=timedelta(seconds=settings.anchor_seconds),
        allowed_domains=settings.email_domains,
        second_factor_roles=settings.second_factor_roles,
        sign_on=sign_on(settings),
        zone=ZoneInfo(settings.time_zone),
        hours=business_hours(settings),
        read_original=read_original,
        reveal_rules=RevealRules(
            most_minutes=settings.reveal_minutes, break_glass=settings.break_glass
        ),
        rates=Rates(
            person=settings.requests_person,
            address=settings.requests_address,
            sign_in=settings.requests_sign_in,
        ),
    )

    @asynccontextmanager
    async def prove_first(_: Starlette) -> AsyncIterator[None]:
        pages.state.desk.prover.begin()  # so that the first auditor need not wait for it
        yield

    return Starlette(routes=[Mount("/hooks", hooks), Mount("/", pages)], lifespan=prove_first)


def newest_public_key(path: Path) -> Callable[[], Ed25519PublicKey]:
    """The public half of the signing key, as it is now; while the file is gone, as it was last."""
    known = load_signing_key(path).public_key()

    def read() -> Ed25519PublicKey:
        nonlocal known
        with suppress(KeyUnsafe):
            known = load_signing_key(path).public_key()
        return known

    return read


def read_original(body: bytes) -> Session | None:
    """Read a sealed original: the only place where both doors' words meet."""
    return session_of(load(body), id="original")


def sign_on(settings: Settings) -> SignOnSettings | None:
    """How to speak to the company's provider, where one is set."""
    if not settings.sso_issuer:
        return None
    claim = settings.sso_employment_claim
    return SignOnSettings(
        issuer=settings.sso_issuer,
        client_id=settings.sso_client_id,
        client_secret=secret_in(settings.sso_client_secret_file),
        name=settings.sso_name,
        scope=settings.sso_scope,
        groups_claim=settings.sso_groups_claim,
        employment_claim=claim,
        hosts=frozenset(settings.sso_hosts),
        rules=SignOnRules(
            roles=tuple(settings.sso_group_roles.items()),
            employees=frozenset(settings.sso_employee_values) if claim else frozenset(),
            domains=settings.email_domains,
        ),
    )


def policy_facts(settings: Settings) -> PolicyFacts:
    """The live policy, for the page that states it in plain words."""
    policy = Policy.load(settings.policy)
    return PolicyFacts(
        name=policy.stamp,
        facts=tuple(
            PolicyFact(
                entity=entity,
                action=rule.action,
                above=rule.threshold,
                unless=tuple(CONDITIONS[each] for each in rule.mask_when),
            )
            for entity, rule in policy.rules.items()
        ),
        retention=say_retention(create_rules(settings), keep_originals=settings.keep_originals),
        controller=say_controller(settings),
        storage=say_storage(settings),
        recipients=say_recipients(settings),
        protection=say_protection(settings),
    )


def run_web(settings: Settings, records: Records, clock: Callable[[], datetime]) -> None:
    """Serve until SIGTERM; requests under way are finished first."""
    import uvicorn

    uvicorn.run(create_web(settings, records, clock), **server_settings(settings))


def server_settings(settings: Settings) -> dict[str, Any]:
    """How the web server itself is told to behave."""
    from service.wire import Connection

    return {
        "host": settings.host,
        "port": settings.port,
        "log_config": None,
        "access_log": False,  # addresses hold the tokens of the webhooks
        "server_header": False,
        "http": Connection,  # of h11: refuses what is ambiguous, and bounds what it keeps
        "h11_max_incomplete_event_size": MOST_HEADERS,
        "limit_concurrency": MOST_AT_ONCE,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
        "timeout_graceful_shutdown": 8,
    }
