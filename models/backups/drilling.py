"""The drill: a backup restored beside the records, looked over, and removed again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.actors import Actor
from models.backups.backing_up import scratch
from models.backups.restoring import Proven, prove, renew
from models.errors import RecordsError
from models.keeping.erased_list import Replayed
from models.log.events import Event, Outcome
from models.only_one import only_one
from models.records import Records


def drill(
    records: Records,
    actor: Actor,
    *,
    backup: Path,
    keys: Path,
    log_key: Ed25519PublicKey,
    clock: Callable[[], datetime],
    replay: Callable[[Records, Path | None], Replayed],
) -> Proven:
    """Do all of a restore but the switch; BackupUnusable says what a restore would fail on.

    Logs backup:drilled, refused when it failed.
    """
    try:
        with only_one(records.keys.path), scratch(records.place) as folder:
            proven = prove(
                folder,
                records=backup,
                keys=keys,
                master_key=records.keys.master,
                log_key=log_key,
                live=records.place,
            )
            proven = renew(proven, actor, records.keys.master, clock, replay)
    except (RecordsError, OSError) as error:
        code = getattr(error, "code", "") or type(error).__name__
        with records.act(actor) as act:
            act.log(Event.BACKUP_DRILLED, outcome=Outcome.REFUSED, reason=code)
        raise
    with records.act(actor) as act:
        act.log(
            Event.BACKUP_DRILLED,
            f"backup:{proven.id}",
            sessions=proven.rows["sessions"],
            keys=proven.keys,
            opened=proven.opened,
            segments=proven.segments,
        )
    return proven
