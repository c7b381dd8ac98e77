import subprocess
import sys

SCRIPT = """
import resource
from service.memory import write_no_core_files
write_no_core_files()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_a_crash_writes_no_memory_to_disk() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert done.stdout == "(0, 0)\n"
