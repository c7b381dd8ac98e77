"""Webhook requests per second, each acknowledged only after a durable commit.

`python -m benchmarks.webhook` starts the real web process, sends transcripts from several
clients, and compares with bare durable commits of the same bytes to SQLite on the same disk.
"""

import itertools
import json
import sqlite3
import statistics
import tempfile
import threading
import time
import uuid
from pathlib import Path

import httpx

from tests.service_process import ServiceProcess

SECONDS = 10.0
CLIENTS = 8


def transcript() -> bytes:
    """A transcript of ten short messages, about 2 KiB, never the same twice."""
    messages = [
        {
            "text": f"message {number}: the invoice is not where it should be",
            "ts": f"17724420{number:02}.000100",
            "sentAt": f"2026-03-02T10:00:{number:02}.000100Z",
            "userId": "",
            "username": "berlin-de-4",
            "isVisitorMsg": True,
        }
        for number in range(10)
    ]
    return json.dumps({"conversationUUID": str(uuid.uuid4()), "messages": messages}).encode()


def bare_commits(folder: Path) -> float:
    """Durable commits per second of the same bytes, one connection, nothing else done."""
    with sqlite3.connect(folder / "bare.db", isolation_level=None) as db:
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=full")
        db.execute("create table kept (body blob)")
        started = time.perf_counter()
        for number in itertools.count(1):
            db.execute("insert into kept values (?)", [transcript()])
            passed = time.perf_counter() - started
            if passed > SECONDS / 2:
                return number / passed
    raise AssertionError("unreachable")


def send(service: ServiceProcess, until: float, taken: list[float]) -> None:
    """One client: a request after the other until the time is up."""
    address = f"{service.url}/hooks/chatlio/transcript/{service.tokens['transcript']}"
    with httpx.Client(timeout=30) as client:
        while time.perf_counter() < until:
            before = time.perf_counter()
            assert client.post(address, content=transcript()).status_code == httpx.codes.OK
            taken.append(time.perf_counter() - before)


def main() -> None:
    """Print requests per second, latency and the ratio to bare commits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = bare_commits(folder)
        service = ServiceProcess(folder)
        service.start("web")
        taken: list[float] = []
        until = time.perf_counter() + SECONDS
        clients = [
            threading.Thread(target=send, args=(service, until, taken)) for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        service.stop()
    cut = statistics.quantiles(taken, n=100)
    rate = len(taken) / SECONDS
    print(f"\nWebhook: {CLIENTS} clients, {SECONDS:.0f} s, 200 only after a durable commit\n")
    print("| what | per second | p50 ms | p99 ms |")
    print("|---|---:|---:|---:|")
    print(f"| bare durable commits of the same bytes | {bare:.0f} | | |")
    print(f"| acknowledged deliveries | {rate:.0f} | {cut[49] * 1000:.0f} | {cut[98] * 1000:.0f} |")
    print(f"\n{rate / bare:.2f} × bare commits")


if __name__ == "__main__":
    main()
