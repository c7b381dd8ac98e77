"""Core files are switched off for good, whichever command holds unmasked text."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LIMIT = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
SCRIPT = f"""
import resource, subprocess, sys
from service.memory import write_no_core_files
resource.setrlimit(resource.RLIMIT_CORE, (0, int(sys.argv[1])))
write_no_core_files()
{LIMIT}
sys.stdout.flush()
subprocess.run([sys.executable, "-c", {LIMIT!r}])
"""
EVERY_COMMAND = """
import resource
asked, missed = [], []
resource.setrlimit = lambda *limit: asked.append(limit)
from service.cli import main
import click
names = main.list_commands(click.Context(main))
for name in names:
    main([name, "--help"], standalone_mode=False)
    missed += [] if len(asked) == 1 and asked[0][1] in [(0, 0), (1, 1)] else [name]
    asked.clear()
print(len(names) > 15, missed)
"""


CRASH = """
import os
from service.memory import write_no_core_files
write_no_core_files()
os.abort()
"""


def printed(script: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


FORBIDDEN = resource.getrlimit(resource.RLIMIT_CORE)[1] == 0


@pytest.mark.parametrize(
    ("allowed", "left"),
    [
        pytest.param("1", "(1, 1)", marks=pytest.mark.skipif(FORBIDDEN, reason="0 already")),
        ("0", "(0, 0)"),
    ],
)
def test_a_crash_hands_memory_to_no_file_and_no_program_nor_does_one_of_what_it_starts(
    allowed: str, left: str
) -> None:
    assert printed(SCRIPT, allowed) == [left, left]  # at 0 a program may still be handed it


def test_a_crash_leaves_no_file(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", CRASH]
    done = subprocess.run(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    assert done.returncode == -signal.SIGABRT
    assert not list(tmp_path.iterdir())


def test_every_command_sees_to_it_first() -> None:
    assert printed(EVERY_COMMAND)[-1] == "True []"
