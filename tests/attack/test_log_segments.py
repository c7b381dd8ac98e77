"""Old entries leave the log in segments that prove each other, and in no other way."""

import json
import sqlite3
from datetime import timedelta

import pytest

from models.errors import Invalid, LogBroken, NotFound, Unwritable
from models.log.access_log import begin_export, stream_entries
from models.log.anchors import verify_log, write_checkpoint
from models.log.entry_filter import EntryFilter
from models.log.log_excerpts import export_proven, proven_entries, proven_lines
from models.log.log_proofs import prove_entry
from models.log.log_segments import delete_segments
from tests.attack.stage import Stage
from tests.attack.upkeep import AUDITOR, leave, plain_sql, segment_file
from tests.models.scene import CLI


@pytest.fixture
def grown(stage: Stage) -> Stage:
    """Six hundred entries, anchored now and then for ninety days."""
    stage.write_at_once(580)
    for _ in range(3):
        stage.clock.move(days=28)
        stage.write_at_once(15)
    stage.auditor_copy()
    return stage


def test_what_left_and_what_stayed_prove_each_other(grown: Stage) -> None:
    statement = leave(grown)
    assert statement is not None
    assert (statement.number("first"), statement.number("last")) == (1, 512)
    assert leave(grown) is None
    grown.write(5)
    anchors = grown.auditor_copy()
    segment = segment_file(grown)
    assert segment.stat().st_mode & 0o777 == 0o600
    whole = grown.audit(anchors, more=("--segment", segment))
    assert (whole.status, whole.codes) == (0, set()), whole.text
    assert "Log whole: 651 entries, anchored up to entry 650." in whole.first
    without = grown.audit(anchors)
    assert (without.status, without.codes) == (3, {"segment_absent"})
    assert "entry 1: the entries up to 512 are in a segment signed on 2026-05-25" in without.text
    assert "tree\twhole" in without.text
    assert verify_log(grown.records.place, grown.key.public_key()).status == 0
    with grown.records.act(CLI) as act:
        proof = prove_entry(act, 600, grown.records.place.anchor)
    path = grown.folder / "proof.json"
    path.write_text(json.dumps(proof))
    assert grown.run("--proof", path, anchors, "--key", grown.key_file).status == 0
    with pytest.raises(NotFound), grown.records.act(CLI) as act:
        prove_entry(act, 7, grown.records.place.anchor)


def test_a_segment_goes_after_its_time_with_an_entry_and_its_statement_stays(
    grown: Stage,
) -> None:
    leave(grown)
    path = segment_file(grown)
    before = grown.clock()
    assert delete_segments(grown.records, CLI, before=before - timedelta(days=1)) == 0
    assert path.exists()
    assert delete_segments(grown.records, CLI, before=before) == 1
    assert not path.exists()
    assert delete_segments(grown.records, CLI, before=before) == 0
    anchors = grown.auditor_copy()
    found = grown.audit(anchors)
    assert (found.status, found.codes) == (3, {"segment_absent"}), found.text
    with sqlite3.connect(grown.records.place.database) as db:
        entries = db.execute(
            "SELECT object, reason FROM entries WHERE event = 'log:segment_deleted'"
        ).fetchall()
    assert entries == [("segment:1-512", "retention")]


def test_a_changed_segment_is_found(grown: Stage) -> None:
    leave(grown)
    segment = segment_file(grown)
    text = segment.read_text().replace("Command line", "Somebody else", 1)
    segment.write_text(text)
    found = grown.audit(grown.folder / AUDITOR, more=("--segment", segment))
    assert found.status == 1
    assert "entry 1: the entry of 2026-03-02T09:01" in found.first
    assert "changed" in found.codes


def test_a_segment_rewritten_with_the_key_is_found(grown: Stage) -> None:
    """Rewrite first, then let it leave: the anchors from before do not fit what is shown."""
    grown.rewrite(lambda rows: rows[6].update(actor_name="Nobody"))
    with pytest.raises(LogBroken):
        leave(grown)
    grown.anchor_anew()
    leave(grown, accept_pause=True)
    grown.write(5)
    for more in ((), ("--segment", segment_file(grown))):
        found = grown.audit(grown.folder / AUDITOR, more=more)
        assert (found.status, "rewritten" in found.codes) == (1, True), found.text


