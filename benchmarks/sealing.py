"""Sealing, rotation, backups, and starting with a million sessions.

`python -m benchmarks.sealing [--sessions N] [--keys N] [--backed-up N]` prints seals and opens per
second beside bare AES-256-GCM of the same bytes, how long a rotation of the master key and a
resealing take, how long opening the records takes with N made-up sessions in them, and on a smaller
database a backup and a restore beside SQLite's own copy.
"""

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.actors import Actor, ActorKind
from models.backups.backing_up import KEYS, RECORDS, make_backup
from models.backups.restoring import find_bundle, restore
from models.intake.sources import add_source
from models.records import Place, Records, migrate
from models.seals.key_store import KeyStore, make_key_store
from models.seals.resealing import reseal_all
from models.seals.rotation import begin_rotation, finish_rotation, rewrap
from models.seals.sealing import seal, unseal
from models.store import opened, writing
from models.transcripts.sessions import keep
from tests.models.scene import snapshot

OLD, NEW = os.urandom(32), os.urandom(32)
CLI = Actor(kind=ActorKind.SYSTEM, id="cli", name="benchmark")


def clock() -> datetime:
    """The time, UTC."""
    return datetime.now(UTC)


def rate(act: Callable[[], object], seconds: float = 2.0) -> float:
    """How often in a second of one core, at best of three."""
    best = 0.0
    for _ in range(3):
        done, began = 0, time.process_time()
        while time.process_time() - began < seconds / 3:
            act()
            done += 1
        best = max(best, done / (time.process_time() - began))
    return best


