"""A house with five sessions in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.records import Records
from tests.models.backups.house import House
from tests.models.scene import Clock


@pytest.fixture
def house(
    records: Records, source_id: str, keep_one: Callable[..., str], tmp_path: Path, clock: Clock
) -> House:
    for number in range(5):
        keep_one(reference=f"conversation-{number}", original=b"original %d" % number)
    return House(records, tmp_path, clock)
