"""Restoring: a backup is proven in a folder of its own, then put in place at one moment.

    unpack    both bundles into a folder beside the records; every byte authenticated
    prove     databases sound, counts right, keys fitting, access log whole and not shorter
    renew     migrations, the list of erasures, all that was open ended: before anyone can look
    switch    what was there is moved aside, the proven files take its place

Until the switch nothing that is in use has been touched. Cut off in the middle of the switch,
nothing opens until it was finished.
"""

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.actors import Actor
from models.backups.backing_up import ERASED, KEYS, RECORDS, SUFFIX, keys_key, records_key
from models.backups.bundle import extract, read_header
from models.backups.log_files import ANCHOR, SEGMENTS, gather_segments
from models.backups.nothing_open import end_what_was_open
from models.backups.place_contents import (
    contents_of,
    count_keys,
    keyless,
    newest_seq,
    open_samples,
    require_known_migrations,
    require_sound,
)
from models.errors import BackupUnusable, RecordsError
from models.keeping.erased_list import Replayed, bring_back
from models.keeping.erasing import hide
from models.left_copies import ASIDE
from models.log.anchors import verify_log
from models.log.events import Event
from models.log.segment_files import known_segments
from models.log.verify import read_lines
from models.only_one import READY, STAGING, only_one
from models.records import Act, Place, Records, migrate
from models.seals.key_store import KeyStore
from models.seals.keys import fingerprint, sync_folder
from models.store import opened
from models.times import to_text
from models.transcripts.snapshots import SessionStatus

_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A backup unpacked into a folder and found good. `older_by` is the log's lost entries.

    `segments` of the log came with it, of `segments_known`. What the lists say was gone already
    is counted when it was brought up to date: sessions `erased`, originals `ended`; `keyless`
    are sessions whose key is gone and no list says why: they are taken for erased.
    """

    id: str
    made_at: str
    place: Place
    rows: Mapping[str, int]
    keys: int
    opened: int
    older_by: int
    segments: int
    segments_known: int
    erased: int = 0
    ended: int = 0
    keyless: int = 0


def find_bundle(path: Path, kind: str) -> Path:
    """The bundle itself, or the newest of its kind in a folder; BackupUnusable if there is none."""
    if path.is_dir():
        found = sorted(path.glob(f"{kind}-*{SUFFIX}"))
        if not found:
            raise BackupUnusable("not_found", kind)
        return found[-1]
    if not path.exists():
        raise BackupUnusable("not_found", kind)
    return path


def prove(
    folder: Path,
    *,
    records: Path,
    keys: Path,
    master_key: bytes,
    log_key: Ed25519PublicKey | None,
    live: Place,
) -> Proven:
    """Unpack a backup into an empty folder and prove it; BackupUnusable says what is wrong.

    `live` is where it would go: only its anchor, its segments and the end of its log are looked
    at. Without a `log_key` the first key that the backup's own log introduces is believed.
    """
    said, keys_said = read_header(records).says, read_header(keys).says
    if (said.get("kind"), keys_said.get("kind")) != (RECORDS, KEYS):
        raise BackupUnusable("wrong_kind")
    if said.get("root") != keys_said.get("root"):
        raise BackupUnusable("other_place")
    if int(keys_said.get("seq", 0)) < int(said.get("seq", 0)):
        raise BackupUnusable("keys_older")
    if keys_said.get("master") != fingerprint(master_key):
        raise BackupUnusable("wrong_key", f"it wants the master key {keys_said.get('master')}")
    keys_manifest = extract(keys, keys_key(master_key), folder)
    place = Place(
        database=folder / "records.db", key_store=folder / "keys.db", anchor=folder / ANCHOR
    )
    store = KeyStore(place.key_store, master_key)
    root = store.prove()
    manifest = extract(records, records_key(root), folder)
    for path in (place.database, place.key_store):
        require_sound(path)
    require_known_migrations(place.database)
    _require_counts(place, manifest, keys_manifest)
    segments = gather_segments(folder, place.database, live)
    _require_whole_log(place, log_key, live.anchor)
    return Proven(
        id=str(manifest["id"]),
        made_at=str(manifest["made_at"]),
        place=place,
        rows=manifest["rows"],
        keys=keys_manifest["keys"],
        opened=open_samples(place.database, store, _SAMPLES, listed=folder / ERASED),
        older_by=_older_by(int(manifest["seq"]), live),
        segments=segments,
        segments_known=len(known_segments(place.database)),
    )


def restore(
    live: Place,
    actor: Actor,
    *,
    records: Path,
    keys: Path,
    master_key: bytes,
    log_key: Ed25519PublicKey | None,
    clock: Callable[[], datetime],
    replay: Callable[[Records, Path | None], Replayed],
    erased: Path,
    replace: bool = False,
    older_log: bool = False,
) -> Proven:
    """Restore a backup into `live`, or refuse with BackupUnusable and leave everything alone.

    `replay` erases again what a list says, today's (None) and the backup's, in the proven copy
    before anyone can look; today's, at `erased`, gets the lines that only the backup's has.
    Records that are there are moved aside only when told to `replace`; a log that is longer
    today only with `older_log`. Logs backup:restored in the restored log. Unwritable while the
    service runs.
    """
    folder = live.database.parent / STAGING
    live.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(live.database):
        if (folder / READY).exists():
            raise BackupUnusable("data_there", "a restore to be finished")
        if _is_used(live) and not replace:
            raise BackupUnusable("data_there")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            proven = prove(
                folder,
                records=records,
                keys=keys,
                master_key=master_key,
                log_key=log_key,
                live=live,
            )
            _require_log_of_today(proven, log_key, live, older_log=older_log)
            proven = renew(proven, actor, master_key, clock, replay)
            bring_back(erased, folder / ERASED)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _say_ready(folder, clock())
        _switch(live)
    return proven


def renew(
    proven: Proven,
    actor: Actor,
    master_key: bytes,
    clock: Callable[[], datetime],
    replay: Callable[[Records, Path | None], Replayed],
) -> Proven:
    """Bring the proven copy up to date: migrations, erasures, what was open, and its own entry."""
    migrate(proven.place)
    records = Records.open(proven.place, master_key=master_key, clock=clock)
    try:
        replayed = [
            replay(records, listed) for listed in (None, proven.place.database.parent / ERASED)
        ]
        lost = keyless(proven.place.database, proven.place.key_store)
        with records.act(actor) as act:
            renewed = dataclasses.replace(
                proven,
                erased=sum(each.erased for each in replayed),
                ended=sum(each.ended for each in replayed),
                keyless=_hide_keyless(act, lost),
            )
            end_what_was_open(act)
            act.log(
                Event.BACKUP_RESTORED,
                f"backup:{proven.id}",
                sessions=proven.rows["sessions"],
                erased=renewed.erased,
                ended=renewed.ended,
                keyless=renewed.keyless,
                lost_entries=proven.older_by,
            )
    finally:
        records.close()
    for path in (proven.place.database, proven.place.key_store):
        with opened(path) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # all in one file, to be moved
    return renewed


def _hide_keyless(act: Act, key_ids: list[str]) -> int:
    """Whose key is gone was erased after the backup, whatever else was lost that says so."""
    hidden = 0
    for key_id in key_ids:
        kind, _, owner = key_id.partition(":")
        if kind == "session":
            for row in act.db.table("sessions").rows_where(
                "id = ? AND status <> ?", [owner, SessionStatus.ERASING]
            ):
                hide(act, row, reason="key_gone")
                hidden += 1
    return hidden


def finish_restore(live: Place) -> bool:
    """Finish a restore that was cut off in the switch; False when there is none."""
    with only_one(live.database):
        if not (live.database.parent / STAGING / READY).exists():
            return False
        _switch(live)
        return True


def _is_used(live: Place) -> bool:
    return any(path.exists() for path in (live.database, live.key_store))


def _require_counts(
    place: Place, manifest: Mapping[str, Any], keys_manifest: Mapping[str, Any]
) -> None:
    found = contents_of(place.database)
    wanted = (dict(manifest["rows"]), manifest["seq"], manifest["head"], keys_manifest["keys"])
    if (dict(found.rows), found.seq, found.head, count_keys(place.key_store)) != wanted:
        raise BackupUnusable("counts")


def _require_whole_log(place: Place, log_key: Ed25519PublicKey | None, today: Path) -> None:
    verdict = verify_log(place, log_key, kin=today)  # the backup may be older than the key
    if verdict.whole:
        return
    codes = {each.code for each in verdict.problems}
    if codes == {"anchor_unsigned"}:
        raise BackupUnusable("log_unsigned")
    raise BackupUnusable("log_broken", verdict.problems[0].code)


def _require_log_of_today(
    proven: Proven, log_key: Ed25519PublicKey | None, live: Place, *, older_log: bool
) -> None:
    """The restored log has to be the one today's anchor speaks of, and as long."""
    if older_log:
        return
    if proven.older_by:
        raise BackupUnusable("log_older", f"{proven.older_by} entries")
    if live.anchor.exists():
        kept = proven.place
        place = Place(database=kept.database, key_store=kept.key_store, anchor=live.anchor)
        verdict = verify_log(place, log_key, own_anchor=False)
        if not verdict.whole:
            raise BackupUnusable("log_broken", verdict.problems[0].code)


