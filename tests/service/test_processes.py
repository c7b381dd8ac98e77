"""Each process as a unit of its own: it sees to what `redactor serve` would have seen to."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actors import Role
from models.intake.sources import list_sources
from models.keeping.erasing import ask_erasure
from models.store import opened
from models.transcripts.sessions import keep
from service.composition import open_records, operator
from service.keeping import Keeper
from tests.models.scene import snapshot
from tests.service_process import ServiceProcess

FILES = ("records.db", "session-keys.db")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceProcess]:
    made = ServiceProcess(tmp_path)
    yield made
    if made.process is not None:
        made.stop()


def erased_and_put_back(service: ServiceProcess) -> tuple[str, str]:
    """A session that was erased and came back with the files of before, and one that stayed."""
    records, data = service.records, service.settings.data_dir
    with records.act(operator()) as act:
        (source,) = list_sources(act)
        gone, stays = (
            keep(act, snapshot(source.id, reference=each)).session_id for each in ("r1", "r2")
        )
    for name in FILES:
        with opened(data / name) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(data / name, service.folder / name)
    with records.act(operator()) as act:
        ask_erasure(act, gone, reason="subject_request")
    assert Keeper(service.settings, records).keep_once()
    records.close()
    for name in FILES:
        for rest in ("-wal", "-shm"):
            (data / (name + rest)).unlink(missing_ok=True)
        shutil.copy(service.folder / name, data / name)
    service.records = open_records(service.settings)
    assert status(service, gone) != "erasing"
    return gone, stays


def status(service: ServiceProcess, session_id: str) -> str:
    with service.records.peek() as look:
        return str(look.db.table("sessions").get(session_id)["status"])


def test_the_pages_alone_show_nothing_that_a_backup_brought_back(service: ServiceProcess) -> None:
    gone, stays = erased_and_put_back(service)
    service.start("web")
    with service.browse(Role.REVIEWER) as reviewer:
        queue = reviewer.get("/queue").text
        assert (gone in queue, stays in queue) == (False, True)
        assert reviewer.get(f"/sessions/{gone}").status_code == 404
        assert reviewer.get(f"/sessions/{stays}").status_code == 200


def test_a_worker_alone_works_on_nothing_that_a_backup_brought_back(
    service: ServiceProcess,
) -> None:
    gone, stays = erased_and_put_back(service)
    worker = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "worker"],
        env={"REDACTOR_DATA_DIR": str(service.settings.data_dir)},
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while status(service, gone) != "erasing" and time.monotonic() < deadline:
            time.sleep(0.1)
        assert (status(service, gone), status(service, stays)) == ("erasing", "waiting")
    finally:
        worker.kill()
        worker.wait()
