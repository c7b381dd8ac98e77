"""The `redactor` command. Each subcommand parses, calls, prints; heavy imports stay inside it."""

import errno
import os
import sys

import click
from click.core import Context

_COMMANDS = {
    "redact": ("service.cli.engine", "redact"),
    "text": ("service.cli.engine", "text"),
    "evaluate": ("service.cli.evaluate", "evaluate"),
    "reredact": ("service.cli.rework", "reredact"),
    "setup": ("service.cli.setup", "setup"),
    "db": ("service.cli.setup", "db"),
    "people": ("service.cli.people", "people"),
    "source": ("service.cli.intake", "source"),
    "inbox": ("service.cli.intake", "inbox"),
    "audit": ("service.cli.audit", "audit"),
    "keys": ("service.cli.keys", "keys"),
    "retention": ("service.cli.keeping", "retention"),
    "backup": ("service.cli.backup", "backup"),
    "restore": ("service.cli.backup", "restore"),
    "certificate": ("service.cli.keeping", "certificate"),
    "serve": ("service.cli.processes", "serve"),
    "web": ("service.cli.processes", "web"),
    "worker": ("service.cli.processes", "worker"),
    "keeper": ("service.cli.keeping", "keeper"),
    "demo": ("service.cli.processes", "demo"),
}


class _LazyGroup(click.Group):
    """Imports a subcommand's module only when that subcommand is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: Context) -> object:
        from models.errors import RecordsError
        from redactor.errors import RedactorError

        try:
            return super().invoke(ctx)
        except (RecordsError, RedactorError) as error:
            raise fail(str(error)) from None
        except ValueError as error:
            problem = _settings_problem(error)
            if problem is None:
                raise
            raise fail(problem) from None
        except OSError as error:
            if error.errno == errno.EPIPE or error.strerror is None:
                raise
            _drop_unwritten()
            said = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
            raise fail(said) from None


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chat-redactor", prog_name="redactor")
def main() -> None:
    """Review website chats without seeing who they are about."""
    from service.memory import write_no_core_files

    write_no_core_files()


def _settings_problem(error: ValueError) -> str | None:
    """What is wrong with the settings, without what was set; None when it is something else."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    if isinstance(error, SettingsError):
        return f"settings: {error}"
    if not isinstance(error, ValidationError):
        return None
    found = error.errors(include_url=False, include_context=False, include_input=False)
    lines = (
        f"{' '.join(f'REDACTOR_{part}'.upper() for part in each['loc'][:1])}: {each['msg']}"
        for each in found
    )
    return "; ".join(line.removeprefix(": ") for line in lines)


def _drop_unwritten() -> None:
    """Point a stdout that takes no more at nothing: the exit would stumble over it once more."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str) -> "click.ClickException":
    """An error for the person at the terminal: what happened and what to do."""
    return click.ClickException(message)


def say(message: str) -> None:
    """Words and progress go to stderr; stdout is for data."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201 (this is the terminal's voice)
