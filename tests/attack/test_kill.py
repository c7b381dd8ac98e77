"""Promise 1: acknowledged means kept. Web and worker are killed at random moments."""

import random
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from models.intake.inbox import DeliveryStatus, counts
from tests.attack.killable import Killed
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

SEED = 20260302


def transcript(conversation: str) -> dict[str, object]:
    return {
        "conversationUUID": conversation,
        "endedAt": "2026-03-02T10:09:31.000026941+01:00",
        "visitorName": "berlin-de-4",
        "messages": [
            {
                "text": f"message {number} about invoice colours",
                "ts": f"177244200{number}.000100",
                "sentAt": f"2026-03-02T10:00:0{number}.000100+01:00",
                "userId": "",
                "username": "berlin-de-4",
                "isVisitorMsg": True,
            }
            for number in range(3)
        ],
    }


class Vendor(threading.Thread):
    """Sends without pause; a delivery that was not acknowledged is sent again, as vendors do."""

    def __init__(self, service: ServiceProcess) -> None:
        super().__init__(name="vendor")
        self.service = service
        self.done = threading.Event()
        self.acknowledged: list[str] = []
        self.refused = 0

    def run(self) -> None:
        again: list[str] = []
        while not self.done.is_set():
            conversation = again.pop() if again else str(uuid.uuid4())
            try:
                answer = self.service.post("transcript", transcript(conversation))
            except httpx.TransportError:
                again.append(conversation)
                time.sleep(0.05)
                continue
            if answer.status_code == 200:
                self.acknowledged.append(conversation)
            else:
                self.refused += 1
                again.append(conversation)
            time.sleep(0.04)


def test_every_acknowledged_delivery_is_processed_exactly_once(tmp_path: Path, kills: int) -> None:
    chance = random.Random(SEED)
    service = ServiceProcess(tmp_path)
    web, worker = Killed(service, "web"), Killed(service, "worker")
    service.wait_until_up()
    vendor = Vendor(service)
    vendor.start()
    signs = {
        web: lambda: len(vendor.acknowledged),
        worker: lambda: counts(service.records).get(DeliveryStatus.DONE, 0),
    }
    for number in range(kills):
        victims = chance.choice(([web], [worker], [web, worker]))
        if number % 5:  # in every fifth round it may still be starting up
            for victim in victims:
                wait_for_sign_of_life(signs[victim])
        time.sleep(chance.uniform(0.0, 0.3))
        for victim in victims:
            victim.kill()
    vendor.done.set()
    vendor.join()
    service.wait_until_up()
    service.wait_until_idle()
    web.stop()
    worker.stop()

    acknowledged = set(vendor.acknowledged)
    assert len(acknowledged) >= kills
    assert vendor.refused == 0, "the store was never too busy to take a delivery"
    with sqlite3.connect(service.records.place.database) as db:
        kept = {
            service.records.digest("reference", f"{source}\n{conversation}")
            for conversation in acknowledged
            for (source,) in db.execute("select id from sources")
        }
        assert len(kept) == len(acknowledged)
        (sessions,) = db.execute("select count(*) from sessions").fetchone()
        (deliveries,) = db.execute("select count(*) from deliveries").fetchone()
        (processed,) = db.execute(
            "select count(*) from entries where event = 'delivery:processed'"
        ).fetchone()
        (redacted,) = db.execute(
            "select count(*) from entries where event = 'session:redacted'"
        ).fetchone()
        (messages,) = db.execute("select count(*) from messages").fetchone()
        (original,) = db.execute("select count(*) from originals").fetchone()
        (longest,) = db.execute("select max(revision) from sessions").fetchone()
    assert counts(service.records)[DeliveryStatus.DONE] == deliveries
    # A delivery may be kept although the kill ate its acknowledgement; never the other way round.
    assert sessions == deliveries == processed == redacted == original
    assert sessions >= len(acknowledged)
    assert messages == 3 * sessions
    assert longest == 1
    log_is_whole(service)


def wait_for_sign_of_life(sign: Callable[[], int]) -> None:
    """Until the process has done something since now, so that the kill comes amid its work."""
    before, deadline = sign(), time.monotonic() + 30
    while sign() == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def log_is_whole(service: ServiceProcess) -> None:
    verified = subprocess.run(
        [sys.executable, "-m", "service.cli", "audit", "verify"],
        env={"REDACTOR_DATA_DIR": str(service.settings.data_dir)},
        capture_output=True,
        text=True,
    )
    assert verified.returncode == 0, verified.stdout


def test_the_service_starts_again_what_was_killed(tmp_path: Path) -> None:
    service = ServiceProcess(tmp_path)
    service.start()
    for name in ("web", "worker"):
        before = _eventually(service, name, other_than=0)
        subprocess.run(["kill", "-9", str(before)], check=True)
        assert _eventually(service, name, other_than=before) != before
    service.wait_until_up()
    assert service.stop() == 0


def test_nothing_lives_on_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    service = ServiceProcess(tmp_path)
    service.start()
    children = [_eventually(service, name, other_than=0) for name in ("web", "worker")]
    assert service.process is not None
    service.process.kill()
    service.process.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in children):
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def _eventually(service: ServiceProcess, name: str, *, other_than: int) -> int:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = service.children().get(name, other_than)
        if found != other_than:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{name} is not running")
