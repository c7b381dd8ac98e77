"""What is in memory stays there: whoever redacts, reveals or restores holds unmasked text."""

import resource

TOO_LITTLE = 1
"""Bytes of a core file, too few for one to be written.

Linux takes 1 for "to no program either". At 0 it still hands the memory to the program that
core_pattern names, such as apport or systemd-coredump (core(5); do_coredump in fs/coredump.c).
"""


def write_no_core_files() -> None:
    """Keep a crash of this process, and of those it starts, from having its memory written."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    least = 0 if most == 0 else TOO_LITTLE  # nobody may raise it again
    resource.setrlimit(resource.RLIMIT_CORE, (least, least))
