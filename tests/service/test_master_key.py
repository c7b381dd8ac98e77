"""The master key comes from one place, and a missing one is said in one line."""

import base64
import sys
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.errors import KeyUnsafe
from models.seals.keys import create_master_key
from service.composition import open_records, set_up
from service.master_key import find_master_key, master_key_file
from service.settings import Settings

KEY = bytes(range(32))
TEXT = base64.b64encode(KEY).decode()


def by_command(*command: str, seconds: float = 10.0) -> Settings:
    return Settings(master_key_command=(sys.executable, *command), master_key_seconds=seconds)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_MASTER_KEY", TEXT)
    assert find_master_key(Settings()) == KEY
    assert master_key_file(Settings()) is None
    assert TEXT not in repr(Settings())


def test_a_child_process_gets_the_key_too() -> None:
    settings = Settings(master_key=TEXT)
    assert settings.environment()["REDACTOR_MASTER_KEY"] == TEXT


def test_from_a_file_of_ones_choice(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "the.key"
    key = create_master_key(path)
    assert find_master_key(Settings(data_dir=tmp_path, master_key_file=path)) == key


def test_from_a_command() -> None:
    assert find_master_key(by_command("-c", f"print({TEXT!r})")) == KEY


def test_the_command_goes_through_no_shell(tmp_path: Path) -> None:
    settings = Settings(master_key_command=("echo", TEXT, ";", "touch", str(tmp_path / "x")))
    with pytest.raises(KeyUnsafe):
        find_master_key(settings)
    assert not (tmp_path / "x").exists()


def test_a_command_that_hangs_is_killed_with_all_it_started() -> None:
    hang = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    began = time.monotonic()
    with pytest.raises(KeyUnsafe, match="within 0"):
        find_master_key(by_command("-c", hang, seconds=0.5))
    assert time.monotonic() - began < 10


def test_a_command_that_writes_without_end_is_read_no_further_than_a_key_goes() -> None:
    began = time.monotonic()
    with pytest.raises(KeyUnsafe, match="not a master key"):
        find_master_key(by_command("-c", "while True: print('A' * 1000)", seconds=30))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('the secret is 12345')", "not a master key"),
        (f"print({TEXT!r}); raise SystemExit(3)", "status 3"),
        ("", "not a master key"),
        ("print('A' * 100_000)", "not a master key"),
    ],
)
def test_an_answer_that_is_no_key_is_refused_and_not_quoted(script: str, said: str) -> None:
    with pytest.raises(KeyUnsafe, match=said) as refusal:
        find_master_key(by_command("-c", script))
    assert "12345" not in str(refusal.value)
    assert TEXT not in str(refusal.value)


def test_a_command_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyUnsafe, match="cannot be run: No such file"):
        find_master_key(Settings(master_key_command=("/nowhere/at/all",)))


@pytest.mark.parametrize("text", ["", "changeme", "A" * 43 + "=", TEXT[:-5]])
def test_a_weak_or_broken_key_in_the_environment_is_refused(text: str) -> None:
    with pytest.raises(KeyUnsafe, match="REDACTOR_MASTER_KEY is not a master key") as refusal:
        find_master_key(Settings(master_key=text))
    assert not text or text not in str(refusal.value)


def test_only_one_place_is_allowed(tmp_path: Path) -> None:
    ways = {
        "master_key": TEXT,
        "master_key_file": tmp_path / "k",
        "master_key_command": ("echo", TEXT),
    }
    for left_out in ways:
        two = {name: value for name, value in ways.items() if name != left_out}
        with pytest.raises(ValidationError, match="set only one of"):
            Settings(**two)


def test_an_installation_without_a_key_file(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", master_key=TEXT)
    set_up(settings)
    assert not (settings.keys / "master.key").exists()
    key = open_records(settings).keys.new_key("session:A")
    assert open_records(settings).keys.key("session:A") == key
    other = Settings(data_dir=tmp_path / "data", master_key=base64.b64encode(b"x" * 31 + b"y"))
    with pytest.raises(KeyUnsafe, match="not the one of this key store"):
        open_records(other)
