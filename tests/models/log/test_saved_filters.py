"""Saved filters hold codes only, also those that were kept before that was looked at."""

import pytest

from models.accounts.people import Person
from models.records import Records, migrate
from models.store import opened, writing

KNOWN = (
    "/log",
    "/log?question=refused&since=2026-03-01&until=2026-03-31",
    "/log?event=health%3Aread&outcome=refused&request=aaaa-bbbb-cccc",
)


def left_after_upgrade(records: Records, person: Person, *addresses: str) -> list[str]:
    """The addresses an upgrade leaves of filters that were kept before they were looked at."""
    row = {"person_id": person.id, "created_at": "2026-03-01T09:00:00Z"}
    with opened(records.place.database) as db, writing(db):
        db.table("saved_filters").insert_all(
            {"id": str(number), "name": str(number), "address": address} | row
            for number, address in enumerate(addresses)
        )
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'known_filters'")
    assert migrate(records.place) == ["known_filters"]
    with records.peek() as look:
        return [kept["address"] for kept in look.db.table("saved_filters").rows]


def test_an_upgrade_leaves_what_may_be_kept(records: Records, person: Person, keep_one) -> None:
    session = keep_one()
    asked = (
        f"/log?question=session&object={session.lower()}",
        f"/log?question=person&actor={person.id}",
        f"/log?object=session%3A{session}",
    )
    assert left_after_upgrade(records, person, *KNOWN, *asked) == [*KNOWN, *asked]


@pytest.mark.parametrize(
    "address",
    [
        "/logquackenbush",
        "/log/quackenbush?outcome=refused",
        "/log?actor=quackenbush",
        "/log?object=2125550187",
        "/log?object=session%3A2125550187",
        "/log?request=quackenbush",
        "/log?event=quackenbush",
        "/log?outcome=quackenbush",
        "/log?question=quackenbush",
        "/log?since=quackenbush",
        "/log?since=2026-03-01quackenbush",
        "/log?note=quackenbush",
        "/log?quackenbush",
        "/log?outcome=quackenbush&outcome=refused",
        "/log?outcome=refused#quackenbush",
    ],
)
def test_an_upgrade_leaves_no_word_that_somebody_typed(
    records: Records, person: Person, address: str
) -> None:
    assert left_after_upgrade(records, person, KNOWN[1], address) == [KNOWN[1]]
