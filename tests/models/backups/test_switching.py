"""A restore that is cut off leaves the old or the new, and opens nothing in between."""

from pathlib import Path

import pytest

from models.backups import restoring
from models.backups.restoring import finish_restore
from models.errors import BackupUnusable, RestoreUnfinished, Unwritable
from models.only_one import READY, STAGING, only_one
from models.records import Place, migrate
from tests.models.backups.house import House, read


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


@pytest.mark.parametrize("moves", range(6))
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
            assert moves == 5, "keys and records, each moved aside and put in place; segments"
    assert finish_restore(live) is (moves < 5)
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
