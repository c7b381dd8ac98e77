"""`redactor reredact`: stored sessions benefit when policy, engine or model improve."""

from typing import TYPE_CHECKING

import click

from service.cli import say

if TYPE_CHECKING:
    from ingest.preview import Preview


@click.command()
@click.option("--dry-run", is_flag=True, help="Count what would change; write nothing.")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Every session, also those up to date or held back: makes the blind index anew.",
)
@click.option("--quarantined", is_flag=True, help="Also sessions that failed closed.")
@click.option(
    "--limit", type=click.IntRange(min=1), help="At most so many, newest first: a sample."
)
def reredact(*, dry_run: bool, every: bool, quarantined: bool, limit: int | None) -> None:
    """Redact stored sessions again whose policy, engine or model is older than today's.

    The workers do it, one session after the other, while the service runs; what reads the same
    keeps its reviews. `--dry-run` does the work in memory first and says what would change.
    """
    from ingest.building import Builder
    from ingest.preview import preview
    from models.log.events import Event
    from models.transcripts.rework import Stamp, ask_all, every_original, older_than
    from service.composition import create_redactor, open_records, operator
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    redactor = create_redactor(settings)
    policy, engine, model = redactor.stamp
    stamp = Stamp(policy=policy, engine=engine, model=model)
    with records.peek() as look:
        found = every_original(look) if every else older_than(look, stamp, quarantined=quarantined)
    chosen = found[:limit]
    say(f"{len(chosen)} of {len(found)} sessions; now: {policy}, engine {engine}, {model}")
    if dry_run:
        with records.act(operator()) as act:
            act.log(Event.SESSION_REWORK_PREVIEWED, count=len(chosen))
        _print(preview(records, Builder(records, redactor), chosen))
        return
    with records.act(operator()) as act:
        count = ask_all(act, chosen, reason="reindex" if every else "improved")
    say(f"{count} in line; the workers take them when nothing is waiting at the door")


def _print(counts: "Preview") -> None:
    for name in ("sessions", "same", "changed", "quarantined", "flagged", "failed", "messages"):
        click.echo(f"{name}\t{getattr(counts, name)}")
    for name in ("more", "fewer"):
        for entity, count in sorted(getattr(counts, name).items()):
            click.echo(f"{name}\t{entity}\t{count}")
