"""Sealed again under a new key: everything readable at every moment, the old key gone."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.actors import Actor
from models.errors import KeyUnsafe, NotFound, Unsealable, Unwritable
from models.intake import inbox
from models.log.events import Event
from models.only_one import only_one
from models.records import Records
from models.reveal.reveal_rows import rows_of, sealed_note, tell
from models.reveal.reveal_words import RevealReason, RevealRules
from models.reveal.reveals import ask_reveal
from models.review.reported_values import reported_values
from models.review.reports import ReportedEntity, report_missed
from models.rights.corrections import Correction, Field, correct_session, find_corrections
from models.seals import resealing
from models.seals.resealing import reseal_all, reseal_session
from models.seals.rotation import begin_rotation, finish_rotation, key_state, rewrap
from models.seals.sealed_columns import OTHERWISE, SEALED
from models.seals.sealing import seal, unseal
from models.store import opened, writing
from models.transcripts.mask_places import find_places
from models.transcripts.sessions import find_original
from redactor import Sign
from tests.models.scene import CLI, WORKER, Clock, redacted, snapshot

ROOT = Path(__file__).resolve().parents[3]
NEW = b"n" * 31 + b"1"
CORRECTION = Correction(field=Field.NAME, wrong="Cloe", right="Chloe")
BODY = b'{"messages": "Hi, I am Chloe Zhang"}'


@pytest.fixture
def session_id(
    records: Records, source_id: str, keep_one: Callable[..., str], reader: Actor
) -> str:
    """A session with all that is sealed for one, and a delivery that is still in line."""
    masked = redacted("Hi, I am [PERSON_1]", "Hello, how can I help?")
    sign = Sign(flag="health", message=0, source="words")
    made = keep_one(redacted=replace(masked, signs=(sign,)))
    with records.act(reader) as act:
        report_missed(act, made, revision=1, words="help", entity=ReportedEntity.PERSON)
        reveal = ask_reveal(
            act,
            made,
            revision=1,
            place=None,
            reason=RevealReason.ADVICE,
            note="Why?",
            minutes=5,
            rules=RevealRules(),
        )
        review_note = sealed_note(act, made, reveal.id, "review_note", "So.")
        act.db.table("reveals").update(reveal.id, {"review_note": review_note})
    with records.act(CLI) as act:
        correct_session(act, made, "R1", (CORRECTION,))
        inbox.accept(act, source_id=source_id, kind="transcript", body=BODY)
        act.db.execute("UPDATE deliveries SET session_id = ?", [made])
    return made


def ciphertexts(records: Records) -> dict[str, bytes]:
    found = {}
    with records.peek() as look:
        for column in SEALED:
            for row in look.db.table(column.table).rows:
                found[f"{column.table}:{column.column}:{row[column.owner]}"] = row[column.column]
    return found


def everything_reads(records: Records, source_id: str, session_id: str) -> None:
    original = find_original(records, source_id, "conversation-1")
    assert original is not None
    assert original.body == snapshot(source_id).original
    with records.act(CLI) as act:
        assert find_places(act, session_id) is not None
        assert reported_values(act, session_id) == [("[PERSON_2]", "help")]
        (row,) = rows_of(act, limit=1)
        told = tell(act, row, notes=True)
        assert (told.note, told.review_note) == ("Why?", "So.")
        act.log(Event.HEALTH_READ)
    taken = inbox.take(records, worker="worker-1", lease=timedelta(minutes=1))
    assert taken is not None
    assert taken.body == BODY
    assert inbox.reclaim(records, worker="worker-1") == 1
    assert find_corrections(records, session_id) == (CORRECTION,)


def test_a_session_is_resealed_with_all_that_belongs_to_it(
    records: Records, source_id: str, session_id: str
) -> None:
    before, key = ciphertexts(records), records.keys.key(f"session:{session_id}")
    assert {place.partition(":")[0] for place in before} == {
        column.table for column in SEALED if column.kind in ("session", "delivery")
    }
    assert reseal_session(records, CLI, session_id).done == 2
    after = ciphertexts(records)
    assert all(after[place] != sealed for place, sealed in before.items())
    assert records.keys.key(f"session:{session_id}") != key
    everything_reads(records, source_id, session_id)
    with pytest.raises(Unsealable):
        unseal(
            key,
            after[f"originals:sealed:{session_id}"],
            bound_to=f"session:{session_id}:original:1",
        )


def test_the_old_key_and_the_old_ciphertext_are_gone_from_every_file(
    records: Records, session_id: str, tmp_path: Path
) -> None:
    before = list(ciphertexts(records).values())
    with opened(records.keys.path) as db:
        before += [
            bytes(row[0])
            for row in db.execute("SELECT wrapped FROM keys WHERE id <> ?", ["root:digests"])
        ]
    list(reseal_all(records, CLI))
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert not any(old in content for old in before), file.name


@pytest.mark.parametrize("step", ["_prepare", "_seal_again", "_promote"])
def test_stopped_before_any_step_everything_reads_and_it_goes_on(
    records: Records,
    source_id: str,
    session_id: str,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(resealing, step, kill)
        with pytest.raises(Killed):
            list(reseal_all(records, CLI))
    everything_reads(records, source_id, session_id)
    assert key_state(records.keys).unreplaced == 2
    assert sum(part.done for part in reseal_all(records, CLI)) == 2
    state = key_state(records.keys)
    assert (state.unreplaced, state.edition) == (0, 2)
    everything_reads(records, source_id, session_id)


def test_what_is_kept_in_the_middle_is_kept(
    records: Records,
    source_id: str,
    session_id: str,
    keep_one: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A later delivery arrives after the new key was made and before it seals anything."""
    kept: list[str] = []
    prepare = resealing._prepare

    def and_then_keep(*arguments: object) -> None:
        prepare(*arguments)
        kept.append(keep_one(order=("2026-03-01T10:00:00Z", "0003"), original=b"later"))

    monkeypatch.setattr(resealing, "_prepare", and_then_keep)
    reseal_session(records, CLI, session_id)
    assert kept == [session_id]
    found = find_original(records, source_id, "conversation-1")
    assert found is not None
    assert found.body == b"later"


