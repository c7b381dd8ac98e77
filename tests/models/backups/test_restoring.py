"""What was backed up comes back whole, or not at all; what was erased never does."""

import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.accounts.invites import open_with_invite
from models.accounts.people import make_invite
from models.actors import Purpose, Role
from models.backups import backing_up, restoring
from models.backups.backing_up import KEYS, RECORDS, SCRATCH, backup_keys, make_backup
from models.backups.bundle import read_header
from models.backups.drilling import drill
from models.backups.restoring import Proven, find_bundle, finish_restore, restore
from models.errors import BackupUnusable, InviteSpent, KeyUnsafe, RestoreUnfinished, Unwritable
from models.keeping.byte_scan import scan_here
from models.keeping.erased_list import Listed, append_erased
from models.keeping.erased_list import replay as replay_list
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.retention import USUAL
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.log.access_log import EntryFilter, find_entries
from models.log.anchors import create_signing_key, load_signing_key, verify_log, write_checkpoint
from models.log.events import Event
from models.log.key_rotation import rotate_key
from models.log.restored_log import acknowledge_restore
from models.only_one import READY, STAGING, only_one
from models.records import Place, Records, migrate
from models.seals.resealing import reseal_all
from models.seals.rotation import begin_rotation, finish_rotation, rewrap
from models.store import opened
from models.transcripts.sessions import find_original
from tests.models.scene import CLI, MASTER_KEY, Clock, make_person

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
        }
        return restore(live, CLI, **(wanted | how))  # type: ignore[arg-type]

    def replay(self, records: Records, listed: Path | None) -> None:
        replay_list(records, listed or self.erased, CLI)

    def open(self, place: Place) -> Records:
        return Records.open(place, master_key=self.master, clock=self.clock)


@pytest.fixture
def house(
    records: Records, source_id: str, keep_one: Callable[..., str], tmp_path: Path, clock: Clock
) -> House:
    for number in range(5):
        keep_one(reference=f"conversation-{number}", original=b"original %d" % number)
    return House(records, tmp_path, clock)


def read(records: Records, source_id: str, number: int = 0) -> bytes:
    found = find_original(records, source_id, f"conversation-{number}")
    assert found is not None
    return found.body


def test_everything_comes_back(house: House, source_id: str) -> None:
    house.back_up()
    live = house.elsewhere()
    proven = house.restore(live)
    assert (proven.rows["sessions"], proven.opened, proven.keyless) == (5, 6, 0)
    again = house.open(live)
    assert [read(again, source_id, number) for number in range(5)] == [
        b"original %d" % number for number in range(5)
    ]
    assert again.digest("reference", "x") == house.records.digest("reference", "x")
    assert verify_log(live, house.signing_key.public_key()).whole
    assert write_checkpoint(again, house.signing_key) is not None
    with again.act(CLI) as act:
        (entry,) = find_entries(act, EntryFilter(event=Event.BACKUP_RESTORED)).entries
    assert entry.details["sessions"] == 5
    for file in live.database.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert not (live.database.parent / STAGING).exists()


def test_a_backup_is_taken_while_others_write(house: House, keep_one: Callable[..., str]) -> None:
    """The copy holds what was committed when it was taken, with its keys, whatever comes after."""
    with opened(house.records.place.database) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sessions").fetchone()
        house.back_up()
    keep_one(reference="later")
    assert house.restore(house.elsewhere()).rows["sessions"] == 5


def test_it_is_an_entry_before_and_after(house: House) -> None:
    house.back_up()
    with house.records.act(CLI) as act:
        begun = find_entries(act, EntryFilter(event=Event.BACKUP_BEGUN)).entries
        made = find_entries(act, EntryFilter(event=Event.BACKUP_MADE)).entries
    assert [entry.object for entry in begun] == [entry.object for entry in made]
    assert made[0].details["sessions"] == 5


def test_files_are_private_and_no_copy_stays_behind(house: House) -> None:
    house.back_up()
    for folder in (house.to, house.keys_to):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (file,) = folder.iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(house.folder.glob(f"{SCRATCH}*"))


