"""The `redactor` command, run as people at a terminal run it."""

import subprocess
import sys
from pathlib import Path


def redactor(
    *arguments: str, data: Path | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env={"REDACTOR_DATA_DIR": str(data)} if data else {},
        timeout=120,
    )
