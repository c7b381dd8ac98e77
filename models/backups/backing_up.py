"""Backups: one bundle of the records, one of the keys, while the service runs.

The records' bundle is encrypted with a key from the root, which is in the key store; the keys'
bundle with one from the master key, which is in neither. So the records can be read only by
who has all three. The records are copied first and the keys second: every row has its key, but
for those that were destroyed meanwhile. They are named the other way round, so that records that
have their name have their keys, whatever is killed when. Of the keys only the newest bundle is
kept, or an old one would outlive the shredding of a key.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from os import fsync
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from models.actors import Actor
from models.backups.bundle import extract, writing_bundle
from models.backups.log_files import ANCHOR, copy_anchor, sound_segments
from models.backups.place_contents import contents_of, count_keys, keyless, newest_seq
from models.errors import BackupUnusable, RecordsError
from models.ids import new_id
from models.left_copies import SCRATCH
from models.log.events import Event, Outcome
from models.only_one import only_one
from models.records import Place, Records
from models.seals.keys import derived_key, fingerprint, sync_folder
from models.store import create_private, opened
from models.times import to_text

SUFFIX = ".backup"
RECORDS, KEYS = "records", "keys"
ERASED = "erased.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup: its id, its files, and what is in it."""

    id: str
    records: Path | None
    keys: Path
    rows: Mapping[str, int]
    segments: int
    key_count: int
    bytes: int


def make_backup(
    records: Records, actor: Actor, *, to: Path, keys_to: Path, erased: Path
) -> BackupMade:
    """Back up records and keys into two folders, and read both back.

    `erased` is the list of erasures; it goes with the keys, whose backup is the newest.

    Logs backup:begun before the first byte is copied, then backup:made or backup:failed.
    """
    if to.resolve() == keys_to.resolve():
        raise BackupUnusable("same_folder")
    return _make(records, actor, to, keys_to, erased)


def backup_keys(records: Records, actor: Actor, *, keys_to: Path, erased: Path) -> BackupMade:
    """Renew the bundle of the keys alone: after erasures, so that no copy outlives them."""
    return _make(records, actor, None, keys_to, erased)


def _make(
    records: Records, actor: Actor, to: Path | None, keys_to: Path, erased: Path
) -> BackupMade:
    backup_id = new_id(records.random)
    about = f"backup:{backup_id}"
    with only_one(records.keys.path):
        with records.act(actor) as act:
            act.log(Event.BACKUP_BEGUN, about, kind=RECORDS if to else KEYS)
            began = act.now
        try:
            with scratch(records.place) as folder:
                made = _copy(records, folder, backup_id, began, to, keys_to, erased)
        except (OSError, RecordsError) as error:
            _log_failure(records, actor, about, error)
            raise
        with records.act(actor) as act:
            act.log(
                Event.BACKUP_MADE,
                about,
                kind=RECORDS if to else KEYS,
                bytes=made.bytes,
                keys=made.key_count,
                sessions=made.rows.get("sessions", 0),
                entries=made.rows.get("entries", 0),
                segments=made.segments,
            )
    return made


@contextmanager
def scratch(place: Place) -> Iterator[Path]:
    """A private folder beside the records; those that a kill left behind are removed first."""
    beside = place.database.parent
    for left in beside.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=SCRATCH, dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def records_key(root: bytes) -> bytes:
    """What bundles of records are encrypted with; outlives rotations of the master key."""
    return derived_key(root, "backup/records")


def keys_key(master: bytes) -> bytes:
    """What bundles of keys are encrypted with."""
    return derived_key(master, "backup/keys")


