"""What a backup is: two private files, whole, made while others write."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from models.backups.backing_up import KEYS, RECORDS, backup_keys, make_backup
from models.backups.bundle import read_header
from models.backups.restoring import find_bundle
from models.errors import BackupUnusable, Unwritable
from models.left_copies import SCRATCH
from models.log.access_log import EntryFilter, find_entries
from models.log.events import Event
from models.only_one import only_one
from models.store import opened
from tests.models.backups.house import House
from tests.models.scene import CLI


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
