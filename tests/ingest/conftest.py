"""Real records in a temporary folder, with a clock the test moves."""

import shutil
from pathlib import Path

import pytest

from models.access_log import export_entries
from models.actors import Actor, ActorKind, Purpose
from models.inbox import DeliveryStatus, counts
from models.records import Place, Records, migrate
from tests.ingest.times import Clock

OPERATOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="operator", purpose=Purpose.OPERATION)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(
        database=tmp_path / "records.db",
        key_store=tmp_path / "keys.db",
        anchor=tmp_path / "anchor.jsonl",
    )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A migrated place to copy: making one takes longer than most tests."""
    folder = tmp_path_factory.mktemp("migrated")
    made = Place(
        database=folder / "records.db", key_store=folder / "keys.db", anchor=folder / "anchor"
    )
    migrate(made)
    return made


@pytest.fixture
def records(place: Place, migrated: Place, clock: Clock) -> Records:
    shutil.copy(migrated.database, place.database)
    shutil.copy(migrated.key_store, place.key_store)
    return Records.open(place, master_key=b"k" * 32, clock=clock)


@pytest.fixture
def operator() -> Actor:
    return OPERATOR


@pytest.fixture
def tally(records: Records):
    """How many deliveries are in each state, without the empty ones."""

    def count() -> dict[DeliveryStatus, int]:
        return {status: number for status, number in counts(records).items() if number}

    return count


@pytest.fixture
def entries(records: Records, operator: Actor):
    """All entries of the access log so far, oldest first."""

    def export():
        with records.act(operator) as act:
            return [entry for entry in export_entries(act) if entry.actor_id != operator.id]

    return export
