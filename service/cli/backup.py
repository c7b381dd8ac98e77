"""`redactor backup`, `redactor restore`: copies of everything, and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli import fail, say
from service.cli.log_upkeep import replace_lost_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from models.backups.restoring import Proven
    from service.settings import Settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_BUNDLE = click.Path(exists=True, path_type=Path)


class _MakeByDefault(click.Group):
    """`redactor backup FOLDER …` is `redactor backup make FOLDER …`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_MakeByDefault)
def backup() -> None:
    """Encrypted copies of the records and, apart, of their keys."""


@backup.command()
@click.argument("folder", type=_FOLDER)
@click.option("--keys-to", type=_FOLDER, required=True, help="Another folder, for the keys.")
def make(folder: Path, keys_to: Path) -> None:
    """Back up the records into FOLDER and the keys elsewhere, while the service runs."""
    from models.backups.backing_up import make_backup
    from service.composition import open_records, operator
    from service.settings import Settings

    settings = Settings()
    made = make_backup(
        open_records(settings), operator(), to=folder, keys_to=keys_to, erased=settings.erased
    )
    click.echo(f"records\t{made.records}")
    click.echo(f"keys\t{made.keys}")
    for table, count in made.rows.items():
        say(f"{count:>10} {table}")
    say(f"{made.segments:>10} segments of the log")
    say(f"{made.key_count:>10} keys")
    say(f"{made.bytes:>10} bytes, read back and found whole")


@backup.command()
@click.argument("folder", type=_FOLDER)
def keys(folder: Path) -> None:
    """Renew the backup of the keys alone, so that it forgets what was erased."""
    from models.backups.backing_up import backup_keys
    from service.composition import open_records, operator
    from service.settings import Settings

    settings = Settings()
    made = backup_keys(open_records(settings), operator(), keys_to=folder, erased=settings.erased)
    click.echo(f"keys\t{made.keys}")
    say(f"{made.key_count} keys; older copies in this folder are removed")


@backup.command()
@click.argument("records", type=_BUNDLE)
@click.option("--keys", "keys_at", type=_BUNDLE, required=True, help="Backup of the keys.")
def drill(records: Path, keys_at: Path) -> None:
    """Restore a backup into a scratch folder, prove it, remove it; exit status 1 if it fails."""
    from functools import partial

    from models.backups import drilling
    from models.backups.backing_up import KEYS, RECORDS
    from models.backups.restoring import find_bundle
    from models.log.anchors import load_signing_key
    from service.composition import clock, open_records, operator, signing_key_file
    from service.keeping import replay_erasures
    from service.settings import Settings

    settings = Settings()
    proven = drilling.drill(
        open_records(settings),
        operator(),
        backup=find_bundle(records, RECORDS),
        keys=find_bundle(keys_at, KEYS),
        log_key=load_signing_key(signing_key_file(settings)).public_key(),
        clock=clock,
        replay=partial(replay_erasures, settings),
    )
    _report(proven)
    say("This backup can be restored. The scratch copy is removed.")


@click.command()
@click.argument("records", type=_BUNDLE, required=False)
@click.option("--keys", "keys_at", type=_BUNDLE, help="Backup of the keys.")
@click.option("--replace", is_flag=True, help="Move records that are there aside.")
@click.option("--older-log", is_flag=True, help="Accept that newer entries of the log are lost.")
@click.option("--log-key", type=_FILE, help="Public key (PEM) that signed the log of then.")
@click.option("--new-signing-key", is_flag=True, help="Make a new signing key: the old is lost.")
@click.option("--finish", is_flag=True, help="Finish a restore that was cut off.")
@click.pass_context
def restore(
    ctx: click.Context,
    records: Path | None,
    keys_at: Path | None,
    *,
    replace: bool,
    older_log: bool,
    log_key: Path | None,
    new_signing_key: bool,
    finish: bool,
) -> None:
    """Restore a backup; the service must be stopped. Erasures are replayed before anyone looks."""
    from functools import partial

    from models.backups import restoring
    from models.backups.backing_up import KEYS, RECORDS
    from service.composition import clock, operator, place
    from service.keeping import replay_erasures
    from service.master_key import find_master_key
    from service.settings import Settings

    settings = Settings()
    if finish:
        say("Finished." if restoring.finish_restore(place(settings)) else "There is none.")
        return
    if records is None or keys_at is None:
        raise click.UsageError("name the backup of the records and, with --keys, of the keys")
    proven = restoring.restore(
        place(settings),
        operator(),
        records=restoring.find_bundle(records, RECORDS),
        keys=restoring.find_bundle(keys_at, KEYS),
        master_key=find_master_key(settings),
        log_key=_log_key(settings, log_key, new=new_signing_key),
        clock=clock,
        replay=partial(replay_erasures, settings),
        erased=settings.erased,
        replace=replace,
        older_log=older_log,
    )
    _report(proven)
    say("Restored. Everybody has to sign in anew; one-time links and API tokens are void.")
    say("Check what changed since the backup: people, sources, holds, objections.")
    if new_signing_key:
        settings.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        ctx.invoke(replace_lost_key, reason="key_lost", older_log=older_log)
    elif log_key is not None:
        say("If another key signed the log than the one here, take the one here away and run")
        say("`redactor audit replace-lost-key --reason CODE`: until then no checkpoint is written.")
    if proven.older_by and not new_signing_key:
        say("Entries of the log were lost. If they were anchored, no checkpoint is written until")
        say("`redactor audit acknowledge-restore --reason CODE` says so to your auditors.")


def _log_key(settings: "Settings", named: Path | None, *, new: bool) -> "Ed25519PublicKey | None":
    """The key that the log is held to: the one named, ours, or none where it is lost."""
    from models.keeping.certificates import read_public_key
    from models.log.anchors import load_signing_key
    from service.composition import signing_key_file

    path = signing_key_file(settings)
    if new and path.exists():
        raise fail(f"{path} is there: --new-signing-key is for one that is lost")
    if not path.exists() and not new:
        raise fail(
            f"no signing key at {path}: bring back the copy you keep. If it is lost, restore with "
            "--new-signing-key; your auditors will have to be given the new one"
        )
    if named is not None:
        return read_public_key(named)
    return None if new else load_signing_key(path).public_key()


def _report(proven: "Proven") -> None:
    click.echo(f"backup\t{proven.id}")
    click.echo(f"made at\t{proven.made_at}")
    for table, count in proven.rows.items():
        click.echo(f"{table}\t{count}")
    click.echo(f"keys\t{proven.keys}")
    click.echo(f"unsealed to try\t{proven.opened}")
    click.echo(f"erased since\t{proven.erased}")
    click.echo(f"originals ended since\t{proven.ended}")
    click.echo(f"without a key, nobody knows why\t{proven.keyless}")
    click.echo(f"entries lost\t{proven.older_by}")
    click.echo(f"segments of the log\t{proven.segments} of {proven.segments_known}")
    click.echo("access log\twhole")
