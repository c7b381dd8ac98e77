"""Erasure time against the size of the records, sweep throughput, and how fast bytes are scanned.

    python -m benchmarks.keeping [SESSIONS ...]      # 1000 10000 100000 1000000 unless told

Sessions have six masked messages each. Erasing means: keys, rows, index and logs, the time in
which the session stops to exist; looking through every byte afterwards grows with the bytes by
its nature and is measured apart.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, ActorKind, Purpose
from models.intake.sources import add_source
from models.keeping.byte_scan import Scan, scan
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.retention import USUAL
from models.keeping.scrubbing import scrub
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.records import Place, Records, migrate
from models.store import opened
from models.transcripts.search_index import BLOCK, put_in
from models.transcripts.sessions import KeptSession, keep
from redactor import Mask, RedactedMessage, RedactedSession, Role

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MESSAGES = 6
ERASED = 7
SWEPT = 40
NOW = datetime(2026, 3, 2, tzinfo=UTC)
OPERATOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="Benchmark", purpose=Purpose.OPERATION)
EVERYTHING = Limits(gap=timedelta(days=9999), share=100)


def text(number: int) -> str:
    """Ten words out of ten thousand, masked."""
    words = " ".join(f"w{(number * 7919 + step * 104_729) % 9973}" for step in range(10))
    return f"[PERSON_1] writes {words}"


def real_session(source_id: str, number: int) -> KeptSession:
    """A session as the worker hands it in."""
    messages = tuple(
        RedactedMessage(
            id=str(step),
            role=Role.VISITOR,
            text=text(number + step),
            findings=(),
            masks=(
                Mask(start=0, end=10, entity="PERSON", score=1.0, label="[PERSON_1]", source="x"),
            ),
            at="2026-03-01T10:00:00Z",
            speaker="[PERSON_1]",
        )
        for step in range(MESSAGES)
    )
    return KeptSession(
        source_id=source_id,
        reference=f"real-{number}",
        kind="chat",
        started_at=NOW,
        ended_at=NOW,
        original=b'{"identity":{"email":["visitor%d@mail.example"]}}' % number,
        order=("1",),
        redacted=RedactedSession(id="r", policy="p", engine="e", model="m", messages=messages),
    )


def grow(
    records: Records, source_id: str, first: int, last: int, arrived: str = "2026-03-01"
) -> None:
    """Fill the tables as so many sessions would, faster than by sealing each."""
    columns = "id, source_id, reference_digest, kind, status, reason, revision, order_key, "
    columns += "started_at, kept_at, arrived_at, events, message_count, mask_count, agents, "
    columns += "identity, preview, policy, engine, model"
    with opened(records.place.database) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        db.conn.executemany(
            f"INSERT INTO sessions ({columns}) VALUES (?, ?, ?, 'chat', 'waiting', '', 1, '[]', "
            "'2026-03-01', '2026-03-01', ?, '[]', 6, 6, '[]', '{}', '', '', '', '')",
            ((f"S{n:07d}", source_id, f"{n:064d}", arrived) for n in range(first, last)),
        )
        db.conn.executemany(
            "INSERT INTO originals VALUES (?, 1, ?)",
            ((f"S{n:07d}", n.to_bytes(400, "big")) for n in range(first, last)),
        )
        db.conn.executemany(
            "INSERT INTO messages (session_id, position, role, speaker, text) "
            "VALUES (?, ?, 'visitor', 'x', ?)",
            ((f"S{n:07d}", p, text(n + p)) for n in range(first, last) for p in range(MESSAGES)),
        )
        top = db.execute("SELECT max(id) FROM messages").fetchone()[0]
        new = top - (last - first) * MESSAGES
        for start in range(new + 1, top + 1, BLOCK):
            rows = db.execute(
                "SELECT id, text FROM messages WHERE id BETWEEN ? AND ?",
                [start, min(top, start + BLOCK - 1)],
            )
            put_in(db, dict(rows.fetchall()))
        db.execute("COMMIT")
    with opened(records.place.key_store) as db:
        db.execute("BEGIN IMMEDIATE")
        db.conn.executemany(
            "INSERT INTO keys (id, wrapped) VALUES (?, ?)",
            ((f"session:S{n:07d}", n.to_bytes(61, "big")) for n in range(first, last)),
        )
        db.execute("COMMIT")


def unlooked(_paths: object, _values: object) -> Scan:
    """Look at nothing: the scan is measured apart."""
    return Scan(files=(), unread=(), hits=())


def erase_some(records: Records, source_id: str, start: int) -> tuple[float, float]:
    """Seconds to erase one session, median and longest; each on its own."""
    eraser = Eraser(
        records=records,
        listed=records.place.database.parent / "erased.jsonl",
        scanned=(),
        signing_key=Ed25519PrivateKey.generate(),
        look=unlooked,
    )
    took = []
    for number in range(start, start + ERASED):
        with records.act(OPERATOR) as act:
            session_id = keep(act, real_session(source_id, number)).session_id
        began = time.perf_counter()
        with records.act(OPERATOR) as act:
            ask_erasure(act, session_id, reason="benchmark")
        eraser.run_once()
        took.append(time.perf_counter() - began)
    return statistics.median(took), max(took)


def sweep_some(records: Records, source_id: str, start: int) -> float:
    """Sessions a second that a sweep deletes, erasing included, nothing looked through."""
    grow(records, source_id, start, start + SWEPT, arrived="2020-01-01T00:00:00.000000Z")
    scrub(records)
    listed = records.place.database.parent / "erased.jsonl"
    eraser = Eraser(
        records=records,
        listed=listed,
        scanned=(),
        signing_key=Ed25519PrivateKey.generate(),
        look=unlooked,
    )
    began = time.perf_counter()
    swept = sweep(records, USUAL, limits=EVERYTHING, listed=listed)
    while eraser.run_once():
        pass
    assert swept.counts.sessions == SWEPT, swept
    return SWEPT / (time.perf_counter() - began)


def main(sizes: tuple[int, ...]) -> None:
    """Print one line for each size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = Place(
            database=folder / "records.db", key_store=folder / "keys.db", anchor=folder / "anchor"
        )
        migrate(place)
        records = Records.open(place, master_key=bytes(32), clock=lambda: NOW)
        with records.act(OPERATOR) as act:
            source = add_source(act, name="Bench", vendor="chatlio", kinds=["transcript"]).source
        print(f"SQLite {sqlite3.sqlite_version}")
        print(
            "| sessions | MiB | one erasure, ms (median) | longest | swept a second | scan MiB/s |"
        )
        print("|---:|---:|---:|---:|---:|---:|")
        have, begun, first = 0, 0, 0.0
        for size in sizes:
            grow(records, source.id, have, size)
            scrub(records)  # what growing left in the log is no part of an erasure
            have = size
            median, longest = erase_some(records, source.id, begun)
            swept = sweep_some(records, source.id, 9_000_000 + begun)
            begun += ERASED + SWEPT
            seconds = time.perf_counter()
            looked = scan([folder], [f"visitor{n}@mail.example" for n in range(1000)])
            seconds = time.perf_counter() - seconds
            mib = looked.bytes / 2**20
            print(
                f"| {size:,} | {mib:,.0f} | {median * 1000:,.0f} | {longest * 1000:,.0f} "
                f"| {swept:,.0f} | {mib / seconds:,.0f} |",
                flush=True,
            )
            first = first or median
        print(f"erasing at the largest size takes {median / first:.1f} times the smallest")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