def _copy(
    records: Records,
    folder: Path,
    backup_id: str,
    began: datetime,
    to: Path | None,
    keys_to: Path,
    erased: Path,
) -> BackupMade:
    place, root = records.place, records.keys.prove()
    says = {"id": backup_id, "made_at": to_text(began), "root": fingerprint(root)}
    contents, segments, written = None, 0, []
    with ExitStack() as parts:
        if to is not None:
            snapshot(place.database, folder / "records.db")
            contents = contents_of(folder / "records.db")
            copy_anchor(place.anchor, folder / ANCHOR, contents.seq)
            files = {name: folder / name for name in ("records.db", ANCHOR)}
            files |= (found := sound_segments(folder / "records.db", place.segments))
            segments = len(found)
            said = says | {"kind": RECORDS, "seq": contents.seq}
            more = {"rows": dict(contents.rows), "head": contents.head}
            part = _write(to, records_key(root), said, more, files, again=folder / "again")
            written.append(parts.enter_context(part))
        seq = newest_seq(place.database)  # what was written since then needs no key in here
        snapshot(place.key_store, folder / "keys.db")
        _copy_list(erased, folder / ERASED)  # last: it says why a copied key is gone
        if to is not None:
            _require_keys(folder, place.key_store)
        key_count = count_keys(folder / "keys.db")
        master = records.keys.master
        said = says | {"kind": KEYS, "seq": seq, "master": fingerprint(master)}
        files = {name: folder / name for name in ("keys.db", ERASED)}
        part = _write(
            keys_to, keys_key(master), said, {"keys": key_count}, files, again=folder / "again"
        )
        written.append(parts.enter_context(part))
        for bundle in reversed(written):  # records that have their name have their keys, too
            bundle.name()
    keys = written[-1].path
    _remove_older(keys_to, keys)
    return BackupMade(
        id=backup_id,
        records=written[0].path if contents else None,
        keys=keys,
        rows=dict(contents.rows) if contents else {},
        segments=segments,
        key_count=key_count,
        bytes=sum(bundle.path.stat().st_size for bundle in written),
    )


def snapshot(source: Path, target: Path) -> None:
    """A consistent copy of a live database, in one file: SQLite's online backup."""
    create_private(target)
    with opened(source, read_only=True) as live, opened(target) as copy:
        live.conn.backup(copy.conn)
        copy.execute("PRAGMA journal_mode = DELETE")


def _copy_list(erased: Path, target: Path) -> None:
    create_private(target)
    if erased.exists():
        target.write_bytes(erased.read_bytes())


def _require_keys(folder: Path, key_store: Path) -> None:
    """Whatever has no key in the copy has none in the key store either."""
    lost = keyless(folder / "records.db", folder / "keys.db")
    still = set(lost) - set(keyless(folder / "records.db", key_store))
    if still:
        raise BackupUnusable("unreadable", f"{len(still)} keys")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A bundle on its medium, read back and found whole, that has not got its name yet."""

    part: Path
    path: Path

    def name(self) -> None:
        """Give it its name at one moment, durably."""
        self.part.replace(self.path)
        sync_folder(self.path.parent)


@contextmanager
def _write(
    to: Path,
    key: bytes,
    says: Mapping[str, Any],
    more: Mapping[str, Any],
    files: Mapping[str, Path],
    *,
    again: Path,
) -> Iterator[_Written]:
    """Write a bundle durably and read it back; what is not named when this ends is removed.

    BackupUnusable unless the medium holds what was put into it.
    """
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = str(says["made_at"])[:19].replace("-", "").replace(":", "")
    path = to / f"{says['kind']}-{stamp}Z-{str(says['id'])[:8]}{SUFFIX}"
    part = path.with_name(f".{path.name}.part")
    for left in to.glob(f".{says['kind']}-*{SUFFIX}.part"):
        left.unlink()
    create_private(part)
    try:
        with part.open("wb") as file:
            with writing_bundle(file, key, says, {**says, **more}) as bundle:
                for name, source in files.items():
                    bundle.add(name, source)
            file.flush()
            fsync(file.fileno())
        again.mkdir(mode=0o700)
        extract(part, key, again)
        shutil.rmtree(again)
        yield _Written(part=part, path=path)
    finally:
        part.unlink(missing_ok=True)


def _remove_older(keys_to: Path, newest: Path) -> None:
    for bundle in keys_to.glob(f"{KEYS}-*{SUFFIX}"):
        if bundle != newest:
            bundle.unlink()


def _log_failure(records: Records, actor: Actor, about: str, error: Exception) -> None:
    code = getattr(error, "code", "") or type(error).__name__
    try:
        with records.act(actor) as act:
            act.log(Event.BACKUP_FAILED, about, outcome=Outcome.REFUSED, reason=code)
    except RecordsError:
        return  # the disk is full for the log, too; the first error says so
