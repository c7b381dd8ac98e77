"""Builds the parts of the service from its settings."""

import os
import pwd
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from models.accounts.sign_in_limits import SignInLimits
from models.actors import Actor, ActorKind, Purpose
from models.errors import KeyUnsafe
from models.log.anchors import create_signing_key
from models.records import Place, Records, migrate, require_keys
from models.seals.keys import create_master_key
from service.master_key import find_master_key, master_key_file
from service.settings import Settings

if TYPE_CHECKING:
    from ingest.worker import Worker
    from redactor import Redactor

STUCK_SECONDS = 10.0
"""How long a worker that hangs has to park what it hangs on, before it ends."""


def clock() -> datetime:
    """The time, UTC; the only place it is read from the machine."""
    return datetime.now(UTC)  # noqa: TID251 (the clock is here)


def place(settings: Settings) -> Place:
    """Where the records are."""
    return Place(
        database=settings.data_dir / "records.db",
        key_store=settings.data_dir / "session-keys.db",
        anchor=settings.anchor,
    )


def signing_key_file(settings: Settings) -> Path:
    """Where the key that signs checkpoints is."""
    return settings.keys / "signing.key"


def set_up(settings: Settings) -> list[str]:
    """Create folders and keys that are missing, apply pending migrations; returns their names.

    KeyUnsafe when a key is missing, or the key store, that there are records made with.
    """
    where = place(settings)
    for folder in (settings.data_dir, settings.keys):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_keys(where)  # before a new master key hides that both are lost
    key_file = master_key_file(settings)
    if key_file is None:
        find_master_key(settings)  # not ours to make, but better missed now than later
    else:
        _make_key(key_file, create_master_key, sealed_by_it=where.key_store)
    _make_key(signing_key_file(settings), create_signing_key, sealed_by_it=where.anchor)
    return migrate(where)


def _make_key(path: Path, create: Callable[[Path], object], *, sealed_by_it: Path) -> None:
    """Create a key, but never in the place of one that was lost: it would hide the loss."""
    if path.exists():
        return
    if sealed_by_it.exists():
        lost = ", or see `redactor audit replace-lost-key`" if create is create_signing_key else ""
        raise KeyUnsafe(
            f"no key at {path}, but {sealed_by_it} was made with one: bring it back{lost}"
        )
    create(path)


def open_records(settings: Settings) -> Records:
    """The records; refuses to open them without a key, unmigrated, or with an unsafe key file."""
    return Records.open(
        place(settings),
        master_key=find_master_key(settings),
        clock=clock,
        sign_in_limits=SignInLimits(
            longest=timedelta(minutes=settings.sign_in_minutes),
            idle=timedelta(minutes=settings.idle_minutes),
        ),
        find_master_key=lambda: find_master_key(settings),
    )


def operator() -> Actor:
    """Whoever runs a command on this machine, as the machine knows them.

    Not by LOGNAME or USER: anyone can set these to somebody else's name.
    """
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run as a number without a name
        name = f"uid {os.getuid()}"
    return Actor(kind=ActorKind.SYSTEM, id="cli", name=name, purpose=Purpose.OPERATION)


def create_redactor(settings: Settings) -> "Redactor":
    """The engine with the policy in force; takes a second or two to load."""
    import gc

    from redactor import Redactor

    redactor = Redactor(
        policy=settings.policy, countries=settings.countries, allow=settings.products
    )
    gc.freeze()  # what was loaded stays: to look through it again takes as long as three sessions
    return redactor


def create_worker(settings: Settings, records: Records, name: str) -> "Worker":
    """A worker with the engine loaded; takes a second or two."""
    from datetime import timedelta

    from ingest.worker import Worker
    from service.stuck import ended_after

    return Worker(
        records,
        create_redactor(settings),
        name=name,
        schedule=tuple(timedelta(seconds=wait) for wait in settings.retry_seconds),
        lease=timedelta(seconds=settings.lease_seconds),
        longest=timedelta(seconds=settings.redact_seconds),
        guard=lambda: ended_after(settings.redact_seconds + STUCK_SECONDS),
        max_messages=settings.max_messages,
        keep_originals=settings.keep_originals,
        clock=clock,
    )