def _older_by(seq: int, live: Place) -> int:
    """How many entries today's anchor or today's log know of that the backup does not hold."""
    newest = 0
    for line in read_lines(live.anchor):
        said = line.get("seq")
        newest = said if isinstance(said, int) else newest
    if live.database.exists() and live.database.stat().st_size:
        with suppress(RecordsError):  # damaged: the anchor has to do
            newest = max(newest, newest_seq(live.database))
    return max(0, newest - seq)


def _say_ready(folder: Path, now: datetime) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    sync_folder(folder / SEGMENTS)
    stamp = to_text(now)[:19].replace("-", "").replace(":", "")
    with (folder / READY).open("w") as file:
        json.dump({"aside": f"{ASIDE}{stamp}Z"}, file)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def _switch(live: Place) -> None:
    """Move what is there aside, the proven files in its place; may be done again after a kill."""
    folder = live.database.parent / STAGING
    aside = live.database.parent / json.loads((folder / READY).read_text())["aside"]
    aside.mkdir(mode=0o700, exist_ok=True)
    for name, path in (("keys.db", live.key_store), ("records.db", live.database)):
        if (folder / name).exists():
            for ending in ("-wal", "-shm", ""):
                old = path.with_name(path.name + ending)
                if old.exists():
                    old.replace(aside / old.name)
            (folder / name).replace(path)
    if (folder / SEGMENTS).exists():
        if live.segments.exists():
            live.segments.replace(aside / SEGMENTS)
        (folder / SEGMENTS).replace(live.segments)
    if live.segments.exists() and not any(live.segments.iterdir()):
        live.segments.rmdir()
    if not live.anchor.exists():
        live.anchor.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / ANCHOR, live.anchor)
        live.anchor.chmod(0o600)
    if not any(aside.iterdir()):
        aside.rmdir()
    sync_folder(live.database.parent)
    (folder / READY).unlink()
    shutil.rmtree(folder)