def test_entries_taken_out_without_a_signed_statement_are_missing(grown: Stage) -> None:
    grown.forge("DELETE FROM entries WHERE seq <= 512")
    found = grown.audit(grown.folder / AUDITOR)
    assert found.status == 1
    assert "entry 1: after entry 0 comes entry 513 of 2026-03-02T17:33" in found.first
    assert "missing" in found.codes


def test_taking_out_more_than_was_signed_is_missing(grown: Stage) -> None:
    leave(grown)
    grown.forge("DELETE FROM entries WHERE seq <= 520")
    found = grown.audit(grown.folder / AUDITOR)
    assert (found.status, "missing" in found.codes) == (1, True)


def test_a_statement_the_log_does_not_tell_of_is_found(grown: Stage) -> None:
    """The operator signs a segment in secret, and drops the entries with plain SQL."""
    copy = grown.copy("twin")
    leave(grown)
    anchors = grown.auditor_copy()
    grown.bring_back("twin", "records.db")
    grown.forge("DELETE FROM entries WHERE seq <= 512")
    found = grown.audit(anchors)
    assert copy.exists()
    assert (found.status, "segment_unlogged" in found.codes) == (1, True), found.text


def test_young_entries_cannot_leave(grown: Stage) -> None:
    with pytest.raises(Invalid, match="too_early"):
        leave(grown, days=29)
    with grown.records.peek() as look:
        last = next(iter(look.db.query("SELECT * FROM entries ORDER BY seq DESC")))
    assert (last["event"], last["outcome"], last["reason"]) == (
        *("log:archived", "refused"),
        "too_early",
    )


def test_a_clock_set_ahead_makes_nothing_old(stage: Stage) -> None:
    stage.write_at_once(500)
    stage.clock.move(days=400)
    for _ in range(3):
        with pytest.raises(Invalid, match="clock_jumped"):
            leave(stage)
        write_checkpoint(stage.records, stage.key)
    leave(stage, accept_pause=True)  # on purpose, with the key: the auditor sees when and what
    stage.clock.move(days=-400)
    stage.write(5)
    found = stage.audit(stage.auditor_copy())
    assert found.status == 3
    assert {"segment_absent", "clock_back"} <= found.codes


