"""After an alarm it is looked again: in what a person named, and in the database written anew."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import Conflict
from models.keeping.certificates import problem_of
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState, look_again
from models.records import Records
from models.store import opened
from tests.models.keeping.remains import ask, document_of, erasure_state, residue, sought_left
from tests.models.scene import CLI, Clock


def test_after_a_report_it_is_looked_for_again_and_certified(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], signing_key: Ed25519PrivateKey
) -> None:
    log = records.place.database.parent / "service.log"
    log.write_text("debug: mail to Quillon@Mail.example failed")
    ask(records, lived)
    make_eraser().run_once()
    report = document_of(records, lived)
    assert sought_left(records, lived) == (1, True)
    assert residue(records.place.database.parent, [b"quillon@mail"]) == [
        ("service.log", b"quillon@mail")
    ], "the values wait sealed"
    with records.act(CLI) as act:
        look_again(act, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.FOUND, "found"), "still there"
    log.unlink()
    with records.act(CLI) as act:
        look_again(act, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    document = document_of(records, lived)
    assert problem_of(document, signing_key.public_key()) == ""
    assert document["scan"]["values_sought"] == report["scan"]["values_sought"]
    assert len(document["after_reports"]) == 1
    assert sought_left(records, lived) == (0, False)
    with pytest.raises(Conflict), records.act(CLI) as act:
        look_again(act, lived)


def test_values_of_a_report_nobody_looks_at_are_forgotten(
    records: Records, lived: str, make_eraser: Callable[..., Eraser], clock: Clock
) -> None:
    (records.place.database.parent / "service.log").write_text("quillon@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    clock.now += timedelta(days=29)
    make_eraser().run_once()
    assert sought_left(records, lived) == (1, True)
    clock.now += timedelta(days=2)
    make_eraser().run_once()
    assert sought_left(records, lived) == (0, False)


def test_what_is_found_in_the_database_has_it_written_anew(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    """As where SQLite leaves bytes between rows: here by deleting without `secure_delete`."""
    with opened(records.place.database) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("CREATE TABLE leaky (words TEXT)")
        db.execute("INSERT INTO leaky VALUES ('quillon@mail.example'), ('stays')")
        db.execute("DELETE FROM leaky WHERE words LIKE 'quillon%'")
    ask(records, lived)
    make_eraser().run_once()
    assert erasure_state(records, lived) == (ErasureState.DONE, "")
    assert document_of(records, lived)["scan"]["rewritten_before"] is True
    assert residue(records.place.database.parent) == []


def test_nothing_is_written_anew_for_what_lies_elsewhere(
    records: Records, lived: str, make_eraser: Callable[..., Eraser]
) -> None:
    (records.place.database.parent / "service.log").write_text("quillon@mail.example")
    ask(records, lived)
    make_eraser().run_once()
    assert document_of(records, lived)["scan"]["rewritten_before"] is False
