"""A worker that hangs ends, also where it hangs in a regex that lets no other thread run."""

import subprocess
import sys

SCRIPT = """
import re, sys
from service.stuck import ended_after

def hang(text):
    return re.fullmatch("(a+)+b", text)

with ended_after(float(sys.argv[1])):
    pass
with ended_after(float(sys.argv[1])):
    hang(sys.argv[2])
print("not hung")
"""


def run(seconds: float, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(seconds), text],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_what_hangs_is_ended_and_says_where_but_not_with_what() -> None:
    ended = run(0.5, "a" * 60 + "canary")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "in hang" in ended.stderr
    assert "canary" not in ended.stderr
    assert "aaa" not in ended.stderr


def test_what_ends_in_time_goes_on() -> None:
    going = run(30, "aab")
    assert (going.returncode, going.stdout, going.stderr) == (0, "not hung\n", "")
