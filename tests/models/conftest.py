"""Real records in a temporary folder, with a clock the test moves."""

import shutil
from collections.abc import Callable

import pytest

from models.accounts.people import Person
from models.actors import Actor, Purpose, Role
from models.intake.sources import add_source
from models.records import Place, Records
from models.transcripts.sessions import keep
from tests.models.scene import CLI, MASTER_KEY, WORKER, Clock, actor_of, make_person, snapshot


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(place: Place, migrated: Place, clock: Clock) -> Records:
    shutil.copy(migrated.database, place.database)
    shutil.copy(migrated.key_store, place.key_store)
    return Records.open(place, master_key=MASTER_KEY, clock=clock)


@pytest.fixture
def source_id(records: Records) -> str:
    with records.act(CLI) as act:
        return add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source.id


@pytest.fixture
def person(records: Records) -> Person:
    return make_person(records, "Rosa Review", "rosa@company.example", Role.REVIEWER)


@pytest.fixture
def reader(person: Person) -> Actor:
    return actor_of(person)


@pytest.fixture
def lead(records: Records) -> Actor:
    return actor_of(make_person(records, "Lea Lead", "lea@company.example", Role.LEAD))


@pytest.fixture
def officer_person(records: Records) -> Person:
    return make_person(records, "Priya Privacy", "priya@company.example", Role.PRIVACY_OFFICER)


@pytest.fixture
def officer(officer_person: Person) -> Actor:
    return actor_of(officer_person, Purpose.PRIVACY)


@pytest.fixture
def second(records: Records) -> Actor:
    """Another officer."""
    person = make_person(records, "Omar Officer", "omar@company.example", Role.PRIVACY_OFFICER)
    return actor_of(person, Purpose.PRIVACY)


@pytest.fixture
def keep_one(records: Records, source_id: str) -> Callable[..., str]:
    """Keep a session and give its id."""

    def keeping(**changes: object) -> str:
        with records.act(WORKER) as act:
            return keep(act, snapshot(source_id, **changes)).session_id

    return keeping
