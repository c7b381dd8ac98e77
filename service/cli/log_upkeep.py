"""`redactor audit rotate-key` and its like: the upkeep of the proof."""

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from service.cli import fail, say

if TYPE_CHECKING:
    from models.log.restored_log import GivenUp


@click.command("rotate-key")
def rotate_key() -> None:
    """Replace the key that signs statements; the old key introduces the new one."""
    from models.log.key_rotation import rotate_key as rotate
    from service.composition import open_records, operator, signing_key_file
    from service.settings import Settings

    settings = Settings()
    statement = rotate(open_records(settings), operator(), signing_key_file(settings))
    say(f"statements are signed with key {statement.said('key')} from now on")


@click.command("replace-lost-key")
@click.option("--reason", required=True, help="A short code, such as disk_failure.")
@click.option("--older-log", is_flag=True, help="Give up what an older copy of the log lacks.")
def replace_lost_key(reason: str, *, older_log: bool) -> None:
    """Sign with a new key because the old one is lost; every auditor will see the gap."""
    from models.errors import Conflict
    from models.log.key_loss import replace_lost_key as replace
    from models.log.restored_log import find_given_up
    from service.composition import open_records, operator, signing_key_file
    from service.settings import Settings

    settings = Settings()
    path = signing_key_file(settings)
    records = open_records(settings)
    gone = find_given_up(records) if older_log else None
    try:
        statement = replace(records, operator(), path, reason=reason, older_log=older_log)
    except Conflict as refused:
        raise fail(_NOT_LOST[refused.reason].format(path=path)) from None
    if gone:
        _say_given_up(gone)
    say(f"statements are signed with key {statement.said('key')} from now on, and say why")
    say("give auditors `redactor audit key` another way than by the anchors, and tell them")


_NOT_LOST = {
    "key_there": "the key is at {path}: `redactor audit rotate-key` replaces it without a gap, "
    "and `redactor audit acknowledge-restore` gives up what an older log lacks",
    "nothing_signed": "nothing was ever signed: start the service, and it makes a key",
}


@click.command()
@click.option("--days", type=click.IntRange(min=30), help="Age of the entries. Default: log_days.")
@click.option("--accept-pause", is_flag=True, help="Go on although the clock may have jumped.")
@click.option("--dry-run", is_flag=True, help="Say what would leave, and change nothing.")
def archive(days: int | None, *, accept_pause: bool, dry_run: bool) -> None:
    """Move old entries out of the live log, each segment under a signed statement."""
    from models.log.anchors import load_current_key
    from models.log.log_segments import archive as leave
    from models.log.log_segments import find_segment
    from service.composition import clock, open_records, operator, signing_key_file
    from service.settings import Settings

    settings = Settings()
    age = days or settings.log_days
    if not age:
        raise fail("say how old with --days, or set REDACTOR_LOG_DAYS")
    records, before = open_records(settings), clock() - timedelta(days=age)
    if dry_run:
        with records.peek() as look:
            found = find_segment(look.db, before=before, upto=2**53)
        click.echo(f"{found.first}\t{found.last}" if found else "nothing")
        return
    key = load_current_key(signing_key_file(settings), records.place.anchor)
    while statement := leave(records, key, operator(), before=before, accept_pause=accept_pause):
        first, last = statement.number("first"), statement.number("last")
        click.echo(f"{first}\t{last}\t{records.place.segments}")


@click.command("acknowledge-restore")
@click.option("--reason", required=True, help="A short code, such as disk_failure.")
@click.option("--dry-run", is_flag=True, help="Say what would be given up, and change nothing.")
def acknowledge_restore(reason: str, *, dry_run: bool) -> None:
    """Say, signed and for every auditor to see, that an older copy was restored."""
    from models.log.anchors import load_current_key
    from models.log.restored_log import acknowledge_restore as acknowledge
    from models.log.restored_log import find_given_up
    from service.composition import open_records, operator, signing_key_file
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    found = find_given_up(records)
    if found is None:
        raise fail("the log agrees with its anchors: there is nothing to acknowledge")
    _say_given_up(found)
    if not dry_run:
        key = load_current_key(signing_key_file(settings), records.place.anchor)
        acknowledge(records, key, operator(), reason=reason)
        say("acknowledged; checkpoints are written again")


def _say_given_up(found: "GivenUp") -> None:
    first, lost = found.kept_to + 1, found.lost
    say(f"given up: entries {first} to {lost.seq}, anchored until {lost.at}")
