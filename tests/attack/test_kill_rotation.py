"""kill -9 in the middle of rotating and resealing: everything stays readable, and it goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from models.intake.sources import add_source
from models.seals.rotation import key_state
from models.store import opened, writing
from models.transcripts.sessions import find_original, keep
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.attack.test_kill import transcript
from tests.models.scene import snapshot
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

KEYS = 4_000
SESSIONS = 600
ROUNDS = 12
SEED = 20260417


def rotate(settings: Settings) -> "subprocess.Popen[bytes]":
    return keys(settings, "rotate")


def keys(settings: Settings, *command: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "service.cli", "keys", *command],
        env={"REDACTOR_DATA_DIR": str(settings.data_dir)},
        stderr=subprocess.DEVNULL,
    )


def test_a_rotation_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    store = open_records(settings).keys
    kept = {f"session:{number}": chance.randbytes(32) for number in range(KEYS)}
    with opened(store.path) as db, writing(db):
        for key_id, key in kept.items():
            store._insert(db, key_id, key)
    began = time.monotonic()
    assert rotate(settings).wait(120) == 0
    whole = time.monotonic() - began
    in_the_middle = 0
    for _ in range(ROUNDS):
        process = rotate(settings)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.kill()
        process.wait()
        again = open_records(settings).keys
        in_the_middle += bool(key_state(again).rotating_to)
        sample = chance.sample(sorted(kept), 50)
        assert all(again.key(key_id) == kept[key_id] for key_id in sample)
    assert in_the_middle, "no kill came in the middle: the test proves nothing"
    assert rotate(settings).wait(120) == 0
    last = open_records(settings).keys
    assert key_state(last).rotating_to == ""
    assert key_state(last).old == 0
    assert all(last.key(key_id) == key for key_id, key in kept.items())
    assert not (settings.keys / "master.key.new").exists()


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


def test_a_resealing_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records = open_records(settings)
    with records.act(operator()) as act:
        source_id = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source.id
    plain = {f"conversation-{number}": chance.randbytes(200) for number in range(SESSIONS)}
    with records.act(operator()) as act:
        for reference, original in plain.items():
            keep(act, snapshot(source_id, reference=reference, original=original))
    began = time.monotonic()
    assert keys(settings, "reseal", "--all").wait(120) == 0
    whole = time.monotonic() - began
    in_the_middle = 0
    for _ in range(ROUNDS):
        process = keys(settings, "reseal", "--all")
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.kill()
        process.wait()
        in_the_middle += 0 < key_state(records.keys).unreplaced < SESSIONS
        for reference in chance.sample(sorted(plain), 40):
            found = find_original(records, source_id, reference)
            assert found is not None
            assert found.body == plain[reference]
    assert in_the_middle, "no kill came in the middle: the test proves nothing"
    assert keys(settings, "reseal", "--all").wait(120) == 0
    for reference, original in plain.items():
        found = find_original(records, source_id, reference)
        assert found is not None
        assert found.body == original
