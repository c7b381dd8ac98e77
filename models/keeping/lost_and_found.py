"""`lost+found` of a volume: what its file system keeps for root's repairs, and nobody else's."""

import os
import stat
from pathlib import Path

NAME = "lost+found"


def is_lost_and_found(path: Path, top: Path) -> bool:
    """Whether this is that folder, at the top of a volume that is looked through as a whole.

    Only where none but root may put anything in, or look: a folder of that name anywhere else,
    of another owner, with other rights, with folders in it or that is a link is as any other.
    """
    if path != top / NAME or not os.path.ismount(top):
        return False
    try:
        facts, around = path.lstat(), top.stat()
    except OSError:
        return False
    return is_roots_alone(facts) and facts.st_dev == around.st_dev


def is_roots_alone(facts: os.stat_result) -> bool:
    """Whether it is a folder without folders that only root may open."""
    return (
        stat.S_ISDIR(facts.st_mode)
        and stat.S_IMODE(facts.st_mode) == 0o700
        and facts.st_uid == 0
        and facts.st_nlink == 2
    )
