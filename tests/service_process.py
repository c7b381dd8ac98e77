"""The whole service in processes of its own, and hands to drive it over HTTP."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx

from ingest.adapters import KINDS
from models.accounts.people import add_person, make_invite
from models.actors import ROLE_PURPOSES, Role
from models.intake.inbox import DeliveryStatus, counts
from models.intake.sources import add_source
from models.records import Records
from service.composition import open_records, operator, set_up
from service.settings import Settings

UP_SECONDS = 180.0
IDLE_SECONDS = 120.0
# Calls of httpx itself read all certificates anew: that costs more than the page that is asked for.
CALLS = httpx.Client(
    verify=False, timeout=30, limits=httpx.Limits(max_keepalive_connections=0), trust_env=False
)


def free_port() -> int:
    """A port nobody listens on: one of this worker's own, which the system gives to nobody else."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    while True:
        port = 10_000 + 2_000 * (worker % 11) + random.randrange(2_000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


class ServiceProcess:
    """`redactor serve` on a folder of its own; everything it says on stderr is kept in a file."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log = folder / "service.log"
        self.extra = settings
        self.settings = Settings(data_dir=folder / "data", port=free_port())
        set_up(self.settings)
        self.records: Records = open_records(self.settings)
        self.people: dict[Role, str] = {}
        with self.records.act(operator()) as act:
            self.tokens: Mapping[str, str] = add_source(
                act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"]
            ).tokens
            for role in Role:
                person = add_person(
                    act, name=f"Person {role.words}", email=f"{role}@shop.example", role=role
                )
                self.people[role] = person.id
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.settings.url

    def start(self, command: str = "serve") -> None:
        environment = {
            **os.environ,
            "REDACTOR_DATA_DIR": str(self.settings.data_dir),
            "REDACTOR_PORT": str(self.settings.port),
            "REDACTOR_SECOND_FACTOR_ROLES": "[]",
            **{f"REDACTOR_{name.upper()}": value for name, value in self.extra.items()},
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "service.cli", command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline:
            try:
                if CALLS.get(f"{self.url}/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"the service did not start:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def children(self) -> dict[str, int]:
        """Process ids of `web` and `worker`, as far as they live."""
        assert self.process is not None
        found = {}
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
        ).stdout
        for line in listed.splitlines():
            match = re.match(r"\s*(\d+) .*service\.cli (web|worker)\b", line)
            if match:
                found[match[2]] = int(match[1])
        return found

    def post(self, kind: str, payload: object) -> httpx.Response:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return CALLS.post(f"{self.url}/hooks/chatlio/{kind}/{self.tokens[kind]}", content=body)

    def wait_until_idle(self) -> None:
        deadline = time.monotonic() + IDLE_SECONDS
        while time.monotonic() < deadline:
            state = counts(self.records)
            if not state.get(DeliveryStatus.WAITING, 0) + state.get(DeliveryStatus.TAKEN, 0):
                return
            time.sleep(0.1)
        raise AssertionError(f"not idle: {state}\n{self.log.read_text()[-2000:]}")

    def one_time_address(self, role: Role) -> str:
        with self.records.act(operator()) as act:
            token = make_invite(act, self.people[role], timedelta(hours=1))
        return f"{self.url}/sign-in/once/{token}"

    @contextmanager
    def browse(self, role: Role) -> Iterator[httpx.Client]:
        """A client signed in as `role`, through the pages as a person would."""
        with httpx.Client(
            base_url=self.url, follow_redirects=True, timeout=30, verify=False
        ) as client:
            address = self.one_time_address(role)
            form = form_fields(client.get(address).text)
            form["purpose"] = ROLE_PURPOSES[role][0]
            answer = client.post(address, data=form, headers={"Origin": self.url})
            assert answer.status_code == 200, answer.text
            yield client


def form_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and value:
            fields[name[1]] = value[1]
    return fields
