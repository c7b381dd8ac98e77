"""`redactor redact --jobs`: what stops several processes is said in a line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LINE = json.dumps({"id": "s1", "messages": [{"role": "visitor", "text": "hello"}]}) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_missing_model_says_what_to_do(tmp_path: Path, jobs: str) -> None:
    for package in ("models", "service"):
        (tmp_path / package).symlink_to(Path(package).resolve())
    shutil.copytree("redactor", tmp_path / "redactor", ignore=shutil.ignore_patterns("chat_pii_en"))
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "redact", "--jobs", jobs],
        input=LINE,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={},
        timeout=120,
    )
    said = done.stderr.removeprefix("2 processes\n")
    folder = tmp_path / "redactor" / "ner" / "chat_pii_en"
    assert said == f"Error: no language model at {folder}: reinstall chat-redactor\n"
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.slow
def test_a_process_that_dies_is_said_with_the_line_to_go_on_from(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINE * 130)
    with (tmp_path / "in.jsonl").open() as lines:
        running = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "redact", "--jobs", "2"],
            stdin=lines,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={},
        )
    try:
        while running.poll() is None and len(workers := _spawned(running.pid)) < 2:
            time.sleep(0.01)
        time.sleep(1)  # their parent knows both by then, and neither has loaded its engine
        os.kill(workers[0], signal.SIGKILL)
        out, err = running.communicate(timeout=120)
    finally:
        running.kill()
    assert (running.returncode, out) == (1, "")
    assert "before line 1: go on there" in err
    assert "Traceback" not in err


def _spawned(parent: int) -> list[int]:
    """The processes that do the work of a parent."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    children = " ".join(task.read_text() for task in tasks).split()
    started = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [int(child) for child, command in started.items() if b"spawn_main" in command]
