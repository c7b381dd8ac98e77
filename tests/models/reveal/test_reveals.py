"""Reveals: one person asks, another decides, and the original is shown once, in time, logged."""

from collections.abc import Callable

import pytest

from models.accounts.people import Person
from models.actors import Actor, Purpose, Role
from models.errors import Conflict, NotAllowed, NotFound
from models.log.events import Event
from models.records import Records
from models.reveal.reveal_words import ASK_LASTS, Reveal, RevealState
from models.reveal.reveals import decide_reveal
from tests.models.reveal.asking import VALUE, Ask, events, show
from tests.models.scene import Clock, actor_of, make_person


def test_what_one_mask_hides_is_shown_once_to_who_asked_after_another_approved(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask()
    assert (reveal.label, reveal.entity, reveal.state) == ("[PERSON_1]", "PERSON", "asked")
    assert approve(reveal).state is RevealState.APPROVED
    shown = show(records, reader, reveal)
    assert (shown.value, shown.label, shown.messages) == (VALUE, "[PERSON_1]", ())
    assert VALUE not in repr(shown)
    with pytest.raises(Conflict, match="shown"):
        show(records, reader, reveal)
    assert events(records, Event.ORIGINAL_REVEALED) == [
        ("allowed", "advice"),
        ("refused", "shown"),
    ]


def test_a_whole_session_is_shown_message_by_message(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask(place=None)
    assert reveal.whole
    approve(reveal)
    shown = show(records, reader, reveal)
    assert [message.text for message in shown.messages] == [
        f"Hi, {VALUE} here",
        "Hello, how can I help?",
    ]


def test_nobody_decides_on_what_they_asked_for(
    records: Records, session_id: str, ask: Ask, officer_person: Person, officer: Actor
) -> None:
    reveal = ask(by=actor_of(officer_person, Purpose.CUSTOMER_SERVICE))
    with pytest.raises(NotAllowed, match="own"), records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=True)
    assert events(records, Event.REVEAL_APPROVED) == [("refused", "own")]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_officer_decides(records: Records, ask: Ask, role: Role) -> None:
    reveal = ask()
    other = make_person(records, "Some One", "some@company.example", role)
    with pytest.raises(NotAllowed, match="role"), records.act(actor_of(other)) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_an_officer_who_is_here_to_read_does_not_decide(
    records: Records, ask: Ask, officer_person: Person
) -> None:
    reveal = ask()
    reading = actor_of(officer_person, Purpose.CUSTOMER_SERVICE)
    with pytest.raises(NotAllowed, match="purpose"), records.act(reading) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_it_is_not_shown_before_a_decision_nor_after_a_refusal(
    records: Records, reader: Actor, ask: Ask, officer: Actor
) -> None:
    reveal = ask()
    with pytest.raises(Conflict, match="undecided"):
        show(records, reader, reveal)
    with records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=False)
    with pytest.raises(Conflict, match="refused"):
        show(records, reader, reveal)
    with pytest.raises(Conflict, match="decided"), records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_the_time_runs_out(
    records: Records,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    clock: Clock,
) -> None:
    reveal = approve(ask(minutes=10))
    clock.move(minutes=10)
    with pytest.raises(Conflict, match="expired"):
        show(records, reader, reveal)


def test_it_is_shown_until_the_last_second(
    records: Records,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    clock: Clock,
) -> None:
    reveal = approve(ask(minutes=10))
    clock.move(minutes=9, seconds=59)
    assert show(records, reader, reveal).value == VALUE


def test_what_nobody_decided_runs_out_too(
    ask: Ask, approve: Callable[[Reveal], Reveal], clock: Clock
) -> None:
    reveal = ask()
    clock.move(seconds=ASK_LASTS.total_seconds())
    with pytest.raises(Conflict, match="expired"):
        approve(reveal)


def test_nobody_else_is_shown_it(
    records: Records,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    lead: Actor,
    officer: Actor,
) -> None:
    reveal = approve(ask())
    for other in (lead, officer):
        with pytest.raises(NotFound):
            show(records, other, reveal)
