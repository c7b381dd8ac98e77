"""`redactor serve`, `web`, `worker`, `demo`: the processes."""

import click

from service.cli import fail, say


@click.command()
def serve() -> None:
    """Run the whole service: pages and webhooks on one port, the worker and the keeper."""
    import sys

    from redactor.policy import Policy
    from service.logs import set_up
    from service.secret_files import require_secrets
    from service.settings import Settings
    from service.supervisor import stop_on_signals
    from service.whole import refuse_taken_port, run_service

    set_up("serve")
    settings = Settings()
    Policy.load(settings.policy)  # better said once here than by every start of a child
    require_secrets(settings)
    try:
        refuse_taken_port(settings)
    except OSError as error:
        where = f"{settings.host} port {settings.port}"
        raise fail(f"cannot listen on {where}: {error.strerror}. Set REDACTOR_PORT") from None
    say(f"chat-redactor on {settings.url} (Ctrl-C stops it)")
    if not run_service(settings, stop_on_signals()):
        sys.exit(1)


@click.command()
@click.option("--lifeline", is_flag=True, hidden=True, help="Stop when stdin closes.")
def web(*, lifeline: bool) -> None:
    """Run pages and webhooks only."""
    from service.composition import clock, open_records
    from service.keeping import open_replayed
    from service.logs import set_up
    from service.settings import Settings
    from service.supervisor import stop_with_parent
    from service.web import run_web

    if lifeline:
        stop_with_parent()
    set_up("web")
    settings = Settings()
    opened = open_records if lifeline else open_replayed  # `serve` has replayed already
    run_web(settings, opened(settings), clock)


@click.command()
@click.option("--name", default="worker-1", show_default=True, help="Unique among the workers.")
@click.option("--lifeline", is_flag=True, hidden=True, help="Stop when stdin closes.")
def worker(name: str, *, lifeline: bool) -> None:
    """Run a worker: take deliveries, redact them, keep the sessions."""
    from service.composition import create_worker, open_records
    from service.keeping import open_replayed
    from service.logs import set_up
    from service.settings import Settings
    from service.supervisor import stop_on_signals, stop_with_parent

    stop = stop_on_signals()
    if lifeline:
        stop_with_parent()
    set_up(name)
    settings = Settings()
    records = open_records(settings) if lifeline else open_replayed(settings, stop)  # as above
    create_worker(settings, records, name).run(stop)


@click.command()
@click.option("--port", type=int, help="Port of the service. Default: 8000.")
def demo(port: int | None) -> None:
    """Start the whole service with people of every role and sample chats."""
    from service.demo.show import NotADemo, NotUp, demo_settings, run_demo
    from service.supervisor import stop_on_signals

    try:
        run_demo(demo_settings(port), stop_on_signals(), say)
    except (NotADemo, NotUp) as error:
        raise fail(str(error)) from None
    except OSError as error:
        raise fail(f"{error.strerror or 'network trouble'}: try make run PORT=8001") from None
