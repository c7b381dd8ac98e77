"""The service as a whole, without its children: what it does about the log."""

import logging
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from models.accounts.people import list_people
from models.log.anchor_places import ANCHORER
from models.log.anchors import load_signing_key, write_checkpoint
from models.log.log_segments import archive
from models.records import Records
from service.composition import clock, open_records, operator, place, set_up, signing_key_file
from service.master_key import find_master_key
from service.settings import Settings
from service.whole import COMMAND, _Upkeep, run_service


def test_the_processes_run_nothing_that_lies_in_the_folder_they_start_in(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("print('click of somebody else')")
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "__init__.py").write_text("print('service of somebody else')")
    done = subprocess.run([*COMMAND, "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: ")


def test_segments_that_are_old_go_also_where_none_are_made_any_more(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, log_days=0, segment_days=30)
    set_up(settings)
    times = [clock()]
    records = Records.open(
        place(settings), master_key=find_master_key(settings), clock=lambda: times[-1]
    )
    key = load_signing_key(signing_key_file(settings))
    for _ in range(300):
        with records.act(operator()) as act:
            list_people(act)
    write_checkpoint(records, key)
    times.append(clock() + timedelta(days=40))
    before = clock() + timedelta(days=1)
    assert archive(records, key, ANCHORER, before=before, accept_pause=True) is not None
    segments = settings.data_dir / "segments"
    _Upkeep(settings, records)()
    assert len(list(segments.iterdir())) == 1, "it is young"
    times.append(clock() + timedelta(days=80))
    _Upkeep(settings, records)()
    assert list(segments.iterdir()) == []


@pytest.mark.parametrize("harm", ["", "cut anchor", "cut tail"])
def test_a_log_that_is_not_whole_is_said_aloud_and_in_the_exit_status(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records = open_records(settings)
    with records.act(operator()) as act:
        list_people(act)
    write_checkpoint(records, load_signing_key(signing_key_file(settings)))
    if harm == "cut anchor":
        settings.anchor.write_bytes(b"")
    if harm == "cut tail":
        with records.step() as step:
            step.db.execute("DROP TRIGGER entries_no_delete")
            step.db.execute("DELETE FROM entries")
    stopped = threading.Event()
    stopped.set()
    with caplog.at_level(logging.CRITICAL):
        assert run_service(settings, stopped) is (harm == "")
    assert ("No checkpoint is written any more" in caplog.text) is (harm != "")