def took(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds it took, and how many of them a core was busy with it."""
    began, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - busy


def seals() -> None:
    """Seal and open against the bare cipher."""
    print("\nSealing, in a second of one core: a key per session, 192 bits of nonce\n")
    print("| bytes | seals/s | opens/s | bare AES-256-GCM seals/s | ratio |")
    print("|---:|---:|---:|---:|---:|")
    key = os.urandom(32)
    for size in (256, 4_096, 65_536):
        plain = os.urandom(size)
        sealed = seal(key, plain, bound_to="session:8F3KQ2ZD:original:1")
        sealing = rate(lambda p=plain: seal(key, p, bound_to="session:8F3KQ2ZD:original:1"))
        opening = rate(lambda s=sealed: unseal(key, s, bound_to="session:8F3KQ2ZD:original:1"))
        bare = rate(lambda p=plain: AESGCM(key).encrypt(os.urandom(12), p, b"session"))
        print(
            f"| {size:,} | {sealing:,.0f} | {opening:,.0f} | {bare:,.0f} | {sealing / bare:.2f} |"
        )


def rotation(folder: Path, keys: int) -> None:
    """Rotate the master key over so many keys."""
    make_key_store(folder / "keys.db")
    store = KeyStore(folder / "keys.db", OLD)
    store.prove()
    with opened(store.path) as db, writing(db):
        for number in range(keys):
            store._insert(db, f"session:{number:08d}", os.urandom(32))  # noqa: SLF001

    def rotate() -> None:
        begin_rotation(store, NEW)
        for _ in rewrap(store):
            pass
        new = KeyStore(store.path, NEW)
        new.prove()
        finish_rotation(new)

    whole, busy = took(rotate)
    print(
        f"\nRotation of the master key over {keys:,} keys: {whole:.1f} s ({busy:.1f} s of a core)"
    )


def fill(place: Place, sessions: int) -> None:
    """So many copies of one session under other ids, with keys and originals, and three real."""
    migrate(place)
    records = Records.open(place, master_key=OLD, clock=clock)
    with records.act(CLI) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
        made = [keep(act, snapshot(source.id, reference=f"r{n}")).session_id for n in range(3)]
    records.close()
    with sqlite3.connect(place.database) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(sessions)")]
        others = {"id": "printf('%08d', n)", "reference_digest": "printf('%064x', n)"}
        chosen = ", ".join(others.get(column, column) for column in columns)
        numbers = (
            f"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT {sessions})"
        )
        db.execute(
            f"{numbers} INSERT INTO sessions SELECT {chosen} FROM t, "
            "(SELECT * FROM sessions WHERE id = ?)",
            made[:1],
        )
        db.execute(
            f"{numbers} INSERT INTO originals (session_id, revision, sealed) "
            "SELECT printf('%08d', n), 1, randomblob(400) FROM t"
        )
        rows = db.execute("SELECT * FROM originals WHERE rowid <= 3").fetchall()
        db.execute("DELETE FROM originals WHERE rowid <= 3")  # the real ones are to be the newest
        db.executemany("INSERT INTO originals VALUES (?, ?, ?)", rows)
    with sqlite3.connect(place.key_store) as db:
        db.execute(
            f"{numbers} INSERT INTO keys (id, wrapped, generation, edition) "
            "SELECT 'session:' || printf('%08d', n), randomblob(73), 1, 1 FROM t"
        )
    for path in (place.database, place.key_store):
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def place_in(folder: Path) -> Place:
    """An installation in this folder."""
    return Place(
        database=folder / "records.db",
        key_store=folder / "keys.db",
        anchor=folder / "anchor.jsonl",
    )


def starting(folder: Path, sessions: int) -> None:
    """Open records with one session in them, and with so many."""
    said = []
    for count in (1, sessions):
        place = place_in(folder / f"start-{count}")
        fill(place, count)
        seconds = min(
            took(lambda p=place: Records.open(p, master_key=OLD, clock=clock).close())
            for _ in range(3)
        )
        said.append(f"{seconds[0] * 1000:.0f} ms with {count:,}")
    print(f"\nOpening the records: {', '.join(said)} sessions")


def backup(folder: Path, sessions: int) -> None:
    """Back up and restore an installation of so many sessions."""
    place = place_in(folder / "backed-up")
    fill(place, sessions)
    megabytes = sum(path.stat().st_size for path in (place.database, place.key_store)) / 1e6
    records = Records.open(place, master_key=OLD, clock=clock)

    def bare() -> None:
        with sqlite3.connect(place.database) as live, sqlite3.connect(folder / "bare.db") as copy:
            live.backup(copy)

    plain, _ = took(bare)
    to, keys_to, erased = folder / "to", folder / "keys", folder / "erased"
    whole, busy = took(lambda: make_backup(records, CLI, to=to, keys_to=keys_to, erased=erased))
    records.close()
    print(
        f"\nBackup of {sessions:,} sessions, {megabytes:,.0f} MB, copied, counted, encrypted, read "
        f"back: {whole:.1f} s ({busy:.1f} s of a core), {megabytes / whole:.0f} MB/s; "
        f"SQLite's copy alone {plain:.1f} s"
    )
    whole, busy = took(
        lambda: restore(
            place_in(folder / "restored"),
            CLI,
            records=find_bundle(to, RECORDS),
            keys=find_bundle(keys_to, KEYS),
            master_key=OLD,
            log_key=Ed25519PrivateKey.generate().public_key(),
            clock=clock,
            replay=lambda *_: None,
        )
    )
    print(f"Restore of it, everything proven: {whole:.1f} s ({busy:.1f} s of a core)")


def resealing(folder: Path, sessions: int = 2_000) -> None:
    """Reseal so many real sessions."""
    place = place_in(folder / "resealed")
    migrate(place)
    records = Records.open(place, master_key=OLD, clock=clock)
    with records.act(CLI) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
    with records.act(CLI) as act:
        for number in range(sessions):
            keep(act, snapshot(source.id, reference=str(number), original=os.urandom(4_096)))
    whole, busy = took(lambda: sum(part.done for part in reseal_all(records, CLI)))
    print(f"\nResealing of {sessions:,} sessions: {whole:.1f} s ({busy:.1f} s of a core)")
    records.close()


def main() -> None:
    """Print all figures."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--sessions", type=int, default=1_000_000)
    wanted.add_argument("--keys", type=int, default=100_000)
    wanted.add_argument("--backed-up", type=int, default=100_000)
    told = wanted.parse_args()
    seals()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rotation(folder, told.keys)
        resealing(folder)
        backup(folder, told.backed_up)
        starting(folder, told.sessions)


if __name__ == "__main__":
    main()
