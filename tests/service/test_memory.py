"""Core files are switched off for good, whichever command holds unmasked text."""

import subprocess
import sys

LIMIT = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
SCRIPT = f"""
import subprocess, sys
from service.memory import write_no_core_files
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
    missed += [] if asked == [(resource.RLIMIT_CORE, (0, 0))] else [name]
    asked.clear()
print(len(names) > 15, missed)
"""


def printed(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_crash_writes_no_memory_to_disk_nor_does_one_of_what_it_starts() -> None:
    assert printed(SCRIPT) == ["(0, 0)", "(0, 0)"]


def test_every_command_sees_to_it_first() -> None:
    assert printed(EVERY_COMMAND)[-1] == "True []"
