"""Print every figure of the README: each benchmark in a process of its own."""

import subprocess
import sys

for command in (
    ["benchmarks.engine"],
    ["benchmarks.webhook"],
    ["benchmarks.sealing"],
    ["benchmarks.audit"],
    ["benchmarks.keeping", "1000", "10000", "100000"],
    ["benchmarks.desk"],
    ["service.cli", "evaluate", "benchmarks/chats/held_out", "--against", "presidio"],
):
    subprocess.run([sys.executable, "-m", *command], check=True)
