"""Every setting, command, event and entity has help and stands in the docs."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ingest.app import STATUS
from ingest.reasons import PARKED, REFUSED
from models.actors import Role
from models.log.events import Event
from models.verifier.findings import PARTS
from redactor.entities import ENTITIES
from redactor.language import REASON as UNKNOWN_LANGUAGE
from redactor.minors import FLAG as MINOR
from service.cli import main
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text()


def default_of(name: str) -> str:
    """What a setting is when nobody sets it, as the environment would say it."""
    default = getattr(Settings.model_construct(), name)
    if default in (None, "", (), {}):
        return ""
    return str(default) if isinstance(default, str | Path) else json.dumps(default)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_help_and_stands_in_the_docs(name: str) -> None:
    help_text = Settings.model_fields[name].description
    assert help_text
    row = next(
        line
        for line in page("operator.md").splitlines()
        if line.startswith(f"| `REDACTOR_{name.upper()}` |")
    )
    assert help_text in row
    assert row.split("|")[2].strip(" `") == default_of(name)


def test_the_docs_name_no_setting_that_is_not_there() -> None:
    for row in page("operator.md").splitlines():
        if row.startswith("| `REDACTOR_"):
            assert row.split("`")[1].removeprefix("REDACTOR_").lower() in Settings.model_fields


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_has_help_and_stands_in_the_docs() -> None:
    found = dict(commands(main, "redactor"))
    assert len(found) > 15
    for path, command in found.items():
        assert command.help, path
        assert f"| `{path}` |" in page("operator.md"), path
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None), path


@pytest.mark.parametrize("event", Event)
def test_an_event_stands_in_the_docs(event: Event) -> None:
    assert f"| `{event}` | {event.words} |" in page("events.md")


def test_the_docs_name_no_event_that_is_not_there() -> None:
    told = [row.split("`")[1] for row in page("events.md").splitlines() if row.startswith("| `")]
    assert sorted(told) == sorted(Event)


@pytest.mark.parametrize("code", [*PARKED, *REFUSED])
def test_a_reason_stands_in_the_docs(code: str) -> None:
    assert f"| `{code}` | {({**PARKED, **REFUSED})[code]} |" in page("operator.md")


@pytest.mark.parametrize("status", STATUS.values())
def test_an_answer_to_a_webhook_stands_in_the_docs(status: int) -> None:
    assert f"\n| {status} | " in page("operator.md")


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_stands_in_the_docs(entity: str) -> None:
    assert f"| `{entity}` | {ENTITIES[entity]} |" in page("engineer.md")


def test_the_docs_name_no_command_that_is_not_there() -> None:
    known = set(dict(commands(main, "redactor")))
    for row in page("operator.md").splitlines():
        if row.startswith("| `redactor "):
            assert row.split("`")[1] in known


@pytest.mark.parametrize("code", [code for codes in PARTS.values() for code in codes.split()])
def test_what_the_verifier_can_find_stands_in_the_docs(code: str) -> None:
    assert f"`{code}`" in page("log-format.md").partition("## Verdicts")[2]


def test_each_role_stands_in_the_table_of_who_may_do_what() -> None:
    table = page("privacy-officer.md").partition("## Who may do what")[2].partition("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| **")]
    assert [row.split("**")[1] for row in rows] == [role.words for role in Role]


def test_the_reasons_for_holding_back_stand_in_the_docs() -> None:
    own = ("survivor", UNKNOWN_LANGUAGE, "engine_error", "message_too_long", "identity_too_long")
    for reason in (*own, "session_invalid", MINOR):
        assert f"| `{reason}` |" in page("privacy-officer.md")
