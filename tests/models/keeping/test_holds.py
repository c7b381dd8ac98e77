"""Holds: narrow, sealed, set and ended by acts only."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.erasing import ask_erasure
from models.keeping.holds import (
    MOST_NOTE,
    is_held,
    lapse_holds,
    list_holds,
    place_hold,
    release_hold,
)
from models.log.access_log import Entry, export_entries
from models.records import Records
from tests.models.scene import CLI, Clock


def held(records: Records, session_id: str) -> bool:
    with records.peek() as look:
        return is_held(look.db, session_id)


def last_entry(records: Records) -> Entry:
    with records.act(CLI) as act:
        return export_entries(act)[-1]


def test_a_hold_keeps_one_session_and_no_other(
    records: Records, keep_one: Callable[..., str], officer: Actor
) -> None:
    session_id, other = keep_one(), keep_one(reference="other")
    with records.act(officer) as act:
        hold_id = place_hold(act, session_id, reason="legal_claim", note="case 7 of 2026-1183774")
    assert held(records, session_id)
    assert not held(records, other)
    entry = last_entry(records)
    assert (entry.event, entry.object) == ("hold:placed", f"session:{session_id}")
    assert (entry.reason, entry.details) == ("legal_claim", {"hold": hold_id})
    with records.act(officer) as act:
        (hold,) = list_holds(act)
    assert (hold.id, hold.note, hold.placed_by) == (
        hold_id,
        "case 7 of 2026-1183774",
        "Priya Privacy",
    )


def test_the_note_is_sealed(records: Records, keep_one: Callable[..., str], officer: Actor) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        place_hold(act, session_id, reason="complaint", note="unmistakable")
    for file in records.place.database.parent.iterdir():
        assert b"unmistakable" not in file.read_bytes()


def test_releasing_is_an_entry_and_frees_the_session(
    records: Records, keep_one: Callable[..., str], officer: Actor
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        hold_id = place_hold(act, session_id, reason="legal_claim")
        second = place_hold(act, session_id, reason="authority")
    with records.act(officer) as act:
        release_hold(act, hold_id)
    assert held(records, session_id), "the other hold still stands"
    with records.act(officer) as act:
        release_hold(act, second)
    assert not held(records, session_id)
    assert last_entry(records).event == "hold:released"
    with pytest.raises(Conflict, match="already_released"), records.act(officer) as act:
        release_hold(act, second)
    with records.act(officer) as act:
        assert list_holds(act) == ()
        assert {hold.id for hold in list_holds(act, released=True)} == {hold_id, second}


def test_a_last_day_ends_nothing_by_itself(
    records: Records, keep_one: Callable[..., str], officer: Actor, clock: Clock
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        place_hold(act, session_id, reason="authority", ends_at=clock.now + timedelta(days=3))
    clock.move(days=4)
    assert held(records, session_id)
    with records.act(CLI) as act:
        assert lapse_holds(act) == 1
    assert not held(records, session_id)
    assert last_entry(records).object == f"session:{session_id}"


def test_a_hold_still_to_run_does_not_lapse(
    records: Records, keep_one: Callable[..., str], officer: Actor, clock: Clock
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        place_hold(act, session_id, reason="authority", ends_at=clock.now + timedelta(days=3))
        place_hold(act, session_id, reason="complaint")
        assert lapse_holds(act) == 0
    assert held(records, session_id)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reason": "just because"}, "reason"),
        ({"note": "x" * (MOST_NOTE + 1)}, "note"),
        ({"note": "two\nlines"}, "note"),
        ({"note": "of chloe@mail.example"}, "note_value"),
        ({"note": "see https://mail.example/chloe"}, "note_value"),
        ({"ends_at": Clock().now}, "ends_at"),
    ],
)
def test_what_cannot_be_read_is_refused(
    records: Records,
    keep_one: Callable[..., str],
    officer: Actor,
    changes: dict[str, object],
    reason: str,
) -> None:
    fields: dict[str, object] = {"reason": "complaint"} | changes
    session_id = keep_one()
    with pytest.raises(Invalid, match=reason), records.act(officer) as act:
        place_hold(act, session_id, **fields)  # type: ignore[arg-type]


def test_it_is_for_privacy_duties_only(
    records: Records, keep_one: Callable[..., str], officer: Actor, reader: Actor
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        hold_id = place_hold(act, session_id, reason="legal_claim")
    for deed in (
        lambda act: place_hold(act, session_id, reason="complaint"),
        lambda act: release_hold(act, hold_id),
        list_holds,
    ):
        with pytest.raises(NotAllowed), records.act(reader) as act:
            deed(act)


def test_only_what_is_there_and_not_erased_can_be_held(
    records: Records, keep_one: Callable[..., str], officer: Actor
) -> None:
    for session_id in ("AAAAAAAA", "no id"):
        with pytest.raises(NotFound), records.act(officer) as act:
            place_hold(act, session_id, reason="complaint")
    session_id = keep_one()
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="minor")
    with pytest.raises(Conflict, match="erasing"), records.act(officer) as act:
        place_hold(act, session_id, reason="complaint")
