"""Statements come to every place that was named, and a place that fails is told of."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from models.log.anchor_places import FILE, PlaceState, list_places, watch
from models.log.anchors import write_checkpoint
from models.log.events import Event
from models.log.signing import raw_public
from models.log.verify import Statement, read_lines, verify_database
from models.records import Place as Where
from models.records import Records
from service.couriers import Couriers, bring
from service.mail import MailServer
from service.places import CommandPlace, MailPlace, Place, PlaceFailed, WebPlace, named_places
from service.settings import Settings
from tests.models.scene import CLI, MASTER_KEY, Clock
from tests.service.mailbox import mailbox
from tests.service_process import free_port

KEY = Ed25519PrivateKey.generate()
MEBIBYTE = 1 << 20


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(place: Where, migrated: Where, clock: Clock) -> Records:
    shutil.copy(migrated.database, place.database)
    shutil.copy(migrated.key_store, place.key_store)
    return Records.open(place, master_key=MASTER_KEY, clock=clock)


def anchor(records: Records, count: int = 1) -> None:
    for _ in range(count):
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ)
        write_checkpoint(records, KEY)


class Receiver(HTTPServer):
    """A real web server that keeps what is POSTed to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status = 200
        self.bodies: list[bytes] = []
        self.answer_bytes = 0
        self.told_bytes = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/anchors"


class Answering(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.bodies.append(body)
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        with suppress(OSError):
            while self.server.told_bytes < self.server.answer_bytes:
                self.server.told_bytes += self.wfile.write(bytes(MEBIBYTE))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_a_place_received_proves_the_log(
    records: Records, receiver: Receiver, tmp_path: Path
) -> None:
    web = WebPlace(url=receiver.url)
    for _ in range(3):
        anchor(records)
        assert bring(records, web)
    assert len(receiver.bodies) == 3
    held = tmp_path / "held.jsonl"
    held.write_bytes(b"".join(receiver.bodies))
    assert held.read_bytes() == records.place.anchor.read_bytes()
    verdict = verify_database(records.place.database, held, keys=(raw_public(KEY),))
    assert (verdict.status, verdict.anchored_seq) == (0, 3)
    assert bring(records, web)
    assert len(receiver.bodies) == 3  # nothing new, nothing sent


def test_a_command_gets_the_same_lines_on_its_stdin(records: Records, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    write = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
    command = CommandPlace(command=(sys.executable, "-c", write, str(kept)))
    watch(records, {FILE: None, command.name: command.every})
    anchor(records, 2)
    assert bring(records, command)
    assert kept.read_bytes() == records.place.anchor.read_bytes()


def test_a_mailbox_gets_the_newest_now_and_then_and_every_other_statement(
    records: Records, clock: Clock, tmp_path: Path
) -> None:
    with mailbox() as box:
        server = MailServer(
            host="127.0.0.1",
            port=box.port,
            security="none",
            sender="log@shop.example",
            clock=clock,
        )
        mail = MailPlace(mailer=server, to="ada@audit.example", every=timedelta(hours=24))
        for _ in range(3):
            anchor(records, 6)
            bring(records, mail)
            clock.move(hours=13)
    assert [each["Subject"].split()[-1] for each in box.mails] == ["6", "18"]
    held = tmp_path / "held.jsonl"
    for each in box.mails:
        lines = [line for line in each.get_content().splitlines() if line.startswith("{")]
        with held.open("a") as file:
            file.write("".join(f"{line}\n" for line in lines))
    assert len(list(read_lines(held))) == 3  # the key, and two checkpoints
    verdict = verify_database(records.place.database, held, keys=(raw_public(KEY),))
    assert (verdict.status, verdict.anchored_seq) == (0, 18)


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """A place that never answers, as a command on a dead disk would."""

    release: threading.Event
    name: str = "hanging"
    every: timedelta = timedelta(0)

    def put(self, statements: Sequence[Statement]) -> None:
        self.release.wait(20)


def test_a_place_that_hangs_keeps_no_other_waiting(records: Records, receiver: Receiver) -> None:
    release = threading.Event()
    anchor(records)
    couriers = Couriers(records, (Hanging(release=release), WebPlace(url=receiver.url)), pause=0.1)
    couriers.start()
    deadline = time.monotonic() + 10
    while not receiver.bodies and time.monotonic() < deadline:
        time.sleep(0.02)
    anchor(records)
    couriers.wake()
    while len(receiver.bodies) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(receiver.bodies) == 2
    release.set()
    couriers.finish(5)


def test_a_failure_is_told_tried_again_and_loses_nothing(
    records: Records, receiver: Receiver, clock: Clock
) -> None:
    web = WebPlace(url=receiver.url)
    receiver.status = 500
    anchor(records)
    assert not bring(records, web)
    assert not bring(records, web)  # too early to try again
    clock.move(seconds=11)
    assert not bring(records, web)
    with records.peek() as look:
        (state,) = (each for each in list_places(look.db) if each.name == "webhook")
    assert (state.code, state.tries, state.seq) == ("status_500", 2, 0)
    assert state.failing_since == Clock().now
    receiver.status = 200
    anchor(records)
    clock.move(hours=2)
    assert bring(records, web)
    assert b"".join(receiver.bodies) == records.place.anchor.read_bytes()
    with records.peek() as look:
        rows = look.db.query(
            "SELECT event, object, reason FROM entries WHERE event LIKE 'anchor:%' ORDER BY seq"
        )
        assert [tuple(row.values()) for row in rows] == [
            ("anchor:failed", "anchor:webhook", "status_500"),
            ("anchor:recovered", "anchor:webhook", ""),
        ]
        (state,) = (each for each in list_places(look.db) if each.name == "webhook")
    assert (state.failing_since, state.code) == (None, "")


def failing(place: Place) -> str:
    with pytest.raises(PlaceFailed) as failed:
        place.put(())
    return failed.value.code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (lambda: WebPlace(url=f"http://127.0.0.1:{free_port()}/"), "unreachable"),
        (lambda: CommandPlace(command=("/nowhere/at/all",)), "cannot_run"),
        (lambda: CommandPlace(command=("false",)), "status_1"),
        (lambda: CommandPlace(command=("sleep", "9"), timeout_seconds=0.1), "timeout"),
        (lambda: WebPlace(url="https://auditor.example:port/"), "address_invalid"),
    ],
)
def test_each_failure_has_a_code(place: Callable[[], Place], code: str) -> None:
    assert failing(place()) == code


