"""Print every figure of the README: each benchmark in a process of its own."""

import subprocess
import sys

for command in (["engine"], ["webhook"], ["detection", "held_out"]):
    module, *arguments = command
    subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True)
