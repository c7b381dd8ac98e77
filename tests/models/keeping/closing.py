"""A folder that nobody may look into, the test's own user included, whoever that is."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest


def close_to_all(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Refuse to list a folder, as the system does for one of another user's."""
    listed = os.scandir

    def refusing(path: Any = ".") -> Any:
        if str(path) == str(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
