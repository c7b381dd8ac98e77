"""Copies beside the records go when nobody works on them; what was moved aside is named."""

from pathlib import Path

import pytest

from models.errors import Unwritable
from models.left_copies import ASIDE, SCRATCH, moved_aside, remove_left
from models.only_one import READY, STAGING, only_one
from models.records import Place


def leave(place: Place, folder: str) -> Path:
    left = place.database.parent / folder
    left.mkdir()
    (left / "keys.db").write_bytes(b"keys")
    return left


@pytest.mark.parametrize("folder", [f"{SCRATCH}x1", STAGING])
def test_what_a_kill_left_is_removed(place: Place, folder: str) -> None:
    left = leave(place, folder)
    place.database.write_bytes(b"records")
    remove_left(place)
    assert not left.exists()
    assert place.database.read_bytes() == b"records"


def test_a_copy_that_somebody_works_on_stays(place: Place) -> None:
    left = leave(place, f"{SCRATCH}x1")
    with only_one(place.key_store), pytest.raises(Unwritable, match="IN_USE"):
        remove_left(place)
    assert (left / "keys.db").exists()


def test_a_restore_to_be_finished_stays(place: Place) -> None:
    left = leave(place, STAGING)
    (left / READY).write_text("{}")
    remove_left(place)
    assert (left / "keys.db").exists()


def test_nobody_is_kept_waiting_where_nothing_is_left(place: Place) -> None:
    (place.database.parent / f"{SCRATCH}notes").write_text("no copy")
    with only_one(place.key_store):
        remove_left(place)


def test_what_was_moved_aside_is_named_until_it_is_deleted(place: Place) -> None:
    aside = leave(place, f"{ASIDE}20260302T090000Z")
    (aside / f"{place.database.name}-wal").write_bytes(b"pages")
    (aside / "segments").mkdir()
    leave(place, "other")
    assert moved_aside(place) == (aside / "records.db-wal", aside / "keys.db")
    for file in moved_aside(place):
        file.unlink()
    assert moved_aside(place) == ()
