"""How long the auditors' questions take over a long log, beside a full scan of it.

    python -m benchmarks.desk [ENTRIES]

Makes a log of a million entries (a year, forty people, half of it machines) and asks each
question as the page does. The peer answers the same question by reading every entry.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.actors import Actor, ActorKind, Purpose, Role
from models.log.access_log import find_entries
from models.log.entry_filter import EntryFilter
from models.log.looks import LOOKS, REVEALING, SEEN
from models.log.tallies import TallyBy, tally, tally_days
from models.records import Act, Place, Records, migrate
from models.times import to_text
from models.watch.business_hours import BusinessHours

ENTRIES = 1_000_000
RUNS = 5
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AUDITOR = Actor(
    kind=ActorKind.PERSON, id="auditor", name="A", role=Role.AUDITOR, purpose=Purpose.AUDIT
)
COLUMNS = (
    "seq, at, actor_kind, actor_id, actor_name, actor_role, event, object, purpose, outcome, "
    "reason, address, details, previous, hash"
)


def fill(database: Path, count: int) -> None:
    """Write made-up entries without their proof: nothing here looks at it."""
    draw = random.Random(4)
    step = timedelta(days=365) / count
    with sqlite3.connect(database) as db:
        db.execute("DROP TRIGGER entries_go_on")
        rows = (_entry(seq, NOW - step * (count - seq), draw) for seq in range(1, count + 1))
        db.executemany(f"INSERT INTO entries ({COLUMNS}) VALUES ({', '.join('?' * 15)})", rows)
    db.close()


def _entry(seq: int, at: datetime, draw: random.Random) -> tuple[object, ...]:
    machine = draw.random() < 0.5
    person = f"person{draw.randrange(40):02d}"
    event = draw.choices(
        ["session:opened", "session:listed", "search:ran", "review:published", "original:revealed"],
        [60, 20, 8, 11, 1],
    )[0]
    refused = not machine and draw.random() < 0.01
    session = f"session:{draw.randrange(50_000):08d}"
    details = f'{{"count":3,"request":"{draw.getrandbits(60):015x}"}}'
    return (
        seq,
        to_text(at),
        "system" if machine else "person",
        "worker-1" if machine else person,
        "Worker" if machine else person,
        "" if machine else "reviewer",
        "session:redacted" if machine else event,
        session if machine or event == "session:opened" else "",
        "customer_service_improvement",
        "refused" if refused else "allowed",
        "permission" if refused else "",
        "10.0.3.7",
        details,
        f"{seq - 1:064x}",
        f"{seq:064x}",
    )


def questions() -> dict[str, Callable[[Act], object]]:
    """Each question as its page asks it."""
    week, month = NOW - timedelta(days=7), NOW - timedelta(days=30)
    spans = BusinessHours().off_spans(month, NOW)
    days = [(NOW - timedelta(days=n + 1), NOW - timedelta(days=n)) for n in range(28)]
    session = EntryFilter(object="session:00000007", kind="person", events=SEEN)
    person = EntryFilter(actor="person07", since=week, until=NOW)
    old = EntryFilter(
        actor="person07", since=NOW - timedelta(days=300), until=NOW - 42 * (NOW - week)
    )
    refused = EntryFilter(outcome="refused", since=month, until=NOW)
    reveals = EntryFilter(events=REVEALING, since=NOW - timedelta(days=90), until=NOW)
    off = EntryFilter(kind="person", events=LOOKS, since=month, until=NOW, spans=spans)

    def ask(filter: EntryFilter, *by: TallyBy) -> Callable[[Act], object]:  # noqa: A002
        return lambda act: (
            find_entries(act, filter, limit=100),
            [tally(act, filter, b) for b in by],
        )

    return {
        "the newest entries": ask(EntryFilter()),
        "who saw session X": ask(session, TallyBy.ACTOR),
        "what Y did last week": ask(person, TallyBy.EVENT, TallyBy.OBJECT),
        "what Y did in a week last spring": ask(old, TallyBy.EVENT, TallyBy.OBJECT),
        "refused in 30 days": ask(refused, TallyBy.ACTOR, TallyBy.REASON),
        "reveals in 90 days": ask(reveals, TallyBy.ACTOR, TallyBy.REASON),
        "off hours in 30 days": ask(off, TallyBy.ACTOR),
        "volume per person, 28 days": lambda act: tally_days(act, LOOKS, days),
        "one request": ask(EntryFilter(request="aaaa-bbbb-cccc")),
    }


def scan(act: Act) -> int:
    """What a log without ways through it costs: one condition looked at in every entry."""
    (found,) = act.db.execute(
        "SELECT count(*) FROM entries NOT INDEXED WHERE address = '10.0.3.8'"
    ).fetchone()
    return int(found)


def milliseconds(records: Records, question: Callable[[Act], object]) -> float:
    """The middle of five runs, each an act with its entry, in processor time."""
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        with records.act(AUDITOR) as act:
            question(act)
            act.logged = True
        took.append(time.process_time() - start)
    return sorted(took)[RUNS // 2] * 1000


def main(count: int) -> None:
    """Print a table of the questions and their times."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(
            database=Path(folder) / "records.db",
            key_store=Path(folder) / "keys.db",
            anchor=Path(folder) / "anchor.jsonl",
        )
        migrate(place)
        fill(place.database, count)
        records = Records.open(place, master_key=bytes(range(32)), clock=lambda: NOW)
        whole = milliseconds(records, scan)
        print(f"| question, {count:,} entries | ms | a full scan takes |")
        print("|---|---:|---:|")
        for name, question in questions().items():
            took = milliseconds(records, question)
            print(f"| {name} | {took:.1f} | {whole / took:.1f} times as long |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
