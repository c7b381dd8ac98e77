"""`redactor keys`: the master key and the keys it wraps."""

import sys

import click

from service.cli import say


@click.group()
def keys() -> None:
    """The master key and the keys of sessions and deliveries."""


@keys.command()
def new() -> None:
    """Print a new random master key, to be put where the service will take it from."""
    from secrets import token_bytes

    from models.seals.keys import KEY_BYTES, written_key

    click.echo(written_key(token_bytes(KEY_BYTES)).decode(), nl=False)


@keys.command()
def status() -> None:
    """Count the keys and say whether a rotation or a resealing is under way."""
    from models.seals.rotation import key_state
    from service.composition import open_records
    from service.settings import Settings

    state = key_state(open_records(Settings()).keys)
    click.echo(f"master key\t{state.master}")
    click.echo(f"keys\t{state.keys}")
    click.echo(f"generation\t{state.generation}")
    click.echo(f"rotating to\t{state.rotating_to or 'none'}")
    click.echo(f"left to wrap\t{state.old}")
    click.echo(f"left to reseal\t{state.unreplaced}")


@keys.command()
@click.option("--new-key-stdin", is_flag=True, help="Read the new key from stdin, make no file.")
@click.option("--cancel", is_flag=True, help="Stay with the old key; the new one opens nothing.")
def rotate(*, new_key_stdin: bool, cancel: bool) -> None:
    """Put a new master key in the place of the old while the service runs; resumable."""
    from models.seals.keys import read_key
    from service import rotating
    from service.composition import open_records
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    if cancel:
        rotating.cancel(settings, records)
        say("The old master key stays.")
        return
    given = read_key(sys.stdin.buffer.read(4096), where="stdin") if new_key_stdin else None
    if rotating.rotate(settings, records, given=given, say=say):
        say("Rotated. Make a backup now: older backups of the key store need the old key.")
    else:
        say(
            "Both keys open everything. Put the new key where the service takes it from, restart "
            "the service, and run `redactor keys rotate` again."
        )


@keys.command()
@click.argument("session_id", required=False)
@click.option("--all", "every", is_flag=True, help="Every session and every delivery.")
def reseal(session_id: str | None, *, every: bool) -> None:
    """Seal a session, or everything, again under new keys and shred the old ones; resumable."""
    from models.seals.resealing import reseal_all, reseal_session
    from service.composition import open_records, operator
    from service.settings import Settings

    if bool(session_id) == every:
        raise click.UsageError("name one session, or say --all")
    records, done = open_records(Settings()), 0
    broken: list[str] = []
    parts = [reseal_session(records, operator(), session_id)] if session_id else None
    for part in parts or reseal_all(records, operator()):
        done += part.done
        broken += part.broken
        if every and done % 10_000 < part.done:
            say(f"{done} keys replaced")
    for key_id in dict.fromkeys(broken):
        click.echo(f"{key_id}\tseal broken, left as it is")
    say(f"{done} keys replaced")
    sys.exit(1 if broken else 0)
