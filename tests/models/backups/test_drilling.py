"""A drill proves what a restore would do, says so in the log, and leaves nothing."""

import pytest

from models.backups.backing_up import RECORDS
from models.backups.restoring import find_bundle
from models.errors import BackupUnusable
from models.left_copies import SCRATCH
from models.log.access_log import EntryFilter, find_entries
from models.log.events import Event
from tests.models.backups.house import House, run_drill
from tests.models.scene import CLI


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


def test_a_damaged_original_makes_no_good_backup(house: House) -> None:
    with house.records.step() as step:
        step.db.execute("UPDATE originals SET sealed = ?", [b"\x02" + bytes(80)])
    house.back_up()
    with pytest.raises(BackupUnusable, match="cannot be unsealed"):
        run_drill(house)
