"""A new master key while webhooks come in: nobody waits, nothing is refused, nothing is lost."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from service.composition import open_records
from service.settings import Settings
from tests.attack.test_kill import transcript
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow


def rotate(settings: Settings) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "service.cli", "keys", "rotate"],
        env={"REDACTOR_DATA_DIR": str(settings.data_dir)},
        stderr=subprocess.DEVNULL,
    )


def test_a_running_service_takes_the_new_key_without_a_pause(tmp_path: Path) -> None:
    service = ServiceProcess(tmp_path)
    service.start()
    sent = 0
    for _ in range(3):
        process = rotate(service.settings)
        while process.poll() is None:
            answer = service.post("transcript", transcript(f"conversation-{sent}"))
            assert answer.status_code == httpx.codes.OK
            sent += 1
        assert process.returncode == 0
        assert service.post("transcript", transcript(f"late-{sent}")).status_code == 200
        sent += 1
    service.wait_until_idle()
    pids = service.children()
    assert set(pids) == {"web", "worker"}
    assert service.stop() == 0
    assert "starting it again" not in service.log.read_text()
    records = open_records(service.settings)
    with records.peek() as look:
        found = look.db.execute(
            "SELECT count(*) FROM sessions s JOIN originals o ON o.session_id = s.id "
            "WHERE s.status = 'waiting'"
        ).fetchone()
    assert found == (sent,)
