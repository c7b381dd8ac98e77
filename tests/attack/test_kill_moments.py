"""kill -9 at every single moment of what changes keys or deletes: nothing is lost or half done."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.backups.backing_up import RECORDS
from models.backups.restoring import finish_restore
from models.errors import RestoreUnfinished
from models.left_copies import SCRATCH
from models.only_one import STAGING
from models.seals.resealing import reseal_all
from models.seals.rotation import key_state
from service.composition import operator, place
from service.rotating import rotate
from tests.attack.installation import KEPT, VALUE, Installation
from tests.attack.moments import every_moment

pytestmark = pytest.mark.slow


@pytest.fixture
def house(template: tuple[Path, str], tmp_path: Path) -> Installation:
    return Installation.copied(template, tmp_path / "home")


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

    for _ in rounds(every_moment(work), 15):
        house.everything_reads()
        work()
        state = key_state(house.records().keys)
        assert (state.rotating_to, state.old) == ("", 0)
        assert not list(house.settings.keys.glob("*.new"))
        house.close()
    house.everything_reads()
    house.log_is_whole()


def test_resealing(house: Installation) -> None:
    def work() -> None:
        list(reseal_all(house.records(), operator(), batch=2))

    for _ in rounds(every_moment(work), 15):
        house.everything_reads()
        work()
        assert key_state(house.records().keys).unreplaced == 0
        house.close()
    house.everything_reads()
    house.log_is_whole()


def test_erasure(house: Installation) -> None:
    house.ask()
    for _ in rounds(every_moment(house.erase), 15):
        house.everything_reads()
        house.erase()
        assert house.erasures() == {"done"}
        assert house.residue(VALUE.format(house.made)) == []
        house.ask()
    house.log_is_whole()


def test_sweep(house: Installation) -> None:
    """What is due goes with its key; what stays is either whole or listed as ended."""
    whole, ended = house.add(days=400), house.add(days=100)
    for _ in rounds(every_moment(house.sweep), 15):
        house.everything_reads()
        house.no_key_is_gone_unsaid()
        house.sweep()
        house.erase()
        assert house.count("sessions", "id = ?", whole) == 0
        assert house.count("messages", "session_id = ?", ended) > 0
        assert (house.count("originals"), house.count("deliveries")) == (KEPT, KEPT)
        whole, ended = house.add(days=400), house.add(days=100)
    house.log_is_whole()


def test_backup(house: Installation) -> None:
    """Whatever has its name can be restored with the keys that are there."""
    for _ in rounds(every_moment(house.back_up), 15):
        for bundle in house.to.glob(f"{RECORDS}-*"):
            house.prove(bundle)
        shutil.rmtree(house.to, ignore_errors=True)
    assert not list(house.settings.data_dir.glob(f"{SCRATCH}*")), "what kills left is gone"
    assert not list(house.to.glob(".*")) + list(house.keys_to.glob(".*"))
    house.everything_reads()
    house.log_is_whole()


def test_restore(house: Installation) -> None:
    """The old records or the new ones, and nothing opens in between."""
    house.back_up()
    house.close()
    live = house.settings.data_dir
    middle = 0
    for _ in rounds(every_moment(house.restore), 15):
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
