"""A reveal ends when who asked, or what was asked for, is not the same any more."""

from collections.abc import Callable

import pytest

from models.accounts.people import disable_person
from models.actors import Actor, Purpose, Role
from models.errors import Conflict, NotAllowed, NotFound
from models.log.events import Event
from models.records import Records
from models.reveal.reveal_words import Reveal
from models.reveal.reveals import open_reveal
from models.transcripts.sessions import keep
from tests.models.reveal.asking import CHAT, Ask, events, show
from tests.models.scene import CLI, WORKER, snapshot


def test_a_role_that_changed_meanwhile_ends_it(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    with records.step() as step:
        step.db.table("people").update(reader.id, {"role": "lead"})
    moved = Actor(
        kind=reader.kind, id=reader.id, name=reader.name, role=Role.LEAD, purpose=reader.purpose
    )
    with pytest.raises(NotAllowed, match="role"):
        show(records, moved, reveal)
    with pytest.raises(Conflict, match="asker_changed"):
        approve(later)


def test_an_asker_who_left_is_not_approved(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask()
    with records.act(CLI) as act:
        disable_person(act, reader.id)
    with pytest.raises(Conflict, match="asker_changed"):
        approve(reveal)


def test_another_purpose_than_it_was_asked_for_ends_it(
    records: Records, ask: Ask, approve: Callable[[Reveal], Reveal], reader: Actor
) -> None:
    reveal = approve(ask())
    other = Actor(
        kind=reader.kind, id=reader.id, name=reader.name, role=reader.role, purpose=Purpose.PRIVACY
    )
    with pytest.raises(NotAllowed, match="purpose"):
        show(records, other, reveal)


def redact_again(records: Records, source_id: str) -> None:
    with records.act(WORKER) as act:
        keep(act, snapshot(source_id, **CHAT))


def test_a_session_redacted_anew_meanwhile_ends_it(
    records: Records,
    source_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    redact_again(records, source_id)
    with pytest.raises(Conflict, match="revision_moved"):
        show(records, reader, reveal)
    with pytest.raises(Conflict, match="revision_moved"):
        approve(later)
    with pytest.raises(Conflict, match="revision_moved"):
        ask()


@pytest.mark.parametrize("status", ["withheld", "quarantined", "open"])
def test_a_session_that_nobody_reads_is_not_revealed(
    records: Records,
    session_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    status: str,
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    with records.step() as step:
        step.db.table("sessions").update(session_id, {"status": status})
    for refused in (
        lambda: show(records, reader, reveal),
        lambda: approve(later),
        lambda: ask(place=None, minutes=5),
    ):
        with pytest.raises(NotFound):
            refused()
    assert ("refused", status) in events(records, Event.ORIGINAL_REVEALED)


def test_an_erased_session_is_not_revealed(
    records: Records,
    session_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
) -> None:
    reveal = approve(ask())
    records.keys.shred(f"session:{session_id}")
    with pytest.raises(Conflict, match="original_gone"):
        show(records, reader, reveal)
    with records.act(reader) as act:
        assert open_reveal(act, reveal.id).note == ""
