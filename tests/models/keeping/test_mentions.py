"""Chats of others that mention a person who was erased keep no original of it, now or later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.actors import Actor
from models.errors import KeyGone
from models.keeping.erased_list import read_ended
from models.keeping.eraser import KEEPER
from models.keeping.holds import place_hold, release_hold
from models.keeping.mentions import Mentioned, count_mentions, end_mentions, note_mentions
from models.log.access_log import export_entries
from models.log.events import Event
from models.records import Records
from models.transcripts.sessions import find_original
from tests.models.scene import CLI

Keep = Callable[..., str]


@pytest.fixture
def listed(records: Records) -> Path:
    return records.place.database.parent / "erased.jsonl"


def note(records: Records, session_id: str) -> None:
    with records.act(CLI) as act:
        note_mentions(act, "AAAAAAAA", [session_id])
        act.log(Event.REQUEST_APPROVED)


def counted(records: Records) -> Mentioned:
    with records.peek() as look:
        return count_mentions(look.db, "AAAAAAAA")


def originals(records: Records) -> list[str]:
    with records.peek() as look:
        return [row["session_id"] for row in look.db.table("originals").rows]


def test_the_original_ends_and_what_may_be_read_stays(
    records: Records, keep_one: Keep, listed: Path
) -> None:
    session_id, other = keep_one(reference="a"), keep_one(reference="b")
    note(records, session_id)
    assert counted(records) == Mentioned(ended=0, held=1)
    assert end_mentions(records, KEEPER, listed) == 1
    assert originals(records) == [other]
    with pytest.raises(KeyGone):
        records.keys.key(f"session:{session_id}")
    with records.peek() as look:
        assert look.db.table("messages").count_where("session_id = ?", [session_id])
    assert counted(records) == Mentioned(ended=1, held=0)
    assert [each.original for each in read_ended(listed)] == [session_id]
    with records.act(CLI) as act:
        entries = [e for e in export_entries(act) if e.event == Event.ORIGINAL_DELETED]
    assert [(e.object, e.reason) for e in entries] == [(f"session:{session_id}", "mention")]
    assert end_mentions(records, KEEPER, listed) == 0


def test_what_is_delivered_of_it_later_ends_as_well(
    records: Records, keep_one: Keep, listed: Path, source_id: str
) -> None:
    session_id = keep_one(reference="a", order=("1",))
    note(records, session_id)
    end_mentions(records, KEEPER, listed)
    assert keep_one(reference="a", order=("2",)) == session_id
    assert find_original(records, source_id, "a") is not None
    assert end_mentions(records, KEEPER, listed) == 1
    assert find_original(records, source_id, "a") is None


def test_a_hold_keeps_it_until_it_is_released(
    records: Records, keep_one: Keep, listed: Path, officer: Actor
) -> None:
    session_id = keep_one()
    with records.act(officer) as act:
        hold_id = place_hold(act, session_id, reason="legal_claim")
    note(records, session_id)
    assert end_mentions(records, KEEPER, listed) == 0
    assert originals(records) == [session_id]
    with records.act(officer) as act:
        release_hold(act, hold_id)
    assert end_mentions(records, KEEPER, listed) == 1
