"""Erased is erased: no row, no key, no byte of the session, and all of the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.actors import Actor
from models.errors import KeyGone
from models.intake.inbox import accept, give_back, note_reference, take
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState
from models.records import Records
from models.store import opened
from models.transcripts.search import search
from models.transcripts.sessions import keep
from tests.models.keeping.remains import ORIGINAL, ask, erasure_state, residue, rows_with
from tests.models.scene import WORKER, snapshot


def test_nothing_is_left_in_any_file(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    folder = records.place.database.parent
    exports = folder / "exports"
    exports.mkdir()
    (exports / f"session-{lived}.html").write_bytes(ORIGINAL)
    with opened(records.place.database), opened(records.place.key_store):  # keeps the logs there
        assert residue(folder), "or the test would prove nothing"
        assert rows_with(records, lived)
        ask(records, lived)
        assert make_eraser().run_once() == 1
        assert residue(folder) == []
    assert rows_with(records, lived) == {}
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert make_eraser().run_once() == 0


def test_its_keys_are_gone_so_old_copies_are_unreadable(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    with opened(records.place.database) as db:
        deliveries = [id_ for (id_,) in db.execute("SELECT id FROM deliveries")]
    ask(records, lived)
    make_eraser().run_once()
    for key_id in (f"session:{lived}", *(f"delivery:{id_}" for id_ in deliveries)):
        with pytest.raises(KeyGone):
            records.keys.key(key_id)


def park(records: Records, source_id: str, body: bytes, reference: str) -> str:
    """A delivery of this conversation that no session could be made of; gives its id."""
    with records.act(WORKER) as act:
        accept(act, source_id=source_id, kind="transcript", body=body)
    taken = take(records, worker=WORKER.id, lease=timedelta(minutes=1))
    assert taken is not None
    note_reference(records, taken, reference)
    assert give_back(records, taken.id, worker=WORKER.id, reason="engine_error", next_try_at=None)
    return taken.id


@pytest.mark.parametrize("first", ["parked", "kept"])
def test_what_was_parked_of_it_goes_with_it(
    records: Records,
    source_id: str,
    make_eraser: Callable[..., Eraser],
    request: pytest.FixtureRequest,
    first: str,
) -> None:
    lived = request.getfixturevalue("lived") if first == "kept" else ""
    body = b'{"text": "vexbury.q@mail.example"}'
    parked = park(records, source_id, body, "conversation-1")
    other = park(records, source_id, b'{"text": "blum@mail.example"}', "conversation-2")
    lived = lived or request.getfixturevalue("lived")
    (records.place.database.parent / "service.log").write_text("to vexbury.q@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    with pytest.raises(KeyGone):
        records.keys.key(f"delivery:{parked}")
    assert records.keys.key(f"delivery:{other}")
    with records.peek() as look:
        assert [row["id"] for row in look.db.table("deliveries").rows] == [other]
    assert erasure_state(records, lived) == (ErasureState.FOUND, "found"), "its values are sought"


def test_other_sessions_stay_whole(
    records: Records, lived: str, source_id: str, make_eraser: Callable[..., Eraser], reader: Actor
) -> None:
    with records.act(WORKER) as act:
        other = keep(act, snapshot(source_id, reference="other")).session_id
    before = rows_with(records, other)
    ask(records, lived)
    make_eraser().run_once()
    assert rows_with(records, other) == before
    assert records.keys.key(f"session:{other}")
    with records.act(reader) as act:
        assert [hit.session_id for hit in search(act, "help").hits] == [other]
