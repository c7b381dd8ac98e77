"""`redactor audit`: prove the access log whole, and hand it out."""

import sys
from pathlib import Path

import click

from service.cli import say


@click.group()
def audit() -> None:
    """The access log."""


@audit.command()
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoints to verify against, such as an auditor's own copy. Default: the live file.",
)
def verify(anchor: Path | None) -> None:
    """Recompute the chain and compare it with the anchor; exit status 1 if it is not whole."""
    from models.anchors import load_signing_key, verify_log
    from models.records import Place
    from service.composition import place, signing_key_file
    from service.settings import Settings

    settings = Settings()
    kept = place(settings)
    where = Place(database=kept.database, key_store=kept.key_store, anchor=anchor or kept.anchor)
    key = load_signing_key(signing_key_file(settings)).public_key()
    verdict = verify_log(where, key, own_anchor=anchor is None)
    for problem in verdict.problems:
        click.echo(f"entry {problem.seq}: {problem.code}: {problem.words}")
    say(verdict.words)
    sys.exit(0 if verdict.whole else 1)


@audit.command()
def export() -> None:
    """Write every entry as JSON Lines on stdout; the export is an entry itself."""
    from models.access_log import export_entries
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        entries = export_entries(act)
    for entry in entries:
        click.echo(entry.as_json())
