"""A disk of a few megabytes, to be filled: a tmpfs of its own, so that ENOSPC is the kernel's."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 24
CHUNK = 64 * 1024


class SmallDisk:
    """A folder on a disk of its own; the ballast takes whatever room is to be taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, *, leaving: int = 0) -> None:
        """Take all room but so many bytes."""
        reserve = self.folder / "reserve"
        if leaving:
            reserve.write_bytes(bytes(leaving))
        with self._ballast.open("wb", buffering=0) as file:
            for size in (CHUNK, 4096, 1):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    continue
        reserve.unlink(missing_ok=True)

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def mounted(folder: Path) -> Iterator[SmallDisk | None]:
    """A small disk at `folder`; None where this user may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except OSError:
        yield None
        return
    if done.returncode:
        yield None
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
