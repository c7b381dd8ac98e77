"""An entry names who acted; whoever else it speaks of is an id, and pages show the present name."""

import json
from collections.abc import Callable

from models.accounts.people import Person
from models.actors import Actor
from models.records import Records
from models.reveal.reveals import Reveal
from tests.models.reveal.asking import Ask, show


def test_asker_and_approver_stand_in_no_entry_by_name(
    records: Records,
    reader: Actor,
    person: Person,
    officer_person: Person,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
) -> None:
    reveal = ask()
    approve(reveal)
    show(records, reader, reveal)
    with records.peek() as look:
        rows = list(look.db.table("entries").rows)
    people = (person, officer_person)
    names = {part for each in people for part in (*each.name.split(), each.email)}
    for row in rows:
        said = json.dumps({**row, "actor_name": ""})
        assert not [name for name in names if name in said], row
    (shown,) = [row for row in rows if row["event"] == "original:revealed"]
    assert json.loads(shown["details"])["approver"] == officer_person.id
