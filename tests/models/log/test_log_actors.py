"""Everybody who can be asked for in the log has a name there."""

from collections.abc import Callable

from models.accounts.people import Person
from models.actors import Actor, ActorKind
from models.intake.sources import list_sources
from models.log.access_log import find_entries
from models.log.log_actors import list_log_actors
from models.records import Records
from tests.models.scene import CLI


def test_people_sources_and_workers_are_named(
    records: Records, person: Person, source_id: str, keep_one: Callable[..., str]
) -> None:
    keep_one()
    source = Actor(kind=ActorKind.SERVICE, id=source_id, name="as it was called then")
    with records.act(source) as act:
        list_sources(act)
    with records.act(CLI) as act:
        find_entries(act)
        found = list_log_actors(act)
    assert [(actor.kind, actor.id, actor.name) for actor in found] == [
        (ActorKind.PERSON, person.id, "Rosa Review"),  # without an entry of her own
        (ActorKind.SERVICE, source_id, "Shop"),
        (ActorKind.SYSTEM, "cli", "Command line"),
        (ActorKind.SYSTEM, "worker-1", "Worker 1"),
    ]


def test_each_is_listed_once_however_often_seen(records: Records) -> None:
    for _ in range(5):
        with records.act(CLI) as act:
            list_sources(act)
    with records.act(CLI) as act:
        list_sources(act)
        assert [actor.id for actor in list_log_actors(act)] == ["cli"]


def test_it_goes_through_the_index(records: Records) -> None:
    from models.log.log_actors import _LAST, _SEEN

    with records.peek() as look:
        for query, value in ((_SEEN, 1), (_LAST, "cli")):
            plan = str(look.db.execute(f"EXPLAIN QUERY PLAN {query}", [value]).fetchall())
            assert "entries_by_actor" in plan
            assert "SCAN entries" not in plan
