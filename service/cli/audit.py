"""`redactor audit`: prove the access log whole, and hand it out."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli import say
from service.cli.log_upkeep import acknowledge_restore, archive, replace_lost_key, rotate_key

if TYPE_CHECKING:
    from models.log.anchor_health import Behind
    from models.log.anchor_places import PlaceState
    from models.log.verify import Verdict
    from service.settings import Settings


@click.group()
def audit() -> None:
    """The access log."""


audit.add_command(rotate_key)
audit.add_command(replace_lost_key)
audit.add_command(archive)
audit.add_command(acknowledge_restore)


@audit.command()
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Statements to verify against, such as an auditor's own copy. Default: the live file.",
)
def verify(anchor: Path | None) -> None:
    """Verify chain, tree, signatures, anchors and gaps; the exit status is that of verify.py.

    That it was asked is an entry; where none can be written, that is said, and it is told all
    the same.
    """
    from models.log.anchors import load_current_key, verify_log
    from models.log.verify import report
    from models.records import Place
    from service.composition import clock, place, signing_key_file
    from service.settings import Settings

    settings = Settings()
    kept = place(settings)
    where = Place(database=kept.database, key_store=kept.key_store, anchor=anchor or kept.anchor)
    key = load_current_key(signing_key_file(settings), kept.anchor).public_key()
    verdict = verify_log(where, key, own_anchor=anchor is None, now=clock())
    _note(settings, verdict)
    sentence, _, rest = report(verdict).partition("\n")
    click.echo(rest, nl=False)
    say(sentence)
    sys.exit(verdict.status)


def _note(settings: "Settings", verdict: "Verdict") -> None:
    """Leave the entry that the log was verified; whoever cannot write has a right to know, too."""
    from models.errors import RecordsError
    from models.log.events import Event
    from service.composition import open_records, operator

    count, problems = verdict.count, len(verdict.problems)
    try:
        with open_records(settings).act(operator()) as act:
            act.log(Event.LOG_VERIFIED, count=count, problems=problems)
    except (RecordsError, OSError) as error:
        say(f"no entry tells of this: {type(error).__name__}")


@audit.command()
def export() -> None:
    """Write statements and every entry as JSON Lines on stdout; the export is an entry itself."""
    from models.log.access_log import begin_export, stream_entries
    from models.log.anchors import read_statements
    from service.composition import open_records, operator
    from service.settings import Settings

    records = open_records(Settings())
    with records.act(operator()) as act:
        first, upto = begin_export(act)
    for statement in read_statements(records.place.anchor):
        if statement.type and statement.seq <= upto:
            click.echo(statement.as_line(), nl=False)
    for entry in stream_entries(records, upto, first=first):
        click.echo(entry.as_json())


@audit.command()
@click.argument("seq", type=click.IntRange(min=1))
def prove(seq: int) -> None:
    """Print the proof that entry SEQ stands in the log; check it with verify.py --proof."""
    from models.log.log_proofs import prove_entry
    from service.composition import open_records, operator
    from service.settings import Settings

    records = open_records(Settings())
    with records.act(operator()) as act:
        proof = prove_entry(act, seq, records.place.anchor)
    click.echo(json.dumps(proof))


@audit.command()
@click.argument("first", type=click.IntRange(min=1))
@click.argument("second", type=click.IntRange(min=1))
def consistency(first: int, second: int) -> None:
    """Print the proof that the checkpoint of FIRST entries is the beginning of that of SECOND."""
    from models.log.log_proofs import prove_consistency
    from service.composition import open_records, operator
    from service.settings import Settings

    records = open_records(Settings())
    with records.act(operator()) as act:
        proof = prove_consistency(act, first, second, records.place.anchor)
    click.echo(json.dumps(proof))


@audit.command()
def verifier() -> None:
    """Print the verifier as one file of Python that needs nothing else."""
    from models.log.verify import single_file

    click.echo(single_file(), nl=False)


@audit.command()
def places() -> None:
    """List where statements are put, how far each has come, and which one fails or lags."""
    from datetime import timedelta

    from models.log.anchor_health import known_health
    from models.log.anchor_places import known_places
    from service.composition import open_records
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    health = known_health(records, timedelta(seconds=settings.anchor_seconds))
    behind = {each.name: each for each in health.behind}
    states = known_places(records)
    for state in states:
        reached = f"up to entry {state.seq}" if state.seq else "nothing yet"
        click.echo(f"{state.name}\t{reached}\t{_place_words(state, behind.get(state.name))}")
    sys.exit(1 if behind or any(state.failing_since for state in states) else 0)


def _place_words(state: "PlaceState", behind: "Behind | None") -> str:
    """How a place does, and by how much it lags."""
    if state.failing_since:
        return f"fails since {state.failing_since}: {state.code}"
    if behind:
        lacks = f"{behind.entries} {'entry' if behind.entries == 1 else 'entries'}"
        return f"lags since {behind.since}: {lacks} behind"
    return "well"


@audit.command()
def key() -> None:
    """Print the public key that statements are signed with, to hand to auditors."""
    from models.log.anchors import load_current_key, public_bytes
    from models.log.signing import id_of
    from service.composition import place, signing_key_file
    from service.settings import Settings

    settings = Settings()
    found = load_current_key(signing_key_file(settings), place(settings).anchor)
    click.echo(public_bytes(found).decode(), nl=False)
    say(f"key {id_of(found)}")
