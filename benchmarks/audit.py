"""What the proof of the access log costs, from a thousand entries to a million.

`python -m benchmarks.audit [MOST]` makes a log on disk, anchors it, and measures at each size: a
checkpoint over ten new entries, the proof of one entry and its check. At the end the whole log
is verified, from the database and from an export, beside a plain SHA-256 over the same bytes, and
what happened to one session is exported with proof. All times are processor time; the two durable
writes of a checkpoint come on top.
"""

import hashlib
import itertools
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, ActorKind, Purpose
from models.log.access_log import EntryFilter, stream_entries
from models.log.anchors import read_statements, write_checkpoint
from models.log.events import Event
from models.log.log_excerpts import export_proven, proven_lines
from models.log.log_proofs import prove_entry
from models.log.signing import raw_public
from models.log.verify import (
    FIELDS,
    GENESIS,
    canonical,
    entry_hash,
    read_lines,
    verify_database,
    verify_export,
)
from models.records import Place, Records, migrate
from models.times import to_text
from models.verifier.excerpt import verify_excerpt
from models.verifier.proofs import verify_proof

ACTOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="Benchmark", purpose=Purpose.OPERATION)
KEY = Ed25519PrivateKey.generate()
START = datetime(2026, 1, 1, tzinfo=UTC)
REPEATS = 5


def looks(first: int, last: int, previous: str) -> Iterator[dict[str, Any]]:
    """Entries as a reviewer makes them: a session opened every second."""
    for seq in range(first, last + 1):
        fields = {
            "seq": seq,
            "at": to_text(START + timedelta(seconds=seq)),
            "actor_kind": "person",
            "actor_id": "k3v5m2p7q4r6s1t8w9x0y2z4aa",
            "actor_name": "Rosa Review",
            "actor_role": "reviewer",
            "event": "session:opened",
            "object": f"session:8F3K{seq % 10_000:04}",
            "purpose": "customer_service",
            "outcome": "allowed",
            "reason": "",
            "address": "10.0.3.7",
            "details": {"messages": seq % 40},
        }
        made = entry_hash(fields, previous)
        yield {**fields, "details": canonical(fields["details"]).decode(), "previous": previous} | {
            "hash": made
        }
        previous = made


def fill(records: Records, upto: int) -> None:
    """Append entries in one go, as no service could, and anchor them."""
    with sqlite3.connect(records.place.database) as db:
        last = db.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        seq, head = last or (0, GENESIS)
        marks = ", ".join(f":{name}" for name in FIELDS)
        db.executemany(
            f"INSERT INTO entries ({', '.join(FIELDS)}) VALUES ({marks})",
            looks(seq + 1, upto, head),
        )
    db.close()
    write_checkpoint(records, KEY)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time it takes: other work on the machine does not count."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def checkpoint(records: Records) -> float:
    """A checkpoint over ten new entries."""
    with records.act(ACTOR) as act:
        for _ in range(10):
            act.log(Event.HEALTH_READ)
    return timed(lambda: write_checkpoint(records, KEY))


def proof(records: Records, size: int) -> tuple[float, float]:
    """The proof of an entry in the middle: made, and checked."""
    made: dict[str, Any] = {}

    def make() -> None:
        with records.act(ACTOR) as act:
            made.update(prove_entry(act, size // 3, records.place.anchor))

    making = timed(make)
    checking = timed(lambda: verify_proof(made, keys=(raw_public(KEY),)))
    assert verify_proof(made, keys=(raw_public(KEY),))[0]
    return making, checking


def export(records: Records, path: Path) -> None:
    """What an auditor gets."""
    with path.open("wb") as file:
        for statement in read_statements(records.place.anchor):
            file.write(statement.as_line())
        for entry in stream_entries(records, 2**53):
            file.write(entry.as_json().encode() + b"\n")


def plain(path: Path) -> None:
    """The peer: SHA-256 over the same bytes, line by line."""
    with path.open("rb") as file:
        for line in file:
            hashlib.sha256(line).digest()


def main() -> None:
    """Print the two tables."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    clock = itertools.count()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = Place(
            database=folder / "records.db", key_store=folder / "keys.db", anchor=folder / "anchor"
        )
        migrate(place)
        records = Records.open(
            place,
            master_key=bytes(32),
            clock=lambda: START + timedelta(days=60, seconds=next(clock)),
        )
        print("\nThe proof of the access log\n")
        print("| entries | checkpoint over ten new ms | proof of an entry ms | its check ms |")
        print("|---:|---:|---:|---:|")
        for size in (10**power for power in range(3, 10) if 10**power <= most):
            fill(records, size)
            checkpoints = [checkpoint(records) for _ in range(REPEATS)]
            proofs = [proof(records, size) for _ in range(REPEATS)]
            cells = (checkpoints, [made for made, _ in proofs], [checked for _, checked in proofs])
            print(f"| {size:,} |", *(f"{statistics.median(cell):.1f} |" for cell in cells))
        path = folder / "log.jsonl"
        export(records, path)
        passes = {
            "plain SHA-256, line by line": timed(lambda: plain(path)),
            "JSON read and written again": timed(lambda: reread(path)),
            "verified from an export": timed(lambda: whole(verify_export(path, place.anchor))),
            "verified from the database": timed(
                lambda: whole(verify_database(place.database, place.anchor))
            ),
        }
        base = passes["plain SHA-256, line by line"]
        print(f"\n| {most:,} entries, {path.stat().st_size >> 20} MiB | s | × plain SHA-256 |")
        print("|---|---:|---:|")
        for words, taken in passes.items():
            print(f"| {words} | {taken / 1000:.1f} | {taken / base:.1f} |")
        excerpt(records, folder / "excerpt.jsonl")


def excerpt(records: Records, path: Path) -> None:
    """What happened to one session of ten thousand, exported with proof and checked."""

    def make() -> None:
        with records.act(ACTOR) as act:
            export = export_proven(act, EntryFilter(object="session:8F3K0007"))
        with path.open("wb") as file:
            file.writelines(proven_lines(records, export))

    made = timed(make)
    found = verify_excerpt(read_lines(path), keys=(raw_public(KEY),))
    assert not found.problem, found.problem
    checked = timed(lambda: verify_excerpt(read_lines(path), keys=(raw_public(KEY),)))
    size = path.stat().st_size / 1024
    print(
        f"\n{len(found.seqs):,} entries of {found.count:,}, exported with proof: {made:.0f} ms, "
        f"{size:.0f} KiB; checked in {checked:.0f} ms"
    )


def reread(path: Path) -> None:
    """What any verifier of JSON has to do besides hashing."""
    with path.open("rb") as file:
        for line in file:
            canonical(json.loads(line))


def whole(verdict: Any) -> None:
    """The log has to be whole, or the figure is of something else."""
    assert verdict.whole, verdict.words


if __name__ == "__main__":
    main()
