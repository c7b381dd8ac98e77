"""Print every figure of the README: each benchmark in a process of its own.

Erasure is measured beside a hundred thousand sessions at most; `python -m benchmarks.keeping` goes
on to a million.
"""

import subprocess
import sys

COMMANDS = """
benchmarks.engine
benchmarks.webhook
benchmarks.sealing
benchmarks.audit
benchmarks.keeping 1000 10000 100000
benchmarks.desk
service.cli evaluate benchmarks/chats/everyday --against presidio
service.cli evaluate benchmarks/chats/held_out --against presidio
service.cli evaluate benchmarks/chats/mixed
service.cli evaluate benchmarks/sentences/fresh --policy strict --no-identity
"""

if __name__ == "__main__":
    for command in COMMANDS.strip().splitlines():
        subprocess.run([sys.executable, "-m", *command.split()], check=True)
