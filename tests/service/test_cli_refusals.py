"""What cannot be done is one line that says what to do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.terminal import redactor


def test_an_unprepared_place_says_what_to_do(tmp_path: Path) -> None:
    done = redactor("people", "list", data=tmp_path)
    assert done.returncode == 1
    assert "redactor setup" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "many", "REDACTOR_PORT"),
        ("COUNTRIES", "not json", "REDACTOR_COUNTRIES is no JSON"),
        ("PUBLIC_URL", "http://shop.example", "must be https"),
        ("POLICY", "gentle", "gentle"),
        ("PUBLIC_URL", "https://shop.example/chats", "nothing more"),
        ("COUNTRIES", '["XX"]', "no country: 'XX'"),
        ("TRUSTED_PROXIES", "*", "trusted_proxies must be addresses"),
        ("KEEP_ORIGINAL", "false", "is REDACTOR_KEEP_ORIGINALS meant?"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, setting: str, value: str, said: str) -> None:
    environment = {"REDACTOR_DATA_DIR": str(tmp_path), f"REDACTOR_{setting}": value}
    done = serve(environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("setting", ["SMTP_PASSWORD_FILE", "SSO_CLIENT_SECRET_FILE"])
def test_a_secret_that_others_may_read_is_one_line(tmp_path: Path, setting: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("quiet reading room")
    secret.chmod(0o644)
    done = serve({"REDACTOR_DATA_DIR": str(tmp_path), f"REDACTOR_{setting}": str(secret)})
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"{secret} may be read by others: chmod 600 it" in done.stderr


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = serve({"REDACTOR_DATA_DIR": str(tmp_path), "REDACTOR_PORT": port})
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "already in use" in done.stderr


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = redactor("db", "migrate", data=tmp_path / "file" / "data")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Not a directory" in done.stderr


def serve(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.cli", "serve"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
