"""Erasure against the size of the records, sweep throughput, and how fast bytes are looked through.

    python -m benchmarks.keeping [SESSIONS ...]      # 1000 10000 100000 1000000 unless told

Sessions have eight masked messages each. Erasing means: keys, rows, index and logs, the time in
which the session stops to exist; looking through every byte afterwards grows with the bytes by
its nature and is measured apart, and finds nothing of what was erased. Times are processor time;
the durable writes come on top, as many at every size.
"""

import resource
import sqlite3
import statistics
import sys
import tempfile
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
MESSAGES = 8
ERASED = 5
SWEPT = 20
NOW = datetime(2026, 3, 2, tzinfo=UTC)
OPERATOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="Benchmark", purpose=Purpose.OPERATION)
EVERYTHING = Limits(gap=timedelta(days=9999), share=100)


def text(number: int) -> str:
    """Ten words out of two thousand, masked."""
    words = " ".join(f"w{(number * 7919 + step * 104_729) % 1999}" for step in range(10))
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
    records: Records, source_id: str, first: int, count: int, arrived: str = "2026-03-01"
) -> int:
    """Fill the tables as so many sessions would, in whole blocks of the index; gives how many.

    The messages of all blocks read alike, so that SQLite can write them by itself.
    """
    blocks = -(-count * MESSAGES // BLOCK)
    sessions = blocks * BLOCK // MESSAGES
    columns = "id, source_id, reference_digest, kind, status, reason, revision, order_key, "
    columns += "started_at, kept_at, arrived_at, events, message_count, mask_count, agents, "
    columns += "identity, preview, policy, engine, model"
    numbers = (
        f"WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers "
        f"WHERE n < {first + sessions - 1}) "
    )
    with opened(records.place.database) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        last = db.execute("SELECT coalesce(max(id), -1) FROM messages").fetchone()[0]
        block = last // BLOCK + 1
        db.execute(
            f"{numbers} INSERT INTO sessions ({columns}) SELECT printf('S%07d', n), ?, "
            "printf('%064d', n), 'chat', 'waiting', '', 1, '[]', '2026-03-01', '2026-03-01', ?, "
            f"'[]', {MESSAGES}, {MESSAGES}, '[]', '{{}}', '', '', '', '' FROM numbers",
            [source_id, arrived],
        )
        db.execute(
            f"{numbers} INSERT INTO originals SELECT printf('S%07d', n), 1, randomblob(400) "
            "FROM numbers"
        )
        texts = {block * BLOCK + place: text(place) for place in range(BLOCK)}
        put_in(db, texts)
        db.execute("CREATE TEMP TABLE texts (place INTEGER PRIMARY KEY, text TEXT)")
        db.conn.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts.values()))
        db.execute(
            f"{numbers}, places(p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM places "
            f"WHERE p < {MESSAGES - 1}) "
            "INSERT INTO messages (id, session_id, position, role, speaker, text) "
            f"SELECT {block * BLOCK} + (n - {first}) * {MESSAGES} + p, printf('S%07d', n), p, "
            "'visitor', 'x', texts.text FROM numbers, places JOIN texts "
            f"ON texts.place = ((n - {first}) * {MESSAGES} + p) % {BLOCK}"
        )
        db.execute(
            f"WITH RECURSIVE more(b) AS (SELECT {block + 1} UNION ALL SELECT b + 1 FROM more "
            f"WHERE b < {block + blocks - 1}) INSERT INTO search_words "
            f"SELECT b, word, places FROM more JOIN search_words WHERE block = {block} "
            f"AND b <= {block + blocks - 1}"
        )
        db.execute("DROP TABLE texts")
        db.execute("COMMIT")
    with opened(records.place.key_store) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            f"{numbers} INSERT INTO keys (id, wrapped) SELECT printf('session:S%07d', n), "
            "randomblob(73) FROM numbers"
        )
        db.execute("COMMIT")
    return sessions


def unlooked(_paths: object, _values: object) -> Scan:
    """Look at nothing: the scan is measured apart."""
    return Scan(files=(), unread=(), hits=())


def busy(who: int = resource.RUSAGE_SELF) -> float:
    """Seconds that a core worked for this process, or for those it started."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def erase_some(records: Records, source_id: str, start: int) -> tuple[float, float]:
    """Seconds of a core to erase one session, median and longest; each on its own."""
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
        began = busy()
        with records.act(OPERATOR) as act:
            ask_erasure(act, session_id, reason="benchmark")
        eraser.run_once()
        took.append(busy() - began)
    return statistics.median(took), max(took)


def sweep_some(records: Records, source_id: str, start: int) -> float:
    """Sessions in a second of a core that a sweep deletes, erasing included, none looked for."""
    grow(records, source_id, start, 1, arrived="2026-02-28")
    with opened(records.place.database) as db:
        db.execute(
            "UPDATE sessions SET arrived_at = '2020-01-01' WHERE id IN "
            "(SELECT id FROM sessions WHERE id >= ? ORDER BY id LIMIT ?)",
            [f"S{start:07d}", SWEPT],
        )
    scrub(records)
    listed = records.place.database.parent / "erased.jsonl"
    eraser = Eraser(
        records=records,
        listed=listed,
        scanned=(),
        signing_key=Ed25519PrivateKey.generate(),
        look=unlooked,
    )
    began = busy()
    swept = sweep(records, USUAL, limits=EVERYTHING, listed=listed)
    while eraser.run_once():
        pass
    assert swept.counts.sessions == SWEPT, swept
    return SWEPT / (busy() - began)


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
            "| sessions | one erasure, ms of a core | longest | swept in a second of a core ",
            end="",
        )
        print("| MiB looked through | in a second of a core | values sought | found |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|")
        have, begun, first = 0, 0, 0.0
        for size in sizes:
            have += grow(records, source.id, have, size - have)
            scrub(records)  # what growing left in the log is no part of an erasure
            median, longest = erase_some(records, source.id, begun)
            begun += ERASED
            swept = sweep_some(records, source.id, 9_000_000 + begun * 1_000)
            seconds = busy(resource.RUSAGE_CHILDREN)
            gone = [f"visitor{number}@mail.example" for number in range(begun)]
            sought = gone + [f"nobody{number}@mail.example" for number in range(1000 - begun)]
            looked = scan([folder], sought)
            seconds = busy(resource.RUSAGE_CHILDREN) - seconds
            mib = looked.bytes / 2**20
            print(
                f"| {have:,} | {median * 1000:,.0f} | {longest * 1000:,.0f} | {swept:,.0f} "
                f"| {mib:,.0f} | {mib / seconds:,.0f} | {len(sought):,} "
                f"| {len({hit.value for hit in looked.hits})} |",
                flush=True,
            )
            first = first or median
        print(f"erasing at the largest size takes {median / first:.1f} times the smallest")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
