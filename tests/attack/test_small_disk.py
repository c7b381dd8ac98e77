"""A disk that is really full, at every amount of room left: nothing is lost, and it goes on."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.backups.backing_up import RECORDS
from models.errors import RecordsError
from models.left_copies import SCRATCH
from models.only_one import STAGING
from models.seals.resealing import reseal_all
from models.seals.rotation import key_state
from service.composition import operator
from service.rotating import rotate
from tests.attack.installation import KEPT, VALUE, Installation
from tests.attack.small_disk import SmallDisk, mounted
from tests.attack.test_kill import log_is_whole, transcript
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

ROOM = tuple(kilobytes * 1024 for kilobytes in (0, 8, 32, 64, 96, 160, 256, 512, 1024, 4096))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "disk") as made:
        if made is None:
            pytest.skip("only root may mount a small disk; test_full_disk.py runs without")
        yield made


@pytest.fixture
def house(template: tuple[Path, str], disk: SmallDisk) -> Iterator[Installation]:
    made = Installation.copied(template, disk.folder / "home")
    yield made
    made.close()


def at_every_room(
    disk: SmallDisk,
    house: Installation,
    work: Callable[[], object],
    *,
    prepare: Callable[[], object] = lambda: None,
) -> Iterator[bool]:
    """Do the work with less and more room; yields whether it failed, when there is room again.

    It has to fail sometimes and to succeed sometimes, or the test proves nothing.
    """
    outcomes = set()
    for leaving in ROOM:
        prepare()
        house.close()
        disk.fill(leaving=leaving)
        said = ""
        try:
            work()
        except (RecordsError, OSError) as error:
            said = str(error) or type(error).__name__
        finally:
            house.close()
            disk.free()
        assert "visitor" not in said
        outcomes.add(bool(said))
        yield bool(said)
    assert outcomes == {True, False}


def test_erasure(house: Installation, disk: SmallDisk) -> None:
    for failed in at_every_room(disk, house, house.erase, prepare=house.ask):
        house.everything_reads()
        if failed:
            house.erase()
        house.close()
        assert house.erasures() == {"done"}
        assert house.residue(VALUE.format(house.made)) == []
    house.log_is_whole()


def test_sweep(house: Installation, disk: SmallDisk) -> None:
    due: list[str] = []

    def prepare() -> None:
        due[:] = [house.add(days=400), house.add(days=100)]

    for failed in at_every_room(disk, house, house.sweep, prepare=prepare):
        house.everything_reads()
        house.no_key_is_gone_unsaid()
        if failed:
            house.sweep()
        house.erase()
        assert house.count("sessions", "id = ?", due[0]) == 0
        assert house.count("messages", "session_id = ?", due[1]) > 0
        assert (house.count("originals"), house.count("deliveries")) == (KEPT, KEPT)
    house.log_is_whole()


def test_rotation(house: Installation, disk: SmallDisk) -> None:
    def work() -> None:
        rotate(house.settings, house.records(), given=None, say=lambda _: None)

    for failed in at_every_room(disk, house, work):
        house.everything_reads()
        if failed:
            work()
        state = key_state(house.records().keys)
        assert (state.rotating_to, state.old) == ("", 0)
        assert not list(house.settings.keys.glob("*.new"))
        house.everything_reads()
    house.log_is_whole()


def test_resealing(house: Installation, disk: SmallDisk) -> None:
    def work() -> None:
        list(reseal_all(house.records(), operator(), batch=2))

    for failed in at_every_room(disk, house, work):
        house.everything_reads()
        if failed:
            work()
        assert key_state(house.records().keys).unreplaced == 0
        house.everything_reads()
    house.log_is_whole()


def test_backup(house: Installation, disk: SmallDisk) -> None:
    """Beside the records, where copies are prepared, and on the medium: it is one disk here."""
    for failed in at_every_room(disk, house, house.back_up):
        assert not list(house.settings.data_dir.glob(f"{SCRATCH}*"))
        assert not list(house.to.glob(".*")) + list(house.keys_to.glob(".*"))
        if failed:
            assert not list(house.to.glob(f"{RECORDS}-*"))
            house.back_up()
        for bundle in house.to.glob(f"{RECORDS}-*"):
            house.prove(bundle)
            bundle.unlink()
        house.everything_reads()
    house.log_is_whole()


def test_restore(house: Installation, disk: SmallDisk) -> None:
    house.back_up()
    for failed in at_every_room(disk, house, house.restore):
        assert not (house.settings.data_dir / STAGING).exists()
        assert len(list(house.settings.data_dir.glob("replaced-*"))) == (not failed)
        house.everything_reads()
        for aside in house.settings.data_dir.glob("replaced-*"):
            shutil.rmtree(aside)


def test_a_command_says_in_one_line_what_is_wrong(house: Installation, disk: SmallDisk) -> None:
    disk.fill()
    for command in (["keys", "rotate"], ["backup", str(house.to), "--keys-to", str(house.keys_to)]):
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", *command],
            env={"REDACTOR_DATA_DIR": str(house.settings.data_dir)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    disk.free()
    house.everything_reads()


def test_webhooks_are_refused_and_none_is_lost(disk: SmallDisk) -> None:
    """The service stands on the full disk with its log, and goes on by itself."""
    service = ServiceProcess(disk.folder)
    service.start()
    names = iter(f"conversation-{number}" for number in range(1_000))
    kept = []

    def send() -> int:
        name = next(names)
        status = service.post("transcript", transcript(name)).status_code
        if status == 200:
            kept.append(name)
        return status

    for _ in range(2):
        for _ in range(3):
            assert send() == 200
        disk.fill()
        statuses = [send() for _ in range(6)]
        assert statuses[-1] == 503, "with nothing kept, so that the vendor sends it again"
        assert set(statuses) <= {200, 503}
        disk.free()
    assert send() == 200
    service.wait_until_idle()
    with service.records.peek() as look:
        assert look.db.table("sessions").count == len(kept)
        assert look.db.table("originals").count == len(kept)
        assert look.db.table("deliveries").count_where("status = 'done'") == len(kept)
    assert service.stop() == 0
    log_is_whole(service)
