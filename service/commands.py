"""Commands that the operator named: what they start ends with them when they take too long."""

import os
import signal
import subprocess
from contextlib import suppress


def end_with_all(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of a command and of all it started; it has to have a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
