"""From the moment an erasure is asked for, nobody reads the session, and it never comes back."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import Conflict, Erased, Invalid, NotFound
from models.intake.sources import add_source
from models.keeping.erasing import ErasureState, ask_erasure, get_erasure
from models.keeping.holds import place_hold
from models.log.access_log import Entry, export_entries
from models.log.events import Event
from models.records import Act, Records
from models.review.reviews import save_review
from models.transcripts.search import search
from models.transcripts.sessions import (
    SessionStatus,
    find_original,
    held,
    keep,
    next_waiting,
    queue,
)
from models.transcripts.sessions import open_session as open_one
from tests.models.scene import CLI, WORKER, redacted, snapshot


def ask(records: Records, session_id: str, reason: str = "subject_request") -> None:
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason=reason)


def last_entry(records: Records) -> Entry:
    with records.act(CLI) as act:
        return export_entries(act)[-1]


def test_nobody_sees_it_from_then_on(
    records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
) -> None:
    other = keep_one(reference="other", redacted=redacted("ordinary words"))
    session_id = keep_one(redacted=redacted("unmistakable words"))
    ask(records, session_id)
    with records.act(reader) as act:
        assert [row.id for row in queue(act).rows] == [other]
        assert queue(act).total == 1
        assert search(act, "unmistakable").hits == ()
        assert len(search(act, "words").hits) == 1
        assert next_waiting(act) == other
    for look in (open_one, lambda act, id_: save_review(act, id_, {}, "", publish=False)):
        with pytest.raises(NotFound), records.act(reader) as act:
            look(act, session_id)
    with records.act(officer) as act:
        assert held(act).sessions == ()


def test_a_held_back_session_leaves_that_list_too(
    records: Records, keep_one: Callable[..., str], officer: Actor
) -> None:
    session_id = keep_one(redacted=redacted("I am 9", flags=("minor",)))
    ask(records, session_id, reason="minor")
    with records.act(officer) as act:
        assert held(act).sessions == ()


def test_it_is_an_entry_and_a_row(records: Records, keep_one: Callable[..., str]) -> None:
    session_id = keep_one()
    ask(records, session_id)
    entry = last_entry(records)
    assert (entry.event, entry.object) == ("erasure:asked", f"session:{session_id}")
    assert (entry.reason, entry.actor_id) == ("subject_request", "cli")
    with records.act(CLI) as act:
        erasure = get_erasure(act, session_id)
        act.log(Event.ERASURE_LISTED)
    assert (erasure.state, erasure.asked_by) == (ErasureState.ASKED, "cli")


def test_no_delivery_brings_it_back(
    records: Records, keep_one: Callable[..., str], source_id: str
) -> None:
    session_id = keep_one()
    ask(records, session_id)
    with pytest.raises(Erased) as erased:
        find_original(records, source_id, "conversation-1")
    assert erased.value.session_id == session_id
    with pytest.raises(Erased), records.act(WORKER) as act:
        keep(act, snapshot(source_id, order=("9",)))
    assert find_original(records, source_id, "another-conversation") is None


def test_the_same_reference_of_another_source_is_another_conversation(
    records: Records, keep_one: Callable[..., str]
) -> None:
    ask(records, keep_one())
    with records.act(CLI) as act:
        other = add_source(act, name="Else", vendor="chatlio", kinds=["transcript"]).source.id
    with records.act(WORKER) as act:
        assert keep(act, snapshot(other)).revision == 1


def test_a_held_session_is_refused_and_the_refusal_is_an_entry(
    records: Records, keep_one: Callable[..., str], officer: Actor
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        place_hold(act, session_id, reason="legal_claim")
    with pytest.raises(Conflict, match="held"):
        ask(records, session_id)
    entry = last_entry(records)
    assert (entry.event, entry.outcome, entry.reason) == ("erasure:asked", "refused", "held")
    with records.act(CLI) as act:
        assert status_of(act, session_id) == SessionStatus.WAITING
        act.log(Event.ERASURE_LISTED)


def status_of(act: Act, session_id: str) -> str:
    return str(act.db.table("sessions").get(session_id)["status"])


@pytest.mark.parametrize("session_id", ["AAAAAAAA", "", "'; --", "nonsense"])
def test_what_is_not_there_cannot_be_erased(records: Records, session_id: str) -> None:
    with pytest.raises(NotFound):
        ask(records, session_id)


def test_it_is_asked_for_once(records: Records, keep_one: Callable[..., str]) -> None:
    session_id = keep_one()
    ask(records, session_id)
    with pytest.raises(Conflict, match="already_asked"):
        ask(records, session_id)


def test_the_reason_is_a_code(records: Records, keep_one: Callable[..., str]) -> None:
    with pytest.raises(Invalid):
        ask(records, keep_one(), reason="because Chloe asked")


def test_what_the_caller_does_besides_is_undone_with_it(
    records: Records, keep_one: Callable[..., str]
) -> None:
    session_id = keep_one()

    class ChangedMind(Exception):
        pass

    def asked_and_undone() -> None:
        with records.act(CLI) as act:
            ask_erasure(act, session_id, reason="minor")
            raise ChangedMind

    with pytest.raises(ChangedMind):
        asked_and_undone()
    with records.act(CLI) as act:
        assert status_of(act, session_id) == SessionStatus.WAITING
        act.log(Event.ERASURE_LISTED)


def test_a_conversation_goes_on_after_its_original_went(
    records: Records, keep_one: Callable[..., str], source_id: str
) -> None:
    session_id = keep_one()
    with records.step() as step:
        step.db.execute("DELETE FROM originals WHERE session_id = ?", [session_id])
    records.keys.shred(f"session:{session_id}")
    assert find_original(records, source_id, "conversation-1") is None
    with records.act(WORKER) as act:
        result = keep(act, snapshot(source_id, order=("9",), base_revision=0))
    assert (result.session_id, result.revision) == (session_id, 2)
    found = find_original(records, source_id, "conversation-1")
    assert found is not None
    assert found.revision == 2
