"""Somebody with a password."""

import pytest

from models.accounts.people import Person, set_password
from models.records import Records
from tests.models.accounts.signing_in import RIGHT
from tests.models.scene import CLI


@pytest.fixture
def rosa(records: Records, person: Person) -> Person:
    with records.act(CLI) as act:
        set_password(act, person.id, RIGHT)
    return person