def test_a_command_that_hangs_ends_with_all_it_started(tmp_path: Path) -> None:
    late = tmp_path / "late"
    script = f"(sleep 2; touch {late}) & sleep 60"
    assert failing(CommandPlace(command=("sh", "-c", script), timeout_seconds=0.2)) == "timeout"
    time.sleep(2.5)
    assert not late.exists()


def test_a_command_is_told_no_setting_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDACTOR_MASTER_KEY", "canary")
    monkeypatch.setenv("redactor_mail_from", "canary")
    told = tmp_path / "told"
    CommandPlace(command=("sh", "-c", f"env > {told}")).put(())
    assert "PATH=" in told.read_text()
    assert "canary" not in told.read_text()


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A place whose code has a fault."""

    name: str = "broken"
    every: timedelta = timedelta(0)

    def put(self, statements: Sequence[Statement]) -> None:
        raise ValueError(f"{len(statements)} statements")


def test_a_place_that_fails_in_an_unforeseen_way_is_told_of_and_tried_again(
    records: Records, clock: Clock
) -> None:
    anchor(records)
    couriers = Couriers(records, (Broken(),), pause=0.05)
    couriers.start()
    for tries in (1, 2):
        deadline = time.monotonic() + 10
        while broken(records).tries < tries and time.monotonic() < deadline:
            time.sleep(0.02)
        assert (broken(records).code, broken(records).tries) == ("unforeseen", tries)
        clock.move(minutes=1)
    couriers.finish(5)


def broken(records: Records) -> PlaceState:
    with records.peek() as look:
        return next(each for each in list_places(look.db) if each.name == "broken")


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.status = 302
    assert failing(WebPlace(url=receiver.url)) == "status_302"


@pytest.mark.parametrize("status", [200, 500])
def test_what_a_place_answers_is_not_read(receiver: Receiver, status: int) -> None:
    receiver.status, receiver.answer_bytes = status, 256 * MEBIBYTE
    place = WebPlace(url=receiver.url)
    if status == 200:
        place.put(())
    else:
        assert failing(place) == "status_500"
    assert receiver.told_bytes < receiver.answer_bytes / 4


def test_with_nothing_configured_there_is_no_place() -> None:
    assert named_places(Settings(), None) == ()


def test_the_settings_name_the_places() -> None:
    settings = Settings(
        anchor_command="/usr/bin/keep --in 'the safe'",
        anchor_url="https://auditor.example/anchors",
        anchor_mail="ada@audit.example",
        smtp_host="127.0.0.1",
        smtp_security="none",
        mail_from="log@shop.example",
    )
    server = MailServer(host="", port=1, security="none", sender="", clock=Clock())
    command, web, mail = named_places(settings, server)
    assert isinstance(command, CommandPlace)
    assert command.command == ("/usr/bin/keep", "--in", "the safe")
    assert (web.name, mail.name, mail.every) == ("webhook", "mail", timedelta(hours=24))


@pytest.mark.parametrize(
    "wrong",
    [
        {"anchor_url": "http://auditor.example/anchors"},
        {"anchor_url": "ftp://auditor.example/anchors"},
        {"anchor_mail": "ada@audit.example"},
        {"anchor_command": "keep 'this"},
    ],
)
def test_a_place_that_would_be_unsafe_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)  # type: ignore[arg-type]
