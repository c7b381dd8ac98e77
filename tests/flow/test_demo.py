"""`make run`: everything starts, the samples come in by webhook, Ctrl-C stops it, twice."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from models.accounts.people import add_person
from models.actors import Role
from models.migrations import IN_ORDER
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.service_process import form_fields, free_port

pytestmark = pytest.mark.slow

ROLES = ("Reviewer", "Lead", "Privacy officer", "Auditor", "Administrator")


class Demo:
    def __init__(self, folder: Path, port: int) -> None:
        self.said = folder / "said.txt"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "service.cli", "demo", "--port", str(port)],
                env={
                    "REDACTOR_DATA_DIR": str(folder / "var"),
                    "http_proxy": f"http://127.0.0.1:{free_port()}",
                },
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        deadline = time.monotonic() + 120
        while "Ctrl-C stops it" not in self.said.read_text():
            assert time.monotonic() < deadline, self.said.read_text()
            assert self.process.poll() is None, self.said.read_text()
            time.sleep(0.2)

    def sign_in_addresses(self) -> dict[str, str]:
        found = re.findall(
            r"^  (\S.*?)  +.*?(http\S+/sign-in/once/\S+)$", self.said.read_text(), re.M
        )
        return dict(found)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0
        assert "Traceback" not in self.said.read_text()


def queue_length(address: str) -> int:
    base = address.split("/sign-in")[0]
    with httpx.Client(follow_redirects=True, headers={"Origin": base}) as client:
        form = form_fields(client.get(address).text)
        form["purpose"] = "customer_service_improvement"
        assert client.post(address, data=form).status_code == 200
        page = client.get(f"{base}/queue").text
    found = re.search(r"(\d+) waiting sessions", page)
    assert found is not None
    return int(found[1])


def test_the_demo_fills_once_and_keeps_what_was_there(tmp_path: Path) -> None:
    port = free_port()
    first = Demo(tmp_path, port)
    addresses = first.sign_in_addresses()
    assert set(addresses) == set(ROLES)
    waiting = queue_length(addresses["Reviewer"])
    assert waiting >= 40
    first.stop()

    again = Demo(tmp_path, port)
    assert "Sending" not in again.said.read_text()
    assert queue_length(again.sign_in_addresses()["Reviewer"]) == waiting
    again.stop()


def refused(folder: Path, port: int) -> str:
    """What a demo that does not start says, without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "demo", "--port", str(port)],
        env={"REDACTOR_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_real_installation_is_left_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")
    set_up(settings)
    records = open_records(settings)
    with records.act(operator()) as act:
        add_person(act, name="Ada", email="ada@shop.example", role=Role.ADMINISTRATOR)
    with records.step() as step:  # as one that waits for a migration
        newest = IN_ORDER[-1].__name__
        step.db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [newest])
    records.close()
    before = contents(settings.data_dir)
    assert "holds real records" in refused(settings.data_dir, free_port())
    assert contents(settings.data_dir) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_taken_port_is_said_plainly(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "PORT=" in refused(tmp_path / "var", taken.getsockname()[1])


def test_a_service_that_does_not_come_up_is_said_in_a_line(tmp_path: Path) -> None:
    mail = {"HOST": "127.0.0.1", "SECURITY": "none", "USER": "log", "PASSWORD_FILE": "/not/there"}
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "demo", "--port", str(free_port())],
        env={
            "REDACTOR_DATA_DIR": str(tmp_path / "var"),
            "REDACTOR_MAIL_FROM": "log@shop.example",
            **{f"REDACTOR_SMTP_{name}": value for name, value in mail.items()},
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.endswith("Error: the service did not come up: its messages above say why\n")
    assert "httpx" not in done.stderr
