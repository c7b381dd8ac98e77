"""Copies of records and keys beside them: what kills left of some, what restores moved aside.

Backups, drills and restores work on copies in folders of their own, and remove them unless they
are killed. Such a copy has the keys, and the masked text, of whatever is erased afterwards.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from models.only_one import READY, STAGING, only_one
from models.records import Place

SCRATCH = ".backup-"
"""How the folders of unfinished copies begin; they lie beside the records."""
ASIDE = "replaced-"
"""How the folders begin into which a restore moves what it replaces."""


def remove_left(place: Place) -> None:
    """Remove what killed backups, drills and restores left of records that are open.

    Unwritable while a backup or drill is at work; OSError where something cannot be removed.
    """
    if not any(_left(place)):
        return
    with only_one(place.key_store):
        for folder in list(_left(place)):
            shutil.rmtree(folder)


def moved_aside(place: Place) -> tuple[Path, ...]:
    """The records and key stores that restores moved aside, until a person deletes them."""
    return tuple(
        file
        for folder in sorted(_beside(place).glob(f"{ASIDE}*"))
        for kept in (place.database, place.key_store)
        for file in sorted(folder.glob(f"{kept.name}*"))
    )


def _left(place: Place) -> Iterator[Path]:
    """Folders of copies; a restore is not at work, or the records could not be open."""
    yield from (path for path in _beside(place).glob(f"{SCRATCH}*") if path.is_dir())
    staging = _beside(place) / STAGING
    if staging.exists() and not (staging / READY).exists():
        yield staging


def _beside(place: Place) -> Path:
    return place.database.parent.resolve()