def test_records_and_keys_never_lie_together(house: House) -> None:
    with pytest.raises(BackupUnusable, match="same folder"):
        make_backup(house.records, CLI, to=house.to, keys_to=house.to / ".", erased=house.erased)
    assert not house.to.exists()


def test_of_the_keys_only_the_newest_copy_is_kept(house: House) -> None:
    for _ in range(3):
        house.back_up()
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    assert len(list(house.to.iterdir())) == 3
    assert len(list(house.keys_to.iterdir())) == 1
    assert house.restore(house.elsewhere()).rows["sessions"] == 5


def test_an_erased_session_does_not_come_back(house: House, source_id: str) -> None:
    house.back_up()
    with house.records.peek() as look:
        row = next(look.db.query("SELECT * FROM sessions ORDER BY id LIMIT 1"))
    line = Listed(
        session=row["id"],
        source=source_id,
        reference=row["reference_digest"],
        reason="request",
        at="2026-03-02T09:00:00.000000Z",
    )
    append_erased(house.erased, [line])
    live = house.elsewhere()
    house.restore(live)
    with opened(live.database) as db:
        (status,) = db.execute("SELECT status FROM sessions WHERE id = ?", [row["id"]]).fetchone()
        messages = db.table("messages").count_where("session_id = ?", [row["id"]])
    assert (status, messages) == ("erasing", 0)
    with pytest.raises(Exception, match=row["id"]):
        house.open(live).keys.key(f"session:{row['id']}")


def test_the_newest_copy_of_the_keys_remembers_what_was_erased(
    house: House, source_id: str
) -> None:
    """Even when the list of erasures was lost with the machine."""
    house.back_up()
    with house.records.peek() as look:
        gone, listed = [row["id"] for row in look.db.query("SELECT id FROM sessions LIMIT 2")]
        row = next(look.db.query("SELECT * FROM sessions WHERE id = ?", [listed]))
    house.records.keys.shred(f"session:{gone}")
    line = Listed(
        session=listed, source=source_id, reference=row["reference_digest"], reason="x", at="x"
    )
    append_erased(house.erased, [line])
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    assert house.restore(live).keyless == 1
    with opened(live.database) as db:
        hidden = {r[0] for r in db.execute("SELECT id FROM sessions WHERE status = 'erasing'")}
        texts = {r[0] for r in db.execute("SELECT DISTINCT session_id FROM messages")}
    assert hidden == {gone, listed}
    assert not texts & hidden
    assert len(texts) == 3


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


@pytest.mark.parametrize("list_lost", [False, True])
def test_a_session_whose_original_had_its_time_comes_back_without_it(
    house: House, source_id: str, list_lost: bool
) -> None:
    """Its key is as gone as an erased one's; nobody had the session erased, though."""
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    if list_lost:
        house.erased.unlink()
    live = house.elsewhere()
    assert house.restore(live).keyless == 5
    assert read_back(live) == (5, 0, 0)
    again = house.open(live)
    assert find_original(again, source_id, "conversation-0") is None
    with again.act(CLI) as act:
        entries = find_entries(act, EntryFilter(event=Event.ORIGINAL_DELETED)).entries
    assert [entry.reason for entry in entries] == ["replayed"] * 5


def test_a_backup_with_its_old_keys_brings_no_original_back(house: House, source_id: str) -> None:
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    live = house.elsewhere()
    assert house.restore(live).keyless == 0
    assert read_back(live) == (5, 0, 0)
    again = house.open(live)
    with again.peek() as look:
        ids = [row["id"] for row in look.db.query("SELECT id FROM sessions")]
    assert not again.keys.find_keys([f"session:{session_id}" for session_id in ids])


def test_a_session_erased_after_its_original_ended_stays_erased(
    house: House, source_id: str
) -> None:
    house.back_up()
    house.clock.move(days=91)
    end_originals(house)
    with house.records.act(CLI) as act:
        gone = act.db.execute("SELECT id FROM sessions LIMIT 1").fetchone()[0]
        ask_erasure(act, gone, reason="subject_request")
    Eraser(
        records=house.records,
        listed=house.erased,
        scanned=(),
        signing_key=house.signing_key,
        look=scan_here,
    ).run_once()
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live)[:2] == (4, 1)


