"""The web process: both doors on one port, pages at `/`, webhooks at `/hooks`."""

from collections.abc import Callable
from datetime import datetime

from ingest.app import create_app as create_hooks
from review_ui.app import create_app as create_pages
from starlette.applications import Starlette
from starlette.routing import Mount

from models.records import Records
from service.settings import Settings


def create_web(settings: Settings, records: Records, clock: Callable[[], datetime]) -> Starlette:
    """One application for one port; it never loads the language model."""
    hooks = create_hooks(records, max_body_bytes=settings.max_body_bytes, clock=clock)
    pages = create_pages(records, public_url=settings.url, clock=clock)
    return Starlette(routes=[Mount("/hooks", hooks), Mount("/", pages)])


def run_web(settings: Settings, records: Records, clock: Callable[[], datetime]) -> None:
    """Serve until SIGTERM; requests under way are finished first."""
    import uvicorn

    uvicorn.run(
        create_web(settings, records, clock),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,  # addresses hold the tokens of the webhooks
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=8,
    )