def test_leaving_early_with_the_key_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of the code are the operator's to change; the auditor's anchors are not."""
    monkeypatch.setattr("models.log.log_segments.EARLIEST", timedelta(0))
    stage.write_at_once(520)
    stage.forge("DROP TRIGGER log_segments_follow")
    stage.clock.move(days=3)
    assert leave(stage, days=0) is not None
    found = stage.audit(stage.auditor_copy(), more=("--segment", segment_file(stage)))
    assert (found.status, found.codes) == (3, {"segment_early"}), found.text
    assert "taken out on 2026-03-05" in found.text


RECORD = "INSERT INTO log_segments VALUES ({}, '{head}', '', '{}', NULL)"
STATEMENTS = {
    "a made-up segment": "1, 512, {now}",
    "one of no age": "1, 512, 2026-03-03",
    "not from the start": "257, 512, {now}",
    "of half a block": "1, 500, {now}",
    "what was not anchored": "1, 768, {now}",
}


def record(attack: str, head: str, now: str) -> str:
    places, _, signed_at = STATEMENTS[attack].format(now=now).rpartition(", ")
    return RECORD.format(places, signed_at, head=head)


@pytest.mark.parametrize("attack", list(STATEMENTS)[1:])
def test_the_triggers_allow_nothing_but_a_segment(grown: Stage, attack: str) -> None:
    with sqlite3.connect(grown.records.place.database) as db:
        head = db.execute("SELECT hash FROM entries WHERE seq = 512").fetchone()[0]
        words = record(attack, head, grown.clock().isoformat())
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            db.execute(words)
        for words in ("DELETE FROM entries WHERE seq = 1", "DELETE FROM entries"):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                db.execute(words)
    db.close()


def test_even_a_segment_leaves_oldest_first_and_stays_on_record(grown: Stage) -> None:
    with sqlite3.connect(grown.records.place.database) as db:
        head = db.execute("SELECT hash FROM entries WHERE seq = 512").fetchone()[0]
        db.execute(record("a made-up segment", head, grown.clock().isoformat()))
        for words in (
            "DELETE FROM entries WHERE seq = 7",
            "DELETE FROM entries WHERE seq > 500",
            "UPDATE log_segments SET removed_at = 'now'",
            "UPDATE log_segments SET last_seq = 600",
            "DELETE FROM log_segments",
        ):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                db.execute(words)
        db.execute("DELETE FROM entries WHERE seq <= 512")
    db.close()
    found = grown.audit(grown.folder / AUDITOR)  # no key signed it: it convicts all the same
    assert (found.status, "missing" in found.codes) == (1, True)


def test_when_the_segment_cannot_be_written_nothing_leaves(grown: Stage) -> None:
    grown.records.place.segments.write_text("not a folder")
    with pytest.raises((Unwritable, OSError)):
        leave(grown)
    with grown.records.peek() as look:
        assert look.db.execute("SELECT min(seq) FROM entries").fetchone() == (1,)
    grown.records.place.segments.unlink()
    assert leave(grown) is not None
    anchors = grown.auditor_copy()
    found = grown.audit(anchors, more=("--segment", segment_file(grown)))
    assert found.status == 0, found.text


def test_a_segment_whose_entries_did_not_leave_is_written_anew(grown: Stage) -> None:
    """It stopped behind the file; at the next try more is old enough, under another name."""
    grown.write_at_once(200)
    plain_sql(grown, STOP)
    with pytest.raises(Unwritable):
        leave(grown)
    left = segment_file(grown)
    assert left.name == "segment-0000000001-0000000512.jsonl"
    assert verify_log(grown.records.place, grown.key.public_key()).status == 0
    plain_sql(grown, "DROP TRIGGER stop")
    for _ in range(3):
        grown.clock.move(days=28)
        grown.write_at_once(5)
    assert leave(grown) is not None
    assert segment_file(grown).name == "segment-0000000001-0000000768.jsonl"
    assert verify_log(grown.records.place, grown.key.public_key()).status == 0
    found = grown.audit(grown.auditor_copy(), more=("--segment", segment_file(grown)))
    assert (found.status, found.codes) == (0, set()), found.text


STOP = """CREATE TRIGGER stop BEFORE INSERT ON log_segments
BEGIN SELECT RAISE(ABORT, 'stopped'); END"""


def test_an_export_whose_entries_leave_meanwhile_ends_in_an_error(
    grown: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.log.access_log.AT_ONCE", 10)
    with grown.records.act(CLI) as act:
        export = export_proven(act, EntryFilter())
    newer = EntryFilter(since=grown.clock() - timedelta(days=1))
    entries, lines = stream_entries(grown.records, 645), proven_lines(grown.records, export)
    newest = stream_entries(grown.records, 645, newer)
    for begun in (entries, lines, newest):
        next(begun)
    assert leave(grown) is not None
    for begun in (entries, lines):
        with pytest.raises(Unwritable, match="ENTRIES_ARCHIVED"):
            list(begun)
    assert len(list(newest)) == 14


def test_an_export_whose_entries_leave_before_its_first_byte_ends_in_an_error(
    grown: Stage,
) -> None:
    newer = EntryFilter(since=grown.clock() - timedelta(days=1))
    with grown.records.act(CLI) as act:
        first, upto = begin_export(act)
        newest, _ = begin_export(act, newer)
    assert leave(grown) is not None
    with pytest.raises(Unwritable, match="ENTRIES_ARCHIVED"):
        list(stream_entries(grown.records, upto, first=first))
    assert list(stream_entries(grown.records, upto, newer, first=newest))


def test_the_table_of_a_proven_export_whose_entries_left_before_ends_in_an_error(
    grown: Stage,
) -> None:
    with grown.records.act(CLI) as act:
        export = export_proven(act, EntryFilter())
    assert leave(grown) is not None
    with pytest.raises(Unwritable, match="ENTRIES_ARCHIVED"):
        list(proven_entries(grown.records, export))
