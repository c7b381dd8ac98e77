"""The tests themselves, run side by side: they fail where they must, and say so at the end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDS_A_BROWSER = "tests/browser/test_accessible.py::test_a_breach_would_be_noticed"
LEAVING = """
import socket

def test_it():
    socket.create_connection(("192.0.2.1", 80), timeout=0.1)
"""

pytestmark = pytest.mark.slow


def test_workers_want_a_browser_and_may_not_leave_the_machine(tmp_path: Path) -> None:
    """One test that finds no browser although CI is set, and one that goes beyond loopback."""
    planted = tmp_path / "test_leaving.py"
    planted.write_text(LEAVING)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-n", "1", "--dist", "worksteal"),
            *("-p", "no:cacheprovider", f"--rootdir={ROOT}", "--config-file=pyproject.toml"),
            *(NEEDS_A_BROWSER, planted),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=own | {"PATH": "", "CI": "true"},
        timeout=240,
    )
    assert "1 failed, 1 error in" in done.stdout.splitlines()[-1], done.stdout
    assert "no Chromium on this machine" in done.stdout
    assert "SocketConnectBlockedError" in done.stdout
