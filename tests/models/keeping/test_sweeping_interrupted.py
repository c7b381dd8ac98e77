"""Sweeps that meet: another, a chat that goes on, a stop in the middle."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from models.actors import Actor
from models.errors import Unwritable
from models.keeping.due import Counts
from models.records import Records
from models.transcripts.sessions import find_original, keep
from tests.models.keeping.swept import counts, events, swept
from tests.models.scene import WORKER, Clock, snapshot


class Meanwhile:
    """Records under which something happens after they were looked at, before the next act."""

    def __init__(self, records: Records, happens: Callable[[], object]) -> None:
        self._records = records
        self._happens: Callable[[], object] | None = happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)

    def act(self, actor: Actor) -> Any:
        happens, self._happens = self._happens, None
        if happens:
            happens()
        return self._records.act(actor)


@pytest.mark.parametrize("days", [20, 50, 70, 100])
def test_two_sweeps_at_once_delete_each_thing_once(
    records: Records, keep_all: Callable[[str], str], clock: Clock, days: int
) -> None:
    keep_all("one")
    clock.move(days=days)
    both = cast("Records", Meanwhile(records, lambda: swept(records)))
    assert swept(both).counts == Counts()
    told = [event for event in events(records) if event.endswith((":deleted", ":asked"))]
    assert len(told) == len(set(told)) > 0


def test_a_chat_that_goes_on_meanwhile_keeps_what_is_fresh(
    records: Records, keep_all: Callable[[str], str], clock: Clock, source_id: str
) -> None:
    session_id = keep_all("one")
    clock.move(days=120)

    def goes_on() -> None:
        more = snapshot(source_id, reference="one", original=b"more", order=("2026-07", "1"))
        with records.act(WORKER) as act:
            assert keep(act, more).session_id == session_id

    assert swept(cast("Records", Meanwhile(records, goes_on))).counts.sessions == 0
    assert find_original(records, source_id, "one")


def test_a_sweep_that_was_cut_off_is_finished_by_the_next(
    records: Records,
    keep_all: Callable[[str], str],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    source_id: str,
) -> None:
    from models.seals.key_store import KeyStore

    keep_all("one")
    clock.move(days=60)
    whole = KeyStore.shred_all

    def cut_off(store: KeyStore, ids: Any) -> int:
        whole(store, ids)
        raise Unwritable("SQLITE_FULL")

    monkeypatch.setattr(KeyStore, "shred_all", cut_off)
    with pytest.raises(Unwritable):
        swept(records)
    monkeypatch.setattr(KeyStore, "shred_all", whole)
    assert counts(records)["originals"] == 1
    assert swept(records).counts == Counts(originals=1, deliveries=1)
    assert find_original(records, source_id, "one") is None
