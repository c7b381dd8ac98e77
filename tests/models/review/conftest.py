"""A chat in which a name was missed, and who reports it."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.records import Records
from models.review.reports import Made, ReportedEntity, report_missed
from tests.models.review.reporting import CHLOE, TEXTS
from tests.models.scene import told


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    return keep_one(**told(*TEXTS, masking=CHLOE))


@pytest.fixture
def report(records: Records, session_id: str, reader: Actor, officer: Actor) -> Callable[..., Made]:
    def reporting(words: str = "Vexbury", **changes: object) -> Made:
        fields: dict[str, object] = {
            "revision": 1,
            "words": words,
            "entity": ReportedEntity.PERSON,
        }
        with records.act(reader) as act:
            return report_missed(act, session_id, **(fields | changes))  # type: ignore[arg-type]

    return reporting
