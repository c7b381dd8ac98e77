"""What may be asked for, by whom, and who is told."""

from collections.abc import Callable

import pytest

from models.accounts.notices import NoticeKind, count_unseen, list_notices
from models.actors import Actor, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from models.log.events import Event
from models.records import Records
from models.reveal.reveal_words import MaskPlace, Reveal
from models.reveal.reveals import decide_reveal, list_reveals, open_reveal
from tests.models.reveal.asking import NOTE, VALUE, Ask, events
from tests.models.scene import actor_of, lose_original, make_person


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"minutes": 0}, Invalid, "minutes"),
        ({"minutes": 61}, Invalid, "minutes"),
        ({"note": "x" * 301}, Invalid, "note_long"),
        ({"note": "she is quillon@mail.example"}, Invalid, "note_email"),
        ({"note": "her phone, 212 555 0187"}, Invalid, "note_number"),
        ({"place": MaskPlace(position=1, label="[PERSON_1]", nth=2)}, Conflict, "unplaced"),
        ({"place": MaskPlace(position=9, label="[PERSON_1]")}, Conflict, "unplaced"),
        ({"revision": 2}, Conflict, "revision_moved"),
    ],
)
def test_what_cannot_be_asked_for(
    records: Records, ask: Ask, changes: dict[str, object], error: type[Refused], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        ask(**changes)
    assert events(records, Event.REVEAL_ASKED) == [("refused", reason)]


def test_asking_twice_for_the_same_is_refused_until_it_is_decided(
    records: Records, ask: Ask, officer: Actor, lead: Actor
) -> None:
    reveal = ask()
    ask(place=None)
    ask(by=lead)
    with pytest.raises(Conflict, match="asked"):
        ask()
    with records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=False)
    ask()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_read_may_not_ask(records: Records, ask: Ask, role: Role) -> None:
    other = make_person(records, "Some One", "some@company.example", role)
    with pytest.raises(NotAllowed):
        ask(by=actor_of(other))


def test_officers_are_told_and_then_the_asker(
    records: Records, ask: Ask, approve: Callable[[Reveal], Reveal], officer: Actor, reader: Actor
) -> None:
    reveal = ask()
    with records.act(officer) as act:
        (notice,) = list_notices(act).notices
    assert (notice.kind, notice.object) == (NoticeKind.REVEAL_ASKED, f"reveal:{reveal.id}")
    approve(reveal)
    assert count_unseen(records, officer.id) == 0
    with records.act(reader) as act:
        assert list_notices(act).notices[0].kind is NoticeKind.REVEAL_APPROVED


def test_who_decides_sees_the_note_and_no_value(
    records: Records, ask: Ask, officer: Actor, reader: Actor, lead: Actor
) -> None:
    reveal = ask()
    for actor in (officer, reader):
        with records.act(actor) as act:
            seen = open_reveal(act, reveal.id)
        assert seen.note == NOTE
        assert VALUE not in repr(seen)
    with pytest.raises(NotFound), records.act(lead) as act:
        open_reveal(act, reveal.id)
    with records.act(lead) as act:
        assert list_reveals(act) == ()
    with records.act(officer) as act:
        assert [r.id for r in list_reveals(act)] == [reveal.id]


def test_without_an_original_nothing_can_be_asked_for_and_what_was_stays_on_record(
    records: Records, session_id: str, ask: Ask, officer: Actor
) -> None:
    reveal = ask()
    lose_original(records, session_id)
    with pytest.raises(Conflict, match="original_gone"):
        ask(place=None)
    with records.act(officer) as act:
        assert [(r.id, r.note) for r in list_reveals(act)] == [(reveal.id, "")]
        assert open_reveal(act, reveal.id).note == ""
