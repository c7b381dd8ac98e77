"""A place that cannot be reached stops nothing, and gets everything when it is back."""

import itertools
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.errors import LogBroken
from models.log.anchor_places import FILE, list_places, newest_statement, pending, state_of
from models.log.anchors import read_statements, verify_log, write_checkpoint
from models.log.events import Event
from models.records import Records
from tests.models.scene import CLI

KEY = Ed25519PrivateKey.generate()


def anchor(records: Records) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    write_checkpoint(records, KEY)


def unplug(records: Records) -> Path:
    """The share that the anchor file is on goes away."""
    folder = records.place.anchor.parent
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("")
    return folder


def plug_in(folder: Path) -> None:
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)


@pytest.fixture
def shared(records: Records, tmp_path: Path) -> Records:
    """Records whose anchor file is on a share of its own."""
    place = records.place
    object.__setattr__(place, "anchor", tmp_path / "share" / "anchor.jsonl")
    return records


def test_without_its_file_the_log_is_signed_for_the_other_places(shared: Records) -> None:
    anchor(shared)
    folder = unplug(shared)
    anchor(shared)
    anchor(shared)
    with shared.peek() as look:
        newest = newest_statement(look.db)
        assert newest is not None
        state = state_of(look.db, FILE)
        assert (state.code, state.tries, state.seq) == ("unreachable", 2, 1)
        assert len(pending(look.db, "webhook").statements) == 4
    plug_in(folder)
    anchor(shared)
    said = read_statements(shared.place.anchor)
    assert [each.seq for each in said] == [0, 1, 2, 4, 5]  # 3 and 6 tell of the outage
    assert all(b.before == a.digest() for a, b in itertools.pairwise(said))
    verdict = verify_log(shared.place, KEY.public_key())
    assert (verdict.status, verdict.anchored_seq) == (0, 5)
    with shared.peek() as look:
        assert state_of(look.db, FILE).failing_since is None


def test_a_file_that_was_never_there_gets_everything_when_it_comes(shared: Records) -> None:
    folder = shared.place.anchor.parent
    folder.write_text("")
    anchor(shared)
    anchor(shared)
    folder.unlink()
    anchor(shared)
    assert verify_log(shared.place, KEY.public_key()).status == 0
    assert [each.type for each in read_statements(shared.place.anchor)][:2] == ["key", "checkpoint"]


def test_an_outage_is_no_excuse_for_a_cut_file(shared: Records) -> None:
    anchor(shared)
    anchor(shared)
    folder = unplug(shared)
    anchor(shared)
    plug_in(folder)
    lines = shared.place.anchor.read_bytes().splitlines(keepends=True)
    shared.place.anchor.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(LogBroken, match="anchor_cut"):
        anchor(shared)


def test_a_stop_between_file_and_records_loses_nothing(records: Records) -> None:
    anchor(records)
    with records.step() as step:  # as if the machine had stopped right after the file was written
        step.db.execute("DELETE FROM statements")
        step.db.execute("DELETE FROM anchor_places")
        step.db.execute("DELETE FROM newest_checkpoint")
        step.db.execute("DELETE FROM log_nodes")
    anchor(records)
    anchor(records)
    assert verify_log(records.place, KEY.public_key()).status == 0


def test_statements_that_every_place_has_are_forgotten(records: Records) -> None:
    for _ in range(5):
        anchor(records)
    with records.peek() as look:
        kept = [row["type"] for row in look.db.table("statements").rows]
        assert kept == ["key", "checkpoint"]
        assert [state.name for state in list_places(look.db)] == [FILE]
