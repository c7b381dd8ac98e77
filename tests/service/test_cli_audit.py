"""`redactor audit`: whoever reads or proves the log at a terminal stands in it."""

import json
import os
import pwd
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.accounts.people import list_people
from models.log.anchor_places import watch
from models.log.anchors import load_signing_key, write_checkpoint
from models.log.events import Event
from models.log.log_segments import archive
from models.records import Records
from service.composition import clock, open_records, operator, place, set_up, signing_key_file
from service.master_key import find_master_key
from service.settings import Settings
from tests.service.terminal import redactor

OPERATOR = ("system", "cli", pwd.getpwuid(os.getuid()).pw_name)
PIPE = 4096


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Three entries, anchored."""
    settings = Settings(data_dir=tmp_path / "data")
    set_up(settings)
    records = open_records(settings)
    for _ in range(3):
        with records.act(operator()) as act:
            list_people(act)
    write_checkpoint(records, load_signing_key(signing_key_file(settings)))
    records.close()
    return settings


def newest(records: Records) -> dict[str, Any]:
    with records.peek() as look:
        return next(iter(look.db.table("entries").rows_where(order_by="seq DESC", limit=1)))


def test_verifying_is_an_entry_of_who_ran_it(settings: Settings) -> None:
    done = redactor("audit", "verify", data=settings.data_dir)
    assert (done.returncode, "Log whole: 3 entries" in done.stderr) == (0, True)
    entry = newest(open_records(settings))
    assert (entry["seq"], entry["event"], entry["details"]) == (
        *(4, "log:verified"),
        '{"count":3,"problems":0}',
    )
    assert (entry["actor_kind"], entry["actor_id"], entry["actor_name"]) == OPERATOR


@pytest.mark.parametrize(
    ("arguments", "about"), [(("prove", "2"), "entry:2"), (("consistency", "3", "4"), "entry:4")]
)
def test_a_proof_is_an_entry_of_who_asked_for_it(
    settings: Settings, arguments: tuple[str, ...], about: str
) -> None:
    records = open_records(settings)
    with records.act(operator()) as act:
        list_people(act)
    write_checkpoint(records, load_signing_key(signing_key_file(settings)))
    done = redactor("audit", *arguments, data=settings.data_dir)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["checkpoint"]["seq"] == 4
    entry = newest(records)
    assert (entry["seq"], entry["event"], entry["object"]) == (5, "log:proven", about)
    assert (entry["actor_kind"], entry["actor_id"], entry["actor_name"]) == OPERATOR


def test_a_proof_that_cannot_be_given_is_a_refused_entry(settings: Settings) -> None:
    done = redactor("audit", "prove", "99", data=settings.data_dir)
    assert (done.returncode, done.stdout) == (1, "")
    entry = newest(open_records(settings))
    assert (entry["seq"], entry["outcome"], entry["object"]) == (4, "refused", "entry:99")


def test_without_the_master_key_it_verifies_and_says_that_no_entry_tells_of_it(
    settings: Settings,
) -> None:
    (settings.keys / "master.key").unlink()
    done = redactor("audit", "verify", data=settings.data_dir)
    assert (done.returncode, "Log whole: 3 entries" in done.stderr) == (0, True)
    assert "no entry tells of this: KeyUnsafe" in done.stderr


def records_of(settings: Settings, then: datetime) -> Records:
    master_key = find_master_key(settings)
    return Records.open(place(settings), master_key=master_key, clock=lambda: then)


def test_the_list_of_places_says_which_lags_and_by_how_much(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    then = clock() - timedelta(minutes=6)
    records = records_of(settings, then)
    watch(records, {"file": None, "webhook": timedelta(0)})
    with records.act(operator()) as act:
        list_people(act)
    write_checkpoint(records, load_signing_key(signing_key_file(settings)))
    records.close()
    told = redactor("audit", "places", data=tmp_path)
    assert (told.returncode, told.stdout.splitlines()) == (
        1,
        [
            "file\tup to entry 1\twell",
            f"webhook\tnothing yet\tlags since {then}: 1 entry behind",
        ],
    )


def test_an_export_whose_entries_leave_before_its_first_one_ends_in_an_error(
    tmp_path: Path,
) -> None:
    """The statements fill the pipe, so the export waits for its reader before the entries."""
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    old = records_of(settings, clock() - timedelta(days=90))
    key = load_signing_key(signing_key_file(settings))
    for _ in range(60):
        with old.act(operator()) as act:
            for _ in range(10):
                act.log(Event.HEALTH_READ)
        write_checkpoint(old, key)
    assert settings.anchor.stat().st_size > 4 * PIPE
    old.close()
    command = [sys.executable, "-m", "service.cli", "audit", "export"]
    environment = {"REDACTOR_DATA_DIR": str(tmp_path)}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        pipesize=PIPE,
    ) as export:
        assert export.stdout is not None
        export.stdout.readline()
        before = clock() - timedelta(days=30)
        left = archive(open_records(settings), key, operator(), before=before, accept_pause=True)
        assert left is not None
        written, said = export.communicate(timeout=60)
    assert (export.returncode, "ENTRIES_ARCHIVED" in said) == (1, True), said
    assert '"event"' not in written
