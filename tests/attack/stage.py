"""A log with its anchors, an operator who holds the key and knows SQL, and two auditors.

One entry a minute from 09:01 on, a checkpoint after every fifth; what auditors hold are copies
of the anchors, the public key, and the verifier as one file on a machine of their own.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.log.access_log import stream_entries
from models.log.anchors import public_bytes, read_statements, write_checkpoint
from models.log.events import Event
from models.log.verify import GENESIS, canonical, entry_hash
from models.records import Place, Records, migrate
from tests.models.scene import CLI, MASTER_KEY, Clock

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the auditor's machine said."""

    status: int
    text: str

    @property
    def codes(self) -> set[str]:
        lines = self.text.splitlines()[1:]
        return {line.split("\t")[0] for line in lines if line.count("\t") == 1}

    @property
    def first(self) -> str:
        return self.text.splitlines()[0]


class Stage:
    """Where the attacks are played."""

    def __init__(self, folder: Path, verifier: Path) -> None:
        self.folder = folder
        self.verifier = verifier
        self.clock = Clock()
        self.key = Ed25519PrivateKey.generate()
        self.key_file = folder / "public.pem"
        self.key_file.write_bytes(public_bytes(self.key))
        self.records = self.open(folder / "live")

    def open(self, folder: Path) -> Records:
        """Records in a folder, new ones where there are none."""
        place = Place(
            database=folder / "records.db",
            key_store=folder / "keys.db",
            anchor=folder / "anchor.jsonl",
        )
        if not place.database.exists():
            folder.mkdir(exist_ok=True)
            migrate(place)
        return Records.open(place, master_key=MASTER_KEY, clock=self.clock)

    def write(self, count: int, records: Records | None = None, *, anchored: bool = True) -> None:
        """Entries, one a minute; a checkpoint after every fifth."""
        records = records or self.records
        for _ in range(count):
            self.clock.move(minutes=1)
            with records.act(CLI) as act:
                seq = act.log(Event.HEALTH_READ).seq
            if anchored and seq % 5 == 0:
                write_checkpoint(records, self.key)

    def write_at_once(self, count: int) -> None:
        """As many entries in one act, one a minute, and one checkpoint at the end."""
        with self.records.act(CLI) as act:
            for _ in range(count):
                self.clock.move(minutes=1)
                act.log(Event.HEALTH_READ)
        write_checkpoint(self.records, self.key)

    def copy(self, name: str) -> Path:
        """A copy of everything as it is now, as a backup would make it."""
        with sqlite3.connect(self.records.place.database) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        folder = self.records.place.database.parent
        return Path(shutil.copytree(folder, self.folder / name))

    def bring_back(self, name: str, *files: str) -> Records:
        """Put files of a copy in the place of the live ones."""
        live = self.records.place.database.parent
        for file in files:
            for old in live.glob(f"{file}*"):
                old.unlink()
            shutil.copy(self.folder / name / file, live / file)
        self.records = self.open(live)
        return self.records

    def auditor_copy(self, name: str = "auditor.jsonl") -> Path:
        """What an auditor has received of the anchors so far."""
        return Path(shutil.copy(self.records.place.anchor, self.folder / name))

    def export(self) -> Path:
        """What the operator hands out."""
        path = self.folder / "export.jsonl"
        with path.open("wb") as file:
            for statement in read_statements(self.records.place.anchor):
                file.write(statement.as_line())
            for entry in stream_entries(self.records, 2**53):
                file.write(entry.as_json().encode() + b"\n")
        return path

    def audit(self, *anchors: Path, more: Sequence[object] = (), key: bool = True) -> Finding:
        """Verify an export on a machine that never saw this project."""
        trust = ("--key", self.key_file) if key else ()
        return self.run(self.export(), *anchors, *more, *trust)

    def run(self, *arguments: object) -> Finding:
        """The one file, without site-packages, from a folder of its own."""
        done = subprocess.run(
            [sys.executable, "-I", "-S", self.verifier, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd="/",
            timeout=60,
        )
        assert not done.stderr, done.stderr
        return Finding(status=done.returncode, text=done.stdout)

    def forge(self, *statements: str) -> None:
        """Plain SQL, the triggers out of the way."""
        with sqlite3.connect(self.records.place.database) as db:
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'entries%'"
            ).fetchall():
                db.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                db.execute(statement)
        db.close()

    def rewrite(self, change: Callable[[Rows], object]) -> None:
        """The complete rewrite: every entry as the operator wants it, every hash anew."""
        with sqlite3.connect(self.records.place.database) as db:
            db.row_factory = sqlite3.Row
            rows = [dict(row) for row in db.execute("SELECT * FROM entries ORDER BY seq")]
        db.close()
        change(rows)
        previous = GENESIS
        for seq, row in enumerate(rows, start=1):
            fields = row | {"seq": seq, "details": json.loads(row["details"])}
            row |= {"seq": seq, "previous": previous, "hash": entry_hash(fields, previous)}
            previous = row["hash"]
        marks = ", ".join(f":{name}" for name in rows[0])
        self.forge("DELETE FROM entries")
        with sqlite3.connect(self.records.place.database) as db:
            db.executemany(f"INSERT INTO entries ({', '.join(rows[0])}) VALUES ({marks})", rows)
        db.close()

    def anchor_anew(self) -> None:
        """Sign the log as it is now as if nothing had been: an empty anchor file, no memory."""
        self.records.place.anchor.unlink()
        self.forge("DELETE FROM newest_checkpoint", "DELETE FROM log_nodes")
        write_checkpoint(self.records, self.key)


def line_of(value: object) -> str:
    return canonical(value).decode() + "\n"
