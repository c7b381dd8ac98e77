"""An export with proof convicts whoever changes it; what it cannot show, it says."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.errors import LogBroken, NotFound
from models.keeping.scrubbing import scrub
from models.log.anchors import write_checkpoint
from models.log.entry_filter import EntryFilter
from models.log.events import Event
from models.log.log_excerpts import export_proven, proven_entries, proven_lines
from models.log.log_segments import archive
from models.times import from_text
from models.verifier.complete import Table
from review_ui.table_export import csv_lines, quiet
from tests.attack.stage import Finding, Stage, line_of
from tests.models.scene import CLI

AUDITOR = "auditor.jsonl"
SEEN = "session:8F3KQ2ZD"
ASKED = EntryFilter(object=SEEN)
FITTING = (3, 10, 11, 12, 270, 599)
"""The entries that are asked for, of six hundred."""
Lines = list[dict[str, Any]]


@pytest.fixture
def stage(tmp_path: Path, verifier: Path) -> Stage:
    stage = Stage(tmp_path, verifier)
    with stage.records.act(CLI) as act:
        for seq in range(1, 601):
            stage.clock.move(minutes=1)
            act.log(Event.SESSION_OPENED, SEEN if seq in FITTING else "session:9A1BC2DE")
    write_checkpoint(stage.records, stage.key)
    stage.auditor_copy()
    return stage


def excerpt(stage: Stage, asked: EntryFilter = ASKED) -> Path:
    with stage.records.act(CLI) as act:
        export = export_proven(act, asked)
    path = stage.folder / "excerpt.jsonl"
    path.write_bytes(b"".join(proven_lines(stage.records, export)))
    return path


def check(stage: Stage, path: Path, *more: object) -> Finding:
    return stage.run("--proof", path, stage.folder / AUDITOR, *more, "--key", stage.key_file)


def whole_log(stage: Stage) -> tuple[object, ...]:
    return ("--log", stage.export())


def change(path: Path, how: Callable[[Lines], object]) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    how(lines)
    path.write_text("".join(map(line_of, lines)))


def test_the_entries_that_fit_are_proven_and_it_says_what_is_not(stage: Stage) -> None:
    path = excerpt(stage)
    found = check(stage, path)
    assert found.status == 0, found.text
    assert found.first.startswith("Proven: 6 entries stand unchanged in the log of 600 entries")
    assert f"as asked for: object {SEEN}." in found.first
    assert "Not proven: that nothing else fits." in found.text
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["seq"] for line in lines if "seq" in line] == list(FITTING)
    assert "session:9A1BC2DE" not in path.read_text()  # what was not asked for is not told
    assert "hold this checkpoint to an anchor" in stage.run("--proof", path).text


def test_beside_the_whole_log_it_is_shown_to_be_complete(stage: Stage) -> None:
    path = excerpt(stage)
    stage.write(3)
    found = check(stage, path, *whole_log(stage))
    assert found.status == 0, found.text
    assert "Complete: no other entry of the log given fits." in found.text
    assert "Log whole: 604 entries" in found.text
    database = check(stage, path, "--log", stage.records.place.database)
    assert (database.status, "Complete: no other" in database.text) == (0, True)


@pytest.mark.parametrize(
    "asked",
    [
        EntryFilter(),
        EntryFilter(actor="nobody"),
        EntryFilter(events=("session:opened",), kind="system", outcome="allowed"),
    ],
)
def test_any_question_is_proven(stage: Stage, asked: EntryFilter) -> None:
    found = check(stage, excerpt(stage, asked), *whole_log(stage))
    assert found.status == 0, found.text


def test_times_and_spans_are_proven_as_the_desk_means_them(stage: Stage) -> None:
    with stage.records.peek() as look:
        ats = [row[0] for row in look.db.execute("SELECT at FROM entries ORDER BY seq").fetchall()]
    first, last = from_text(ats[9]), from_text(ats[299])
    spans = ((first, from_text(ats[12])), (from_text(ats[200]), last))
    for asked, count in (
        (EntryFilter(since=first, until=last), 290),
        (EntryFilter(since=first, until=last, spans=spans), 102),
    ):
        found = check(stage, excerpt(stage, asked), *whole_log(stage))
        assert f"Proven: {count} entries stand" in found.first, found.text
        assert found.status == 0, found.text


FORGED: dict[str, tuple[Callable[[Lines], object], str]] = {
    "an entry changed": (
        lambda lines: _entry(lines, 10).update(actor_name="Nobody"),
        "entry 10 of 2026-03-02T09:10:00.000000Z was changed",
    ),
    "an entry removed": (
        lambda lines: lines.remove(_entry(lines, 11)),
        "entry 12 stands where entry 11 has to",
    ),
    "an entry removed and called left out": (
        lambda lines: (
            lines.insert(
                lines.index(_entry(lines, 11)),
                {"type": "left_out", "first": 11, "last": 11, "roots": ["0" * 64]},
            )
            or lines.remove(_entry(lines, 11))
        ),
        "does not lead to the root",
    ),
    "an entry put in": (
        lambda lines: lines.insert(2, dict(_entry(lines, 10))),
        "entry 10 stands where entry 3 has to",
    ),
    "two swapped": (
        lambda lines: lines.insert(lines.index(_entry(lines, 10)), lines.pop(5)),
        "entry 11 stands where entry 10 has to",
    ),
    "the end cut off": (lambda lines: lines.pop(), "what it says of 599 entries"),
    "another question": (
        lambda lines: lines[0]["asked"].update(object="session:OTHER234"),
        "entry 3 of 2026-03-02T09:03:00.000000Z is not what was asked for",
    ),
    "everything asked for": (
        lambda lines: lines[0].update(asked={}),
        "all entries were asked for, but 1 to 2 are left out",
    ),
    "a question nobody can ask": (
        lambda lines: lines[0].update(asked={"colour": "red"}),
        "its head is not as",
    ),
    "another root": (
        lambda lines: lines[0]["checkpoint"].update(root="0" * 64),
        "not signed by a key that is trusted",
    ),
    "no head": (lambda lines: lines.pop(0), "not a proof"),
}


def _entry(lines: Lines, seq: int) -> dict[str, Any]:
    return next(line for line in lines if line.get("seq") == seq)


@pytest.mark.parametrize("attack", FORGED)
def test_a_forged_excerpt_is_found(stage: Stage, attack: str) -> None:
    how, words = FORGED[attack]
    path = excerpt(stage)
    change(path, how)
    found = check(stage, path)
    assert (found.status, words in found.text) == (1, True), found.text


def hiding_the_first(stage: Stage, **head: object) -> Path:
    """The operator leaves one out from the start, with true roots: every hash fits."""
    path = excerpt(stage, EntryFilter(object=SEEN, since=from_text("2026-03-02T09:04:00.000000Z")))
    change(path, lambda lines: lines[0].update(asked=ASKED.asked(), **head))
    return path


def test_an_entry_hidden_with_true_roots_is_found_beside_the_log(stage: Stage) -> None:
    path = hiding_the_first(stage)
    alone = check(stage, path)
    assert (alone.status, "Proven: 5 entries stand" in alone.first) == (0, True)
    assert "Not proven: that nothing else fits." in alone.text
    found = check(stage, path, *whole_log(stage))
    assert found.status == 1
    words = "Not complete: one that fits is left out, the first is entry 3 of 2026-03-02T09:03"
    assert words in found.text


@pytest.mark.parametrize("first", [4, 11, 601])
def test_an_entry_hidden_as_older_than_the_live_log_is_found_beside_it(
    stage: Stage, first: int
) -> None:
    """From where on an excerpt speaks is signed by nobody: the log given shows that it is a lie."""
    path = hiding_the_first(stage, first=first)
    found = check(stage, path, *whole_log(stage))
    assert (found.status, "Complete" in found.text) == (1, False), found.text
    assert "Not complete: one that fits is left out, the first is entry 3 of 2026" in found.text


def test_all_entries_hidden_as_older_than_the_live_log_are_found_beside_it(stage: Stage) -> None:
    path = excerpt(stage, EntryFilter(actor="nobody"))
    change(path, lambda lines: lines[0].update(asked={}, first=601))
    assert check(stage, path).first.startswith("Proven: 0 entries stand")
    found = check(stage, path, *whole_log(stage))
    assert found.status == 1
    assert "Not complete: 600 that fit are left out, the first is entry 1 of 2026" in found.text


def test_what_left_the_live_log_before_is_told_beside_its_segment(stage: Stage) -> None:
    for _ in range(3):
        stage.clock.move(days=28)
        stage.write(5)
    old = hiding_the_first(stage, first=513).rename(stage.folder / "old.jsonl")
    before = stage.clock() - timedelta(days=60)
    assert archive(stage.records, stage.key, CLI, before=before) is not None
    stage.auditor_copy()
    (segment,) = stage.records.place.segments.iterdir()
    with_segment = (*whole_log(stage), "--segment", segment)
    assert check(stage, old, *with_segment).status == 1  # when it was made, they were all there
    path = excerpt(stage)
    found = check(stage, path, *with_segment)
    assert found.status == 3, found.text
    assert "Complete from entry 513 on: no other entry of the log given fits. Of" in found.text
    assert "as signed on 2026-05-25T19:15" in found.text
    assert "5 that fit are not in it, the first is entry 3 of 2026-03-02" in found.text
    without = check(stage, path, *whole_log(stage))
    assert (without.status, without.codes) == (3, {"segment_absent"})
    assert "fits from entry 513 on; older ones are not in the log given." in without.text
    change(path, lambda lines: lines[0].update(first=300))  # where no segment ends
    found = check(stage, path, *with_segment)
    assert found.status == 1
    assert "Not complete: 5 that fit are left out, the first is entry 3 of 2026" in found.text


def test_a_log_that_begins_after_the_excerpt_ends_shows_nothing(stage: Stage) -> None:
    path = excerpt(stage)
    stage.clock.move(days=28)
    stage.write(200)
    for _ in range(3):
        stage.clock.move(days=28)
        stage.write(5)
    before = stage.clock() - timedelta(days=60)
    assert archive(stage.records, stage.key, CLI, before=before) is not None
    stage.auditor_copy()
    (segment,) = stage.records.place.segments.iterdir()
    without = check(stage, path, *whole_log(stage))
    assert (without.status, "Complete" in without.text) == (3, False), without.text
    assert "Not shown: the log given begins at entry 769, after this excerpt ends" in without.text
    found = check(stage, path, *whole_log(stage), "--segment", segment)
    assert "Complete: no other entry of the log given fits." in found.text


def test_an_excerpt_of_another_log_is_found(stage: Stage) -> None:
    """Signed with the operator's own key, but not the log that was anchored."""
    stage.rewrite(lambda rows: rows[9].update(actor_name="Nobody"))
    stage.anchor_anew()
    path = excerpt(stage)
    assert stage.run("--proof", path, "--key", stage.key_file).status == 0  # alone it cannot tell
    found = check(stage, path)
    assert (found.status, "a split view" in found.text) == (1, True), found.text


