"""An erasure is finished after every kill and every failure."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from models.errors import Unwritable
from models.keeping.certificates import get_certificate
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState, get_erasure
from models.records import Records
from tests.models.keeping.remains import (
    ask,
    document_of,
    erasure_state,
    residue,
    rows_with,
    sought_left,
)
from tests.models.scene import CLI


class Killed(BaseException):
    """Stands for kill -9: nothing catches it."""


STEPS = ("keep_sought", "append_erased", "shred_all", "delete_rows", "scrub", "issue")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_it_goes_on_wherever_it_was_killed(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    import models.keeping.eraser
    from models.seals.key_store import KeyStore

    owner: Any = KeyStore if step == "shred_all" else models.keeping.eraser
    done = getattr(owner, step)

    def killed(*arguments: Any, **named: Any) -> Any:
        if after:
            done(*arguments, **named)
        raise Killed

    ask(records, lived)
    monkeypatch.setattr(owner, step, killed)
    with pytest.raises(Killed):
        make_eraser().run_once()
    monkeypatch.setattr(owner, step, done)
    assert make_eraser().run_once() == 1
    assert residue(records.place.database.parent) == []
    assert rows_with(records, lived) == {}
    assert erasure_state(records, lived)[0] == ErasureState.DONE
    assert document_of(records, lived)["scan"]["values_sought"] >= 6, "a kill hides nothing"
    make_eraser().run_once()
    assert sought_left(records, lived) == (0, False)


def test_values_survive_a_failure_in_the_same_process(
    records: Records,
    lived: str,
    make_eraser: Callable[..., Eraser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from models.seals.key_store import KeyStore

    whole = KeyStore.shred_all

    def unfinished(store: KeyStore, key_ids: Sequence[str]) -> int:
        whole(store, key_ids)
        raise Unwritable("SHRED_UNFINISHED")

    ask(records, lived)
    eraser = make_eraser()
    monkeypatch.setattr(KeyStore, "shred_all", unfinished)
    with pytest.raises(Unwritable):
        eraser.run_once()
    assert erasure_state(records, lived) == (ErasureState.ASKED, "SHRED_UNFINISHED")
    monkeypatch.setattr(KeyStore, "shred_all", whole)
    eraser.run_once()
    with records.act(CLI) as act:
        document = get_certificate(act, get_erasure(act, lived).certificate_id or "").document
    assert document["scan"]["values_sought"] >= 6
