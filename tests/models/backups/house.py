"""An installation with its backup media, and another place to restore to."""

from datetime import timedelta
from pathlib import Path

from models.backups.backing_up import KEYS, RECORDS, make_backup
from models.backups.drilling import drill
from models.backups.restoring import Proven, find_bundle, restore
from models.keeping.erased_list import Replayed
from models.keeping.erased_list import replay as replay_list
from models.keeping.retention import USUAL
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.log.anchors import create_signing_key, write_checkpoint
from models.records import Place, Records
from models.store import opened
from models.transcripts.sessions import find_original
from tests.models.scene import CLI, MASTER_KEY, Clock

NEW = b"n" * 31 + b"1"


class House:
    """An installation, its backup media, and another place to restore to."""

    def __init__(self, records: Records, folder: Path, clock: Clock) -> None:
        self.records, self.folder, self.clock = records, folder, clock
        self.signing_key = create_signing_key(folder / "signing.key")
        self.to, self.keys_to = folder / "medium", folder / "other-medium"
        self.erased = folder / "erased.jsonl"
        self.master = MASTER_KEY

    def back_up(self) -> None:
        self.clock.move(minutes=1)
        write_checkpoint(self.records, self.signing_key)
        make_backup(self.records, CLI, to=self.to, keys_to=self.keys_to, erased=self.erased)

    def elsewhere(self, *, anchor: Path | None = None) -> Place:
        folder = self.folder / "elsewhere"
        return Place(
            database=folder / "records.db",
            key_store=folder / "session-keys.db",
            anchor=anchor or folder / "anchor.jsonl",
        )

    def restore(self, live: Place, **how: object) -> Proven:
        wanted: dict[str, object] = {
            "records": find_bundle(self.to, RECORDS),
            "keys": find_bundle(self.keys_to, KEYS),
            "master_key": self.master,
            "log_key": self.signing_key.public_key(),
            "clock": self.clock,
            "replay": self.replay,
            "erased": self.erased,
        }
        return restore(live, CLI, **(wanted | how))  # type: ignore[arg-type]

    def replay(self, records: Records, listed: Path | None) -> Replayed:
        return replay_list(records, listed or self.erased, CLI)

    def open(self, place: Place) -> Records:
        return Records.open(place, master_key=self.master, clock=self.clock)


def read(records: Records, source_id: str, number: int = 0) -> bytes:
    found = find_original(records, source_id, f"conversation-{number}")
    assert found is not None
    return found.body


def end_originals(house: House) -> None:
    """A sweep in which no session's time is over, but every original's."""
    limits = Limits(gap=timedelta(days=10_000), share=100)
    done = sweep(house.records, USUAL, limits=limits, listed=house.erased)
    assert (done.counts.sessions, done.counts.originals) == (0, 5)


def read_back(live: Place) -> tuple[int, int, int]:
    """How many sessions may be read, how many go, and how many originals are there."""
    with opened(live.database) as db:
        erasing = db.table("sessions").count_where("status = 'erasing'")
        texts = db.execute("SELECT count(DISTINCT session_id) FROM messages").fetchone()[0]
        return texts, erasing, db.table("originals").count


def run_drill(house: House) -> Proven:
    return drill(
        house.records,
        CLI,
        backup=find_bundle(house.to, RECORDS),
        keys=find_bundle(house.keys_to, KEYS),
        log_key=house.signing_key.public_key(),
        clock=house.clock,
        replay=house.replay,
    )