def test_an_excerpt_held_to_the_export_of_another_log_is_found(stage: Stage) -> None:
    path = excerpt(stage)
    stage.rewrite(lambda rows: rows[9].update(actor_name="Nobody"))
    found = check(stage, path, *whole_log(stage))
    assert (found.status, "rewritten" in found.text) == (1, True), found.text


def test_what_is_not_anchored_yet_waits(stage: Stage) -> None:
    with stage.records.act(CLI) as act:
        act.log(Event.SESSION_OPENED, SEEN)
    with stage.records.act(CLI) as act:
        export = export_proven(act, ASKED)
    assert (export.count, export.newer) == (6, 1)
    assert check(stage, excerpt(stage)).status == 0


def test_before_the_first_checkpoint_nothing_can_be_proven(tmp_path: Path, verifier: Path) -> None:
    stage = Stage(tmp_path, verifier)
    with pytest.raises(NotFound, match="not_anchored_yet"), stage.records.act(CLI) as act:
        export_proven(act, ASKED)


def test_a_log_that_does_not_agree_with_its_checkpoint_is_not_handed_out_as_proven(
    stage: Stage,
) -> None:
    stage.rewrite(lambda rows: rows[9].update(actor_name="Nobody"))
    with pytest.raises(LogBroken, match="rewritten at entry 600"), stage.records.act(CLI) as act:
        export_proven(act, ASKED)


