"""`redactor keeper`, `certificate`: what is no longer needed goes, and proof that it went."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from service.cli import fail, say

_WRONG = {
    "malformed": "This is no certificate of erasure.",
    "other_key": "It was signed with another key than this one.",
    "forged": "Its signature does not fit what it says: it was changed.",
    "report": "It is whole, but it is a report: something of what was erased may be there still.",
}


@click.command()
@click.option("--lifeline", is_flag=True, hidden=True, help="Stop when stdin closes.")
def keeper(*, lifeline: bool) -> None:
    """Run the keeper only: it deletes, erases, watches the log and sends notices."""
    from service.composition import open_records
    from service.keeping import run_keeper
    from service.logs import set_up
    from service.settings import Settings
    from service.supervisor import stop_on_signals, stop_with_parent

    stop = stop_on_signals()
    if lifeline:
        stop_with_parent()
    set_up("keeper")
    settings = Settings()
    run_keeper(settings, open_records(settings), stop)


@click.group()
def retention() -> None:
    """What is kept for how long."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Count what is due, delete nothing.")
def sweep(*, dry_run: bool) -> None:
    """Delete what is due now, as the keeper does by itself; exit status 1 if it had to stop."""
    from models.keeping.sweeping import plan_sweep
    from service.composition import open_records
    from service.keeping import Keeper, create_rules
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    if dry_run:
        counts = plan_sweep(records, create_rules(settings))
        for kind in ("sessions", "originals", "deliveries", "reviews", "held"):
            click.echo(f"{kind}\t{getattr(counts, kind)}")
        say("nothing was deleted")
        return
    keeper = Keeper(settings, records)
    swept = keeper.sweep()
    done = Counter(asdict(swept.counts))
    while swept.more:
        swept = keeper.sweep()
        done.update({**asdict(swept.counts), "held": 0})
    for kind in ("sessions", "originals", "deliveries", "reviews", "held"):
        click.echo(f"{kind}\t{done[kind]}")
    if swept.stop is not None:
        say(f"{swept.stop.words}. A privacy officer has to let it go on.")
        sys.exit(1)


@click.group()
def certificate() -> None:
    """Certificates of erasure."""


@certificate.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public key in PEM, as an auditor has it. Default: that of this installation.",
)
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Copy of the anchors, whose handovers join an earlier key. Default: without --key, ours.",
)
def verify(file: Path, key: Path | None, anchors: Path | None) -> None:
    """Check a certificate's signature and what it says; exit status 1 if it does not hold."""
    from models.keeping.certificates import (
        fingerprint,
        key_of,
        problem_of,
        read_certificate,
        read_public_key,
    )
    from models.log.anchors import load_signing_key
    from service.composition import signing_key_file
    from service.settings import Settings

    if key is not None:
        public_key = read_public_key(key)
    else:
        settings = Settings()
        public_key = load_signing_key(signing_key_file(settings)).public_key()
        anchors = anchors or settings.anchor
    document = read_certificate(file)
    signer = key_of(document, public_key, anchors)
    problem = problem_of(document, signer)
    if problem:
        say(_WRONG[problem])
        sys.exit(1)
    scanned = document["scan"]
    say(
        f"Certificate {document['id']} holds: {len(document['sessions'])} sessions erased, "
        f"{scanned['values_sought']:,} values sought in {scanned['bytes']:,} bytes of "
        f"{scanned['file_count']:,} files, none found."
    )
    if signer != public_key:
        say(f"It is signed with {fingerprint(signer)}, which a handover joins to the key given:")
        say("look whether its entry stands in the access log from before the key was replaced.")


@certificate.command()
@click.argument("certificate_id")
def export(certificate_id: str) -> None:
    """Write a certificate as JSON on stdout; reading it is an entry."""
    import json

    from models.errors import NotFound
    from models.keeping.certificates import get_certificate
    from service.composition import open_records, operator
    from service.settings import Settings

    try:
        with open_records(Settings()).act(operator()) as act:
            found = get_certificate(act, certificate_id)
    except NotFound:
        raise fail("there is no such certificate") from None
    click.echo(json.dumps(found.document, indent=1, sort_keys=True))
