"""Rotating the master key: the file and the key store step by step, wherever a kill left them."""

from collections.abc import Callable
from pathlib import Path

from models.errors import KeyUnsafe
from models.log.events import Event
from models.records import Records
from models.seals.keys import create_master_key, load_master_key, replace_secret
from models.seals.rotation import (
    begin_rotation,
    cancel_rotation,
    finish_rotation,
    key_state,
    rewrap,
)
from service.composition import open_records, operator
from service.master_key import master_key_file
from service.settings import Settings

Say = Callable[[str], None]


def rotate(settings: Settings, records: Records, *, given: bytes | None, say: Say) -> bool:
    """Begin or go on with a rotation; True when it is finished, False when it waits for the key.

    Without a `given` key a new one is made in a file beside the old one, and takes its place.
    With one, or when the master key comes from elsewhere, the rotation waits until the
    service is given the new key there; then it is called again.
    """
    under_way = key_state(records.keys).rotating_to
    path = master_key_file(settings)
    if under_way != records.keys.master_fingerprint():
        if given is None and path is None:
            raise KeyUnsafe("the master key is no file: give the new one with --new-key-stdin")
        new = given if given is not None or path is None else _key_beside(path, under_way)
        _begin(records, new or b"")
    _rewrap(records, say)
    if under_way != records.keys.master_fingerprint():
        if given is not None or path is None:
            return False
        replace_secret(_beside(path), path)
        records = open_records(settings)
    _log(records, Event.MASTER_KEY_ROTATED)
    finish_rotation(records.keys)
    return True


def cancel(settings: Settings, records: Records) -> None:
    """Stay with the old master key, and remove a new one that was made for it."""
    cancel_rotation(records.keys)
    _log(records, Event.MASTER_KEY_ROTATION_CANCELLED)
    path = master_key_file(settings)
    if path is not None:
        _beside(path).unlink(missing_ok=True)


def _begin(records: Records, new: bytes) -> None:
    if not key_state(records.keys).rotating_to:
        _log(records, Event.MASTER_KEY_ROTATION_BEGUN)
    begin_rotation(records.keys, new)


def _rewrap(records: Records, say: Say) -> None:
    done = said = 0
    for count in rewrap(records.keys):
        done += count
        if done >= said + 100_000:
            said = done
            say(f"{done} keys wrapped anew")
    say(f"{done} keys wrapped anew; both master keys open everything")


def _key_beside(path: Path, under_way: str) -> bytes:
    """The new key that an earlier, interrupted try made, or a new one."""
    beside = _beside(path)
    if beside.exists():
        return load_master_key(beside)
    if under_way:
        raise KeyUnsafe(
            f"a rotation to the master key {under_way} is under way, but it is not at {beside}: "
            "bring it back, or use --cancel"
        )
    return create_master_key(beside)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _log(records: Records, event: Event) -> None:
    state = key_state(records.keys)
    with records.act(operator()) as act:
        act.log(event, f"master_key:{records.keys.master_fingerprint()}", keys=state.keys)