def test_what_is_taken_slowly_keeps_no_scrub_waiting(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.log.access_log.AT_ONCE", 2)
    monkeypatch.setattr("models.store.BUSY_SECONDS", 0.1)
    with stage.records.act(CLI) as act:
        export = export_proven(act, ASKED)
    lines = proven_lines(stage.records, export)
    taken = [next(lines) for _ in range(3)]
    with stage.records.act(CLI) as act:
        act.log(Event.SESSION_OPENED, SEEN)
    scrub(stage.records)
    path = stage.folder / "excerpt.jsonl"
    path.write_bytes(b"".join([*taken, *lines]))
    found = check(stage, path, *whole_log(stage))
    assert found.first.startswith("Proven: 6 entries stand"), found.text
    assert found.status == 0, found.text


def test_the_table_of_the_same_export_is_held_to_it(stage: Stage) -> None:
    with stage.records.act(CLI) as act:
        export = export_proven(act, ASKED)
    path, table = stage.folder / "excerpt.jsonl", stage.folder / "table.csv"
    path.write_bytes(b"".join(proven_lines(stage.records, export)))
    text = "".join(csv_lines(proven_entries(stage.records, export)))

    def held(rows: list[list[str]]) -> Finding:
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        table.write_text(out.getvalue())
        return check(stage, path, "--csv", table)

    rows = list(csv.reader(io.StringIO(text)))
    found = held(rows)
    assert (found.status, "The table holds the same entries." in found.text) == (0, True)
    renamed = [list(row) for row in rows]
    renamed[2][rows[0].index("actor_name")] = "Nobody"
    found = held(renamed)
    assert (found.status, "line 3 of the table says another actor_name" in found.text) == (1, True)
    assert "1 entries of the excerpt are not in the table" in held(rows[:-1]).text
    assert "is of no entry of the excerpt, or of one twice" in held([*rows, rows[3]]).text


@pytest.mark.parametrize("name", ["Ann;=1+1", "=1;-1", "Ann; 'Bo'", "Ann;'=1"])
def test_a_name_that_no_spreadsheet_runs_is_still_the_same_name(tmp_path: Path, name: str) -> None:
    table, path = Table(), tmp_path / "table.csv"
    table.keep({"seq": 1, "actor_name": name})
    path.write_text(f'seq,actor_name\r\n1,"{quiet(name)}"\r\n')
    assert table.problem(path) == ""
    path.write_text('seq,actor_name\r\n1,"Ann"\r\n')
    assert "says another actor_name" in table.problem(path)
