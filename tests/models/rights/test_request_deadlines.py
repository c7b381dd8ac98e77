"""A request is due after a month; officers are reminded."""

from datetime import UTC, datetime

import pytest

from models.accounts.notices import count_unseen
from models.actors import Actor
from models.errors import Conflict
from models.records import Records
from models.rights.reminders import remind_due
from models.rights.request_work import extend_deadline, show_request
from models.rights.subject_requests import Extension, list_requests, months_after
from tests.models.rights.request_steps import take_in
from tests.models.scene import CLI, Clock


def test_the_deadline_is_a_month_and_is_put_off_once(
    records: Records, officer: Actor, clock: Clock
) -> None:
    request = take_in(records, officer)
    with records.act(officer) as act:
        before = show_request(act, request).request
        extend_deadline(act, request, Extension.COMPLEX)
        after = show_request(act, request).request
    assert before.due_at == clock.now.replace(month=4)
    assert after.due_at == clock.now.replace(month=6)
    with pytest.raises(Conflict), records.act(officer) as act:
        extend_deadline(act, request, Extension.MANY)
    clock.move(days=40)
    with records.act(officer) as act:
        (listed,) = list_requests(act)
    assert listed.days_left(clock.now) > 0
    assert before.days_left(clock.now) < 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
     ("2026-11-30", 3, "2027-02-28"), ("2026-12-05", 1, "2027-01-05")],
)  # fmt: skip
def test_a_month_ends_on_a_day_there_is(start: str, months: int, end: str) -> None:
    began = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert f"{months_after(began, months):%Y-%m-%d}" == end


def test_officers_are_reminded_once_soon_and_once_late(
    records: Records, officer: Actor, second: Actor, clock: Clock
) -> None:
    take_in(records, officer)
    assert remind_due(records, CLI) == 0
    clock.move(days=25)
    assert [remind_due(records, CLI), remind_due(records, CLI)] == [1, 0]
    assert count_unseen(records, officer.id) == 1
    assert count_unseen(records, second.id) == 1
    clock.move(days=10)
    assert [remind_due(records, CLI), remind_due(records, CLI)] == [1, 0]
