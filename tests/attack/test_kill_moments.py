"""kill -9 at every single moment of what changes keys or deletes: nothing is lost or half done."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.backups.backing_up import KEYS, RECORDS, SCRATCH, make_backup
from models.backups.place_contents import keyless
from models.backups.restoring import find_bundle, finish_restore, prove, restore
from models.errors import RestoreUnfinished
from models.intake.inbox import accept
from models.intake.sources import add_source
from models.keeping.byte_scan import scan_here
from models.keeping.erased_list import read_ended
from models.keeping.erasing import ask_erasure
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.log.anchors import load_signing_key, verify_log, write_checkpoint
from models.only_one import STAGING
from models.records import Records
from models.seals.resealing import reseal_all
from models.seals.rotation import key_state
from models.times import to_text
from models.transcripts.sessions import find_original, keep
from service.composition import clock, open_records, operator, place, set_up, signing_key_file
from service.keeping import create_eraser, create_rules, replay_erasures
from service.master_key import find_master_key
from service.rotating import rotate
from service.settings import Settings
from tests.attack.moments import every_moment
from tests.models.scene import redacted, snapshot

pytestmark = pytest.mark.slow

KEPT = 3
VALUE = "visitor.number{}@mail.example"


class Installation:
    """A few sessions, and nothing open between two acts: children are forked from here."""

    def __init__(self, settings: Settings, source_id: str) -> None:
        self.settings, self.source_id = settings, source_id
        self.to, self.keys_to = (settings.data_dir.parent / n for n in ("medium", "other"))
        self.made = 0

    def records(self) -> Records:
        return open_records(self.settings)

    def add(self, *, days: int = 0) -> str:
        """One more session that came so many days ago, with a delivery."""
        self.made += 1
        value = VALUE.format(self.made)
        body = f'{{"identity": {{"email": ["{value}"]}}}}'.encode()
        kept = snapshot(
            self.source_id,
            reference=f"r{self.made}",
            original=body,
            redacted=redacted(f"the lamp of {value} flickers"),  # a miss of the engine: in clear
        )
        records = self.records()
        with records.act(operator()) as act:
            accept(act, source_id=self.source_id, kind="transcript", body=body)
            session_id = keep(act, kept).session_id
            act.db.execute(
                "UPDATE deliveries SET session_id = ?, status = 'done' WHERE session_id IS NULL",
                [session_id],
            )
            at = to_text(act.now - timedelta(days=days))
            for table, column, owner in (
                ("sessions", "arrived_at", "id"),
                ("deliveries", "received_at", "session_id"),
            ):
                act.db.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {owner} = ?", [at, session_id]
                )
        records.close()
        return session_id

    def everything_reads(self, first: int = 1, last: int = KEPT) -> None:
        records = self.records()
        for number in range(first, last + 1):
            found = find_original(records, self.source_id, f"r{number}")
            assert found is not None
            assert VALUE.format(number).encode() in found.body
        records.close()

    def residue(self, value: str) -> list[str]:
        """Names of the files that hold a value; no database is open meanwhile."""
        files = (path for path in self.settings.data_dir.rglob("*") if path.is_file())
        return [path.name for path in files if value.encode() in path.read_bytes()]

    def no_key_is_gone_unsaid(self) -> None:
        """A session without its key is being erased, or listed as one whose original ended."""
        listed = {each.original for each in read_ended(self.settings.erased)}
        records = self.records()
        lost = keyless(place(self.settings).database, records.keys.path)
        with records.peek() as look:
            erasing = {
                row["id"]
                for row in look.db.query("SELECT id FROM sessions WHERE status = 'erasing'")
            }
        records.close()
        sessions = {key_id.partition(":")[2] for key_id in lost if key_id.startswith("session:")}
        assert sessions <= listed | erasing

    def erase(self) -> None:
        eraser = create_eraser(self.settings, self.records())
        eraser.look = scan_here  # in this process, which spares one
        eraser.run_once()

    def back_up(self) -> None:
        records = self.records()
        write_checkpoint(records, self.signing_key())
        make_backup(
            records,
            operator(),
            to=self.to,
            keys_to=self.keys_to,
            erased=self.settings.erased,
        )

    def prove(self, folder: Path, bundle: Path) -> None:
        prove(
            folder,
            records=bundle,
            keys=find_bundle(self.keys_to, KEYS),
            master_key=find_master_key(self.settings),
            log_key=self.signing_key().public_key(),
            live=place(self.settings),
        )

    def restore(self) -> None:
        restore(
            place(self.settings),
            operator(),
            records=find_bundle(self.to, RECORDS),
            keys=find_bundle(self.keys_to, KEYS),
            master_key=find_master_key(self.settings),
            log_key=self.signing_key().public_key(),
            clock=clock,
            replay=partial(replay_erasures, self.settings),
            erased=self.settings.erased,
            replace=True,
            older_log=True,
        )

    def log_is_whole(self) -> None:
        verdict = verify_log(place(self.settings), self.signing_key().public_key())
        assert verdict.whole, verdict.words

    def signing_key(self) -> Ed25519PrivateKey:
        return load_signing_key(signing_key_file(self.settings))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = Path(tmp_path_factory.mktemp("template"))
    settings = Settings(data_dir=folder / "data")
    set_up(settings)
    records = open_records(settings)
    with records.act(operator()) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
    records.close()
    made = Installation(settings, source.id)
    for _ in range(KEPT):
        made.add()
    return folder, source.id


@pytest.fixture
def house(template: tuple[Path, str], tmp_path: Path) -> Installation:
    folder, source_id = template
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    made = Installation(Settings(data_dir=tmp_path / "data"), source_id)
    made.made = KEPT
    return made


def rounds(moments: Iterator[int], least: int) -> Iterator[int]:
    """The moments; and there have to be that many, or the test proves nothing."""
    done = 0
    for moment in moments:
        yield moment
        done += 1
    assert done >= least


def test_rotation(house: Installation) -> None:
    def work() -> None:
        rotate(house.settings, house.records(), given=None, say=lambda _: None)

    for _ in rounds(every_moment(work), 12):
        house.everything_reads()
        work()
        records = house.records()
        state = key_state(records.keys)
        records.close()
        assert (state.rotating_to, state.old) == ("", 0)
        assert not list(house.settings.keys.glob("*.new"))
    house.everything_reads()
    house.log_is_whole()


def test_resealing(house: Installation) -> None:
    def work() -> None:
        list(reseal_all(house.records(), operator(), batch=2))

    for _ in rounds(every_moment(work), 12):
        house.everything_reads()
        work()
        records = house.records()
        assert key_state(records.keys).unreplaced == 0
        records.close()
    house.everything_reads()
    house.log_is_whole()


def test_erasure(house: Installation) -> None:
    def work() -> None:
        house.erase()

    def ask() -> None:
        session_id = house.add()
        records = house.records()
        with records.act(operator()) as act:
            ask_erasure(act, session_id, reason="subject_request")
        records.close()

    ask()
    for _ in rounds(every_moment(work), 12):
        house.everything_reads()
        work()
        records = house.records()
        with records.peek() as look:
            states = {row["state"] for row in look.db.query("SELECT state FROM erasures")}
        records.close()
        assert states == {"done"}
        assert house.residue(VALUE.format(house.made)) == []
        ask()
    house.log_is_whole()


def test_sweep(house: Installation) -> None:
    """What is due goes with its key; what stays is either whole or listed as ended."""
    limits, rules = Limits(gap=timedelta(days=10_000), share=100), create_rules(house.settings)

    def work() -> None:
        sweep(house.records(), rules, limits=limits, listed=house.settings.erased)

    def finish() -> None:
        work()
        house.erase()

    whole, ended = house.add(days=400), house.add(days=100)
    for _ in rounds(every_moment(work), 12):
        house.everything_reads()
        house.no_key_is_gone_unsaid()
        finish()
        records = house.records()
        with records.peek() as look:
            assert not look.db.table("sessions").count_where("id = ?", [whole])
            assert look.db.table("messages").count_where("session_id = ?", [ended])
            assert look.db.table("originals").count == KEPT
            assert look.db.table("deliveries").count == KEPT
        records.close()
        whole, ended = house.add(days=400), house.add(days=100)
    house.log_is_whole()


def test_backup(house: Installation) -> None:
    """Whatever has its name can be restored with the keys that are there."""

    def work() -> None:
        house.back_up()

    for _ in rounds(every_moment(work), 12):
        for bundle in house.to.glob(f"{RECORDS}-*"):
            scratch = house.to.parent / "scratch"
            scratch.mkdir()
            house.prove(scratch, bundle)
            shutil.rmtree(scratch)
        shutil.rmtree(house.to, ignore_errors=True)
    assert not list(house.settings.data_dir.glob(f"{SCRATCH}*")), "what kills left is gone"
    assert not list(house.to.glob(".*")) + list(house.keys_to.glob(".*"))
    house.everything_reads()
    house.log_is_whole()


def test_restore(house: Installation) -> None:
    """The old records or the new ones, and nothing opens in between."""
    house.back_up()
    live = house.settings.data_dir
    middle = 0
    for _ in rounds(every_moment(house.restore), 12):
        try:
            house.everything_reads()
        except RestoreUnfinished:
            middle += 1
            assert finish_restore(place(house.settings))
            house.everything_reads()
        for left in (*live.glob("replaced-*"), *live.glob(STAGING)):
            shutil.rmtree(left)
    assert middle >= 5, "keys, records and segments, moved aside and put in place"
    house.everything_reads()
    assert not (live / STAGING).exists()
