"""Keys at a terminal: not replaced when lost, rotated, and what they sealed sealed anew."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.accounts.people import list_people
from models.log.anchors import load_signing_key, write_checkpoint
from models.records import Records
from models.store import opened, writing
from service.composition import open_records, operator, set_up, signing_key_file
from service.settings import Settings
from tests.service.terminal import redactor


@pytest.mark.parametrize("key", ["master.key", "signing.key"])
def test_a_lost_key_is_not_replaced(tmp_path: Path, key: str) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    write_checkpoint(records_with_an_entry(settings), load_signing_key(signing_key_file(settings)))
    (settings.keys / key).unlink()
    done = redactor("db", "migrate", data=tmp_path)
    assert done.returncode == 1
    assert key in done.stderr
    assert "Traceback" not in done.stderr
    assert not (settings.keys / key).exists()


@pytest.mark.parametrize("also", ["", "master.key"])
def test_a_lost_key_store_is_not_replaced(tmp_path: Path, also: str) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records_with_an_entry(settings).close()
    for part in tmp_path.glob("session-keys.db*"):
        part.unlink()
    if also:
        (settings.keys / also).unlink()
    there = sorted(path.name for path in tmp_path.rglob("*.key"))
    for command in (("db", "migrate"), ("setup", "--name", "Bo", "--email", "bo@shop.example")):
        done = redactor(*command, data=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "session-keys.db is gone" in done.stderr
        assert not list(tmp_path.glob("session-keys.db*"))
        assert sorted(path.name for path in tmp_path.rglob("*.key")) == there


def records_with_an_entry(settings: Settings) -> Records:
    records = open_records(settings)
    with records.act(operator()) as act:
        list_people(act)
    return records


def test_the_master_key_is_rotated_in_one_command(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    key = open_records(settings).keys.new_key("session:A")
    old = (settings.keys / "master.key").read_bytes()
    done = redactor("keys", "rotate", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (settings.keys / "master.key").read_bytes() != old
    assert not (settings.keys / "master.key.new").exists()
    assert open_records(settings).keys.key("session:A") == key
    assert "rotating to\tnone" in redactor("keys", "status", data=tmp_path).stdout
    exported = redactor("audit", "export", data=tmp_path).stdout
    assert "master_key:rotation_begun" in exported
    assert "master_key:rotated" in exported
    for text in (old.decode().strip(), (settings.keys / "master.key").read_text().strip()):
        assert text not in exported + done.stderr + done.stdout


def test_a_key_that_is_no_file_is_rotated_in_two_steps(tmp_path: Path) -> None:
    first, second = (redactor("keys", "new").stdout for _ in range(2))
    assert first != second

    def keys(*arguments: str, key: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "service.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env={"REDACTOR_DATA_DIR": str(tmp_path), "REDACTOR_MASTER_KEY": key.strip()},
        )

    assert keys("db", "migrate", key=first).returncode == 0
    early = keys("keys", "rotate", key=first)
    assert early.returncode == 1
    assert "--new-key-stdin" in early.stderr
    begun = keys("keys", "rotate", "--new-key-stdin", key=first, stdin=second)
    assert begun.returncode == 0, begun.stderr
    assert "run `redactor keys rotate` again" in begun.stderr
    for either in (first, second):
        assert keys("people", "list", key=either).returncode == 0
    assert "Rotated" in keys("keys", "rotate", key=second).stderr
    assert keys("people", "list", key=second).returncode == 0
    late = keys("people", "list", key=first)
    assert late.returncode == 1
    assert "not the one of this key store" in late.stderr
    assert len(late.stderr.splitlines()) == 1


def test_a_rotation_can_be_called_off(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    other = redactor("keys", "new").stdout
    assert redactor("keys", "rotate", "--new-key-stdin", data=tmp_path, stdin=other).returncode == 0
    assert redactor("keys", "rotate", "--cancel", data=tmp_path).returncode == 0
    assert "rotating to\tnone" in redactor("keys", "status", data=tmp_path).stdout
    assert redactor("keys", "rotate", "--cancel", data=tmp_path).returncode == 1


def test_resealing_names_one_session_or_says_all(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    key = open_records(settings).keys.new_key("session:8F3KQ2ZD")
    assert redactor("keys", "reseal", data=tmp_path).returncode == 2
    assert redactor("keys", "reseal", "8F3KQ2ZD", "--all", data=tmp_path).returncode == 2
    assert redactor("keys", "reseal", "8F3KQ2ZD", data=tmp_path).returncode == 1
    done = redactor("keys", "reseal", "--all", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 keys replaced" in done.stderr
    assert open_records(settings).keys.key("session:8F3KQ2ZD") != key


def test_a_broken_seal_that_is_met_twice_is_named_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    keys = open_records(settings).keys
    keys.new_key("session:8F3KQ2ZD")
    keys.new_key("riddle:A")
    with opened(keys.path) as db, writing(db):
        db.execute("UPDATE keys SET edition = edition - 1 WHERE id = 'riddle:A'")
    done = redactor("keys", "reseal", "--all", data=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("riddle:A") == 1
    assert "1 keys replaced" in done.stderr
