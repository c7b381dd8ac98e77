"""What is in memory stays there: a worker holds unmasked text while it redacts."""

import resource


def write_no_core_files() -> None:
    """Keep a crash of this process, and of those it starts, from writing its memory to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
