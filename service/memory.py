"""What is in memory stays there: whoever redacts, reveals or restores holds unmasked text."""

import resource


def write_no_core_files() -> None:
    """Keep a crash of this process, and of those it starts, from writing its memory to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