def test_a_delivery_resealed_between_row_and_key_is_not_parked(
    records: Records, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.intake import leases

    take_row = leases._take_row

    def then_reseal(*arguments: object) -> object:
        row = take_row(*arguments)
        list(reseal_all(records, CLI))
        return row

    monkeypatch.setattr(leases, "_take_row", then_reseal)
    taken = inbox.take(records, worker="worker-1", lease=timedelta(minutes=1))
    assert taken is not None
    assert taken.body == BODY


def test_a_broken_seal_is_left_alone_and_named(records: Records, session_id: str) -> None:
    with records.step() as step:
        step.db.execute("UPDATE originals SET sealed = x'0102'")
    (part,) = reseal_all(records, CLI)
    assert (part.done, part.broken) == (1, (f"session:{session_id}",))
    with records.act(CLI) as act:
        assert find_places(act, session_id) is not None
        assert reported_values(act, session_id) == [("[PERSON_2]", "help")]
        (row,) = rows_of(act, limit=1)
        told = tell(act, row, notes=True)
        assert (told.note, told.review_note) == ("Why?", "So.")
        act.log(Event.HEALTH_READ)


def test_a_broken_seal_keeps_no_later_run_from_the_others(
    records: Records, session_id: str
) -> None:
    with records.step() as step:
        step.db.execute("UPDATE originals SET sealed = x'0102'")
    list(reseal_all(records, CLI))
    assert key_state(records.keys).unreplaced == 0
    (delivery,) = [each for each in key_ids(records) if each.startswith("delivery:")]
    before = (records.keys.key(f"session:{session_id}"), records.keys.key(delivery))
    (part,) = reseal_all(records, CLI)
    assert (part.done, part.broken) == (1, (f"session:{session_id}",))
    assert key_state(records.keys).edition == 3
    assert records.keys.key(f"session:{session_id}") == before[0], "left alone"
    assert records.keys.key(delivery) != before[1]


@pytest.mark.parametrize("batch", [1, 99])
def test_a_broken_seal_that_was_left_to_reseal_keeps_no_run_from_the_others(
    records: Records, session_id: str, batch: int
) -> None:
    """Once a broken key stayed of the edition before, and the next run saw nothing else."""
    with records.step() as step:
        step.db.execute("UPDATE originals SET sealed = x'0102'")
    list(reseal_all(records, CLI))
    with opened(records.keys.path) as db, writing(db):
        db.execute("UPDATE keys SET edition = 1 WHERE id = ?", [f"session:{session_id}"])
    (delivery,) = [each for each in key_ids(records) if each.startswith("delivery:")]
    before = records.keys.key(delivery)
    assert sum(part.done for part in reseal_all(records, CLI, batch=batch)) == 1
    assert records.keys.key(delivery) != before
    state = key_state(records.keys)
    assert (state.unreplaced, state.edition) == (0, 3)


def key_ids(records: Records) -> list[str]:
    with opened(records.keys.path) as db:
        return [row[0] for row in db.execute("SELECT id FROM keys")]


def test_it_works_in_the_middle_of_a_rotation(
    records: Records, source_id: str, session_id: str, clock: Clock
) -> None:
    begin_rotation(records.keys, NEW)
    resealing._prepare(records.keys, [f"session:{session_id}"])
    list(rewrap(records.keys))
    again = Records.open(records.place, master_key=NEW, clock=clock)
    finish_rotation(again.keys)
    assert sum(part.done for part in reseal_all(again, CLI)) == 2
    everything_reads(again, source_id, session_id)


def test_many_batches(records: Records, keep_one: Callable[..., str]) -> None:
    for number in range(7):
        keep_one(reference=f"conversation-{number}")
    assert [part.done for part in reseal_all(records, WORKER, batch=3)] == [3, 3, 1]
    assert [part.done for part in reseal_all(records, WORKER, batch=99)] == [7]


def test_two_at_a_time_are_refused(records: Records, session_id: str) -> None:
    with only_one(records.keys.path):
        with pytest.raises(Unwritable, match="IN_USE"):
            reseal_session(records, CLI, session_id)
        with pytest.raises(Unwritable, match="IN_USE"):
            list(reseal_all(records, CLI))
    assert reseal_session(records, CLI, session_id).done == 2


@pytest.mark.parametrize("unknown", ["00000000", "../etc", ""])
def test_a_session_that_is_not_there(records: Records, unknown: str) -> None:
    with pytest.raises(NotFound):
        reseal_session(records, CLI, unknown)


def test_the_root_is_not_replaced(records: Records, session_id: str) -> None:
    before = records.digest("reference", "x")
    list(reseal_all(records, CLI))
    with pytest.raises(KeyUnsafe):
        records.keys.shred("root:digests")
    assert records.digest("reference", "x") == before


def test_every_column_of_bytes_is_accounted_for(records: Records) -> None:
    """Resealing a session must reach all that its key sealed, or it would destroy the rest."""
    known = {(column.table, column.column) for column in SEALED} | set(OTHERWISE)
    with records.peek() as look:
        found = {
            (table.name, column.name)
            for table in look.db.tables
            for column in table.columns
            if column.type.upper() == "BLOB"
        }
    assert found == known


def test_a_key_of_an_unknown_kind_is_left_alone(records: Records) -> None:
    key = records.keys.new_key("riddle:A")
    sealed = seal(key, b"plain", bound_to="riddle:A")
    (part,) = reseal_all(records, CLI)
    assert part.broken == ("riddle:A",)
    assert records.keys.unseal("riddle:A", sealed, bound_to="riddle:A") == b"plain"


def test_a_request_is_resealed(records: Records) -> None:
    records.keys.new_key("request:A")
    with records.act(CLI) as act:
        key = records.keys.key("request:A")
        sealed = seal(key, b"{}", bound_to="request:A")
        wanted = {column.name: "x" for column in act.db.table("subject_requests").columns}
        row = wanted | {"id": "A", "sealed": sealed}
        for column in act.db.table("subject_requests").columns:
            if column.type == "INTEGER":
                row[column.name] = 1
        act.db.table("subject_requests").insert(row)
        act.log(Event.HEALTH_READ)
    assert [part.done for part in reseal_all(records, CLI)] == [1]
    with records.peek() as look:
        after = look.db.execute("SELECT sealed FROM subject_requests").fetchone()[0]
    assert after != sealed
    assert records.keys.unseal("request:A", after, bound_to="request:A") == b"{}"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "models").rglob("*.py")), ids=lambda path: path.name
)
def test_nobody_unseals_with_a_key_that_may_be_in_the_middle_of_a_change(path: Path) -> None:
    """`keys.key` is the newest key; while it is being replaced only `keys.unseal` reads all."""
    text = path.read_text()
    assert not (".keys.key(" in text and re.search(r"(?<![.\w])unseal\(", text)), path.name
