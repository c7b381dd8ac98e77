"""Real records in a temporary folder, with a clock the test moves."""

import shutil

import pytest

from models.actors import Actor, ActorKind, Purpose
from models.intake.inbox import DeliveryStatus, counts
from models.log.access_log import export_entries
from models.records import Place, Records
from tests.ingest.times import Clock

OPERATOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="operator", purpose=Purpose.OPERATION)


@pytest.fixture
def clock() -> Clock:
    return Clock()


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