def test_an_original_that_came_after_the_one_that_ended_stays(
    house: House, source_id: str, keep_one: Callable[..., str]
) -> None:
    house.clock.move(days=91)
    end_originals(house)
    house.clock.move(days=1)
    keep_one(reference="conversation-0", original=b"goes on", order=("2026-06-03", "1"))
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live) == (5, 0, 1)
    assert read(house.open(live), source_id) == b"goes on"


def test_the_list_is_copied_after_the_keys(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends between the two is listed, so that no key is gone without its reason."""
    house.back_up()
    house.clock.move(days=91)
    whole = backing_up.snapshot

    def then_all_ends(source: Path, target: Path) -> None:
        if target.name == "keys.db":
            end_originals(house)
        whole(source, target)

    monkeypatch.setattr(backing_up, "snapshot", then_all_ends)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    house.erased.unlink()
    live = house.elsewhere()
    house.restore(live)
    assert read_back(live) == (5, 0, 0)


def test_everybody_has_to_sign_in_anew(house: House) -> None:
    person = make_person(house.records, "Rosa", "rosa@company.example", Role.REVIEWER)
    purpose = Purpose.CUSTOMER_SERVICE
    tokens = []
    for use in (True, False):
        with house.records.act(CLI) as act:
            tokens.append(make_invite(act, person.id, timedelta(hours=1)))
        if use:
            open_with_invite(house.records, token=tokens[0], purpose=purpose, address="10.0.0.1")
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    with opened(live.database) as db:
        assert db.table("sign_ins").count == 1
        assert db.table("sign_ins").count_where("closed_at IS NULL") == 0
    with pytest.raises(InviteSpent):
        open_with_invite(house.open(live), token=tokens[1], purpose=purpose, address="10.0.0.1")


def test_records_that_are_there_are_not_replaced_unless_told(
    house: House, source_id: str, keep_one: Callable[..., str]
) -> None:
    house.back_up()
    live = house.records.place
    house.records.close()
    before = live.database.read_bytes()
    with pytest.raises(BackupUnusable, match="records here already"):
        house.restore(live)
    with pytest.raises(BackupUnusable, match=r"its end would be lost \(1 entries\)"):
        house.restore(live, replace=True)
    assert live.database.read_bytes() == before
    proven = house.restore(live, replace=True, older_log=True)
    assert proven.older_by == 1
    assert read(house.open(live), source_id) == b"original 0"
    (aside,) = house.folder.glob("replaced-*")
    assert (aside / "records.db").read_bytes() == before
    assert (aside / live.key_store.name).exists()


def test_a_log_that_an_anchor_knows_to_be_longer_is_not_cut_silently(house: House) -> None:
    house.back_up()
    with house.records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    write_checkpoint(house.records, house.signing_key)
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable, match=r"longer today.*\(2 entries\)"):
        house.restore(live)
    assert not live.database.exists()
    assert house.restore(live, older_log=True).older_by == 2


def test_a_backup_from_before_a_new_key_restores_and_is_owned_up_to(house: House) -> None:
    house.back_up()
    path = house.folder / "signing.key"
    rotate_key(house.records, CLI, path)
    house.signing_key = load_signing_key(path)
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable, match="longer today"):
        house.restore(live)
    assert house.restore(live, older_log=True).older_by == 2
    again = house.open(live)
    assert not verify_log(live, house.signing_key.public_key()).whole
    acknowledge_restore(again, house.signing_key, CLI, reason="disk_failure")
    with again.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    assert write_checkpoint(again, house.signing_key) is not None
    verdict = verify_log(live, house.signing_key.public_key())
    assert verdict.whole
    assert "restored" in {doubt.code for doubt in verdict.doubts}


def test_a_backup_of_a_key_that_was_never_handed_over_is_refused(house: House) -> None:
    house.back_up()
    house.signing_key = create_signing_key(house.folder / "other.key")
    live = house.elsewhere(anchor=house.records.place.anchor)
    with pytest.raises(BackupUnusable):
        house.restore(live, older_log=True)


def test_the_anchor_comes_back_only_where_there_is_none(house: House) -> None:
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    assert live.anchor.read_bytes() == house.records.place.anchor.read_bytes()


def test_a_log_of_another_history_is_refused(house: House, tmp_path: Path) -> None:
    house.back_up()
    forged = tmp_path / "forged.jsonl"
    lines = house.records.place.anchor.read_text()
    forged.write_text(lines.replace('"head":"', '"head":"0'))
    with pytest.raises(BackupUnusable, match="not whole"):
        house.restore(house.elsewhere(anchor=forged))


def test_another_master_key_restores_nothing(house: House) -> None:
    house.back_up()
    with pytest.raises(BackupUnusable, match="it wants the master key"):
        house.restore(house.elsewhere(), master_key=NEW)
    assert not house.elsewhere().database.exists()


def test_the_two_halves_belong_together(house: House, place: Place, tmp_path: Path) -> None:
    house.back_up()
    other_place = Place(
        database=tmp_path / "o" / "r.db", key_store=tmp_path / "o" / "k.db", anchor=tmp_path / "a"
    )
    migrate(other_place)
    other = House(house.open(other_place), tmp_path / "o", house.clock)
    other.back_up()
    with pytest.raises(BackupUnusable, match="different installations"):
        house.restore(house.elsewhere(), keys=find_bundle(other.keys_to, KEYS))
    records = find_bundle(house.to, RECORDS)
    with pytest.raises(BackupUnusable, match="not a backup of the records and one of the keys"):
        house.restore(house.elsewhere(), keys=records)


def test_older_keys_do_not_go_with_newer_records(house: House, tmp_path: Path) -> None:
    house.back_up()
    old = shutil.copy(find_bundle(house.keys_to, KEYS), tmp_path / "old.backup")
    house.back_up()
    with pytest.raises(BackupUnusable, match="older than that of the records"):
        house.restore(house.elsewhere(), keys=Path(old))


def test_an_older_backup_opens_after_a_rotation(house: House, source_id: str) -> None:
    """With the newest copy of the keys and the new master key: the old one may be destroyed."""
    house.back_up()
    begin_rotation(house.records.keys, NEW)
    list(rewrap(house.records.keys))
    house.master = NEW
    house.records = house.open(house.records.place)
    finish_rotation(house.records.keys)
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    live = house.elsewhere()
    house.restore(live)
    assert read(house.open(live), source_id) == b"original 0"


def test_a_backup_in_the_middle_of_a_rotation_opens_with_either_key(
    house: House, source_id: str
) -> None:
    begin_rotation(house.records.keys, NEW)
    next(rewrap(house.records.keys, batch=2))
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    for master in (MASTER_KEY, NEW):
        again = Records.open(live, master_key=master, clock=house.clock)
        assert read(again, source_id) == b"original 0"
        again.close()


def test_after_resealing_the_originals_in_older_backups_are_gone(house: House) -> None:
    house.back_up()
    list(reseal_all(house.records, CLI))
    backup_keys(house.records, CLI, keys_to=house.keys_to, erased=house.erased)
    with pytest.raises(BackupUnusable, match="cannot be unsealed"):
        house.restore(house.elsewhere())


def test_nobody_restores_under_a_running_service(house: House) -> None:
    house.back_up()
    with pytest.raises(Unwritable, match="IN_USE"):
        house.restore(house.records.place, replace=True, older_log=True)


def test_nobody_opens_what_is_being_restored(house: House) -> None:
    house.back_up()
    live = house.elsewhere()
    house.restore(live)
    with only_one(live.database):
        with pytest.raises(Unwritable, match="IN_USE"):
            house.open(live)
        with pytest.raises(Unwritable, match="IN_USE"):
            migrate(live)


@pytest.mark.parametrize("moves", range(5))
def test_a_switch_cut_off_anywhere_opens_nothing_until_it_is_finished(
    house: House, source_id: str, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    house.back_up()
    live = house.records.place
    house.records.close()
    left = [moves]
    move = Path.replace

    def move_or_die(self: Path, target: Path) -> Path:
        if self.suffix == ".jsonl" or not left[0]:
            raise Killed
        left[0] -= 1
        return move(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", move_or_die)
        try:
            house.restore(live, replace=True, older_log=True)
        except Killed:
            with pytest.raises(RestoreUnfinished, match="restore --finish"):
                house.open(live)
            with pytest.raises(RestoreUnfinished):
                migrate(live)
            with pytest.raises(BackupUnusable, match="to be finished"):
                house.restore(live, replace=True)
        else:
            assert moves == 4, "keys and records, each moved aside and put in place"
    assert finish_restore(live) is (moves < 4)
    assert read(house.open(live), source_id) == b"original 0"
    assert not finish_restore_is_needed(live)


def finish_restore_is_needed(live: Place) -> bool:
    return (live.database.parent / STAGING / READY).exists()


def test_killed_before_the_switch_nothing_has_changed(
    house: House, monkeypatch: pytest.MonkeyPatch, source_id: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    house.back_up()
    live = house.records.place
    house.records.close()
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_say_ready", kill)
        with pytest.raises(Killed):
            house.restore(live, replace=True, older_log=True)
    assert read(house.open(live), source_id) == b"original 0"
    assert not list(house.folder.glob("replaced-*"))


def test_a_drill_proves_and_leaves_nothing(house: House) -> None:
    house.back_up()
    before = sorted(path.name for path in house.folder.iterdir())
    proven = run_drill(house)
    assert (proven.rows["sessions"], proven.opened, proven.keyless) == (5, 6, 0)
    assert sorted(path.name for path in house.folder.iterdir()) == before
    with house.records.act(CLI) as act:
        (entry,) = find_entries(act, EntryFilter(event=Event.BACKUP_DRILLED)).entries
    assert (entry.outcome, entry.details["opened"]) == ("allowed", 6)


def test_a_drill_that_fails_is_an_entry_too(house: House) -> None:
    house.back_up()
    bundle = find_bundle(house.to, RECORDS)
    bundle.write_bytes(bundle.read_bytes()[:-1])
    with pytest.raises(BackupUnusable, match="cut or was changed"):
        run_drill(house)
    with house.records.act(CLI) as act:
        (entry,) = find_entries(act, EntryFilter(event=Event.BACKUP_DRILLED)).entries
    assert (entry.outcome, entry.reason) == ("refused", "changed")
    assert not list(house.folder.glob(f"{SCRATCH}*"))


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


def test_a_damaged_original_makes_no_good_backup(house: House) -> None:
    with house.records.step() as step:
        step.db.execute("UPDATE originals SET sealed = ?", [b"\x02" + bytes(80)])
    house.back_up()
    with pytest.raises(BackupUnusable, match="cannot be unsealed"):
        run_drill(house)


def test_a_newer_version_is_not_restored_into_an_older_one(house: House) -> None:
    with house.records.step() as step:
        step.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('chat_redactor', 'from_the_future', 'x')"
        )
    house.back_up()
    with pytest.raises(BackupUnusable, match="newer version"):
        house.restore(house.elsewhere())


def test_a_header_says_what_it_is_and_nothing_of_anybody(house: House) -> None:
    house.back_up()
    said = read_header(find_bundle(house.to, RECORDS)).says
    assert set(said) == {"id", "kind", "made_at", "root", "seq"}
    said = read_header(find_bundle(house.keys_to, KEYS)).says
    assert set(said) == {"id", "kind", "made_at", "master", "root", "seq"}


def test_two_backups_at_once_are_refused(house: House) -> None:
    with only_one(house.records.keys.path), pytest.raises(Unwritable, match="IN_USE"):
        house.back_up()
    house.back_up()


def test_no_backup_in_an_empty_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BackupUnusable, match="no backup is there"):
            find_bundle(path, KEYS)


def test_a_key_store_alone_is_no_installation(house: House) -> None:
    house.back_up()
    live = house.elsewhere()
    live.key_store.parent.mkdir()
    shutil.copy(house.records.place.key_store, live.key_store)
    with pytest.raises(BackupUnusable, match="records here already"):
        house.restore(live)
    with pytest.raises(KeyUnsafe):
        Records.open(house.records.place, master_key=NEW, clock=house.clock)
