"""`redactor evaluate`: how well personal data is found in marked chats."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli import say

if TYPE_CHECKING:
    from redactor.evaluate import Engine, Report

_NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--policy",
    type=click.Choice(["standard", "strict"]),
    default="standard",
    show_default=True,
    help="Under strict, values marked with ? have to be masked as well.",
)
@click.option(
    "--identity/--no-identity",
    default=None,
    help="Tell the engine who the visitor is, or nothing. Default: measure both.",
)
@click.option(
    "--against",
    type=click.Choice(["presidio"]),
    multiple=True,
    help="Measure stock Presidio too, on the same model and on rules alone.",
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Measure with the language model in this folder in place of the packaged one.",
)
@click.option("--page", type=_NEW_FILE, help="Write the figures as a page with plots.")
@click.option("--json", "figures", type=_NEW_FILE, help="Write the figures as JSON.")
@click.option(
    "--floors", type=_NEW_FILE, help="Compare with these floors; exit status 1 below one."
)
@click.option("--write-floors", is_flag=True, help="Write --floors anew, a little below.")
@click.option("--misses", is_flag=True, help="Print what was missed and masked in vain.")
def evaluate(
    folder: Path,
    policy: str,
    identity: bool | None,  # noqa: FBT001 (click calls it)
    against: tuple[str, ...],
    model: Path | None,
    page: Path | None,
    figures: Path | None,
    floors: Path | None,
    *,
    write_floors: bool,
    misses: bool,
) -> None:
    """Measure detection on a folder of marked chats: recall, precision, leak rate, over-masking."""
    from redactor.evaluate import IdentityUse, read_chats, tables
    from redactor.evaluate import evaluate as measure
    from redactor.evaluate.missed import refuse_frozen

    if write_floors and not floors:
        raise click.UsageError("--write-floors needs --floors FILE")
    if misses:
        refuse_frozen(folder)
    chats = read_chats(folder)
    told = [
        *([IdentityUse.GIVEN] if identity in {True, None} else []),
        *([IdentityUse.NONE] if identity in {False, None} else []),
    ]
    report = measure(
        chats,
        _engines(policy, against, model),
        folder=folder.resolve().name,
        policy=policy,
        identities=told,
        progress=lambda title: say(f"measured {title}"),
    )
    click.echo(tables(report))
    if misses:
        _print_misses(report)
    _write(report, page, figures)
    if floors and write_floors:
        _write_floors(report, floors)
    elif floors and not _holds(report, floors):
        sys.exit(1)


def _engines(policy: str, against: tuple[str, ...], model: Path | None) -> "Iterator[Engine]":
    """Yield each engine when its turn has come: loading one takes seconds."""
    from redactor import Redactor, __version__
    from redactor.engine import load_detector
    from redactor.evaluate import OwnEngine

    detector = load_detector(model=model or True)
    version = f"chat-redactor {__version__}, {detector.model}"
    yield OwnEngine(Redactor(policy, detector=detector), version=version)
    if "presidio" in against:
        from redactor.evaluate import presidio

        yield presidio.on_our_model()
        yield presidio.on_rules()


def _print_misses(report: "Report") -> None:
    from redactor.evaluate.missed import missed

    for run in report.runs:
        if run.engine == "redactor":
            click.echo(f"\n{run.title}")
            for line in missed(run.outcomes, strict=report.policy == "strict"):
                click.echo(line)


def _write(report: "Report", page: Path | None, figures: Path | None) -> None:
    import json

    from redactor.evaluate import as_json
    from redactor.evaluate.page import as_page

    if page:
        page.write_text(as_page(report), encoding="utf-8")
        say(f"wrote {page}")
    if figures:
        figures.write_text(json.dumps(as_json(report), indent=2) + "\n", encoding="utf-8")
        say(f"wrote {figures}")


def _write_floors(report: "Report", path: Path) -> None:
    from redactor.evaluate import floors

    known = floors.read(path) if path.exists() else {}
    path.write_text(floors.as_toml(floors.renewed(report, known)), encoding="utf-8")
    say(f"wrote {path}")


def _holds(report: "Report", path: Path) -> bool:
    from redactor.evaluate import floors

    compared, below = floors.compare(report, floors.read(path), path)
    for line in below:
        say(line)
    say(f"{report.folder}: {compared} figures compared, {len(below)} below their floor")
    return not below
