"""The service as a whole, without its children: what it does about the log."""

import logging
import threading
from pathlib import Path

import pytest

from models.accounts.people import list_people
from models.log.anchors import load_signing_key, write_checkpoint
from service.composition import open_records, operator, set_up, signing_key_file
from service.settings import Settings
from service.whole import run_service


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
