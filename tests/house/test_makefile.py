"""What the Makefile would do, as `make --dry-run` says it."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
@pytest.mark.parametrize(("target", "newest"), [("lock", False), ("renew", True)])
def test_only_renew_takes_newer_versions_than_those_pinned(target: str, newest: bool) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--assume-old=.venv/dev.stamp", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    calls = [line for line in done.stdout.split(".venv/bin/") if line.startswith("uv pip compile")]
    assert len(calls) == 2
    assert all(("--upgrade" in call) is newest for call in calls)
