"""A full disk amid backup, restore, rotation and resealing: nothing is lost, and it goes on."""

import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from models.intake.sources import add_source
from models.left_copies import SCRATCH
from models.only_one import STAGING
from models.seals.rotation import key_state
from models.transcripts.sessions import find_original, keep
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.models.scene import snapshot

pytestmark = pytest.mark.slow

SESSIONS = 300
ORIGINAL_BYTES = 40_000
SEED = 20260519
FULL = 4_000_000
"""No file may grow beyond this many bytes: a third of what the database has."""


class House:
    """An installation with some megabytes in it, and two media."""

    def __init__(self, folder: Path) -> None:
        chance = random.Random(SEED)
        self.folder, self.data = folder, folder / "data"
        self.to, self.keys_to = folder / "medium", folder / "other-medium"
        self.settings = Settings(data_dir=self.data)
        set_up(self.settings)
        records = open_records(self.settings)
        with records.act(operator()) as act:
            source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
        self.source_id = source.id
        self.plain = {str(number): chance.randbytes(ORIGINAL_BYTES) for number in range(SESSIONS)}
        with records.act(operator()) as act:
            for reference, original in self.plain.items():
                keep(act, snapshot(source.id, reference=reference, original=original))
        records.close()

    def command(self, *command: str, full: bool = False) -> "subprocess.Popen[str]":
        def limit() -> None:
            if full:
                resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, FULL))

        return subprocess.Popen(
            [sys.executable, "-m", "service.cli", *command],
            env={"REDACTOR_DATA_DIR": str(self.data)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=limit,
        )

    def backup(self, *, full: bool = False) -> "subprocess.Popen[str]":
        return self.command("backup", str(self.to), "--keys-to", str(self.keys_to), full=full)

    def drill(self) -> "subprocess.Popen[str]":
        return self.command("backup", "drill", str(self.to), "--keys", str(self.keys_to))

    def restore(self, *, full: bool = False) -> "subprocess.Popen[str]":
        told = ("--replace", "--older-log")
        return self.command("restore", str(self.to), "--keys", str(self.keys_to), *told, full=full)

    def everything_reads(self, sample: int = SESSIONS) -> None:
        records = open_records(self.settings)
        for reference in random.sample(sorted(self.plain), sample):
            found = find_original(records, self.source_id, reference)
            assert found is not None
            assert found.body == self.plain[reference]
        records.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def finished(process: "subprocess.Popen[str]") -> tuple[int, str]:
    _, said = process.communicate(timeout=240)
    return process.returncode, said


def test_a_full_disk_ends_a_backup_and_leaves_nothing_of_it(house: House) -> None:
    code, said = finished(house.backup(full=True))
    assert (code, len(said.splitlines())) == (1, 1), said
    assert not any(path.exists() and any(path.iterdir()) for path in (house.to, house.keys_to))
    assert not list(house.data.glob(f"{SCRATCH}*"))
    house.everything_reads(20)
    assert finished(house.backup())[0] == 0


def test_a_full_disk_ends_a_restore_and_changes_nothing(house: House) -> None:
    assert finished(house.backup())[0] == 0
    before = {path.name: path.read_bytes() for path in house.data.glob("*.db")}
    code, said = finished(house.restore(full=True))
    assert (code, len(said.splitlines())) == (1, 1), said
    assert {path.name: path.read_bytes() for path in house.data.glob("*.db")} == before
    assert not (house.data / STAGING).exists()
    house.everything_reads(20)


@pytest.mark.parametrize("command", ["rotate", "reseal --all"])
def test_a_full_disk_stops_a_change_of_keys_and_it_goes_on_later(
    house: House, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key store may not grow at all; the database neither."""
    monkeypatch.setattr(sys.modules[__name__], "FULL", 24_000)
    code, said = finished(house.command("keys", *command.split(), full=True))
    assert code == 1, said
    assert "Traceback" not in said
    house.everything_reads(20)
    assert finished(house.command("keys", *command.split()))[0] == 0
    house.everything_reads(20)
    records = open_records(house.settings)
    state = key_state(records.keys)
    assert (state.rotating_to, state.old, state.unreplaced) == ("", 0, 0)
    records.close()
