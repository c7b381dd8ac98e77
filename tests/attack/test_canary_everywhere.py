"""Promise 2, over everything there is: each vendor, page, list, export, mail, table, file, backup.

One canary lives through a whole life: it arrives by every kind of webhook of every vendor, is
reviewed, revealed, asked for by its own subject, exported and backed up. Only the person who
reads under a reveal, and the officer who typed what the subject gave, ever see a piece of it.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from ingest.adapters import KINDS
from ingest.standard_webhooks import sign
from models.actors import Role
from models.backups.backing_up import make_backup
from models.intake.sources import add_secret, add_source, live_secrets
from models.log.anchors import load_signing_key, write_checkpoint
from service.composition import operator, signing_key_file
from tests.attack import canary
from tests.flow.test_report_and_reveal import send
from tests.service.mailbox import Mailbox, mailbox
from tests.service_process import CALLS, ServiceProcess

pytestmark = pytest.mark.slow

PAYLOADS = {
    "conversation_started": canary.event,
    "unanswered": canary.event,
    "transcript": canary.transcript,
    "feedback": canary.event,
    "offline_message": canary.offline_message,
}
GIVEN = ("5550142", "555 0142")
"""What the subject gave and an officer typed: the request's own page shows it to officers."""
HIDDEN = tuple(piece for piece in canary.PIECES if piece not in GIVEN)
PASSWORD = "five quiet reading rooms"
MOST_PAGES = 150


def engine_session() -> dict[str, object]:
    """The canary as the engine's own session, which the `standard` vendor sends."""
    lines = [*canary.SPOKEN, "plain question though"]
    identity = {"name": canary.NAME, "email": canary.EMAIL, "phone": canary.PHONE}
    return {
        "id": f"standard-{canary.USERNAME}",
        "identity": {**identity, "company": canary.COMPANY, "custom": {canary.NAME: canary.PAGE}},
        "messages": [
            {"id": f"m{number}", "role": "visitor", "text": text, "at": "2026-03-02T10:00:00Z"}
            for number, text in enumerate(lines)
        ],
    }


class Life:
    """The service after all of it; `shown` is what the two who may see something saw."""

    def __init__(self, service: ServiceProcess, box: Mailbox) -> None:
        self.service, self.box = service, box
        self.shown = b""

    def arrive(self) -> None:
        assert set(PAYLOADS) == set(KINDS["chatlio"]), "a kind of webhook without a canary"
        for kind, payload in PAYLOADS.items():
            assert self.service.post(kind, payload()).status_code == 200
        with self.service.records.act(operator()) as act:
            made = add_source(act, name="Own", vendor="standard", kinds=KINDS["standard"])
            add_secret(act, made.source.id)
        (kind,) = KINDS["standard"]
        body = json.dumps(engine_session()).encode()
        answer = CALLS.post(
            f"{self.service.url}/hooks/standard/{kind}/{made.tokens[kind]}",
            content=body,
            headers=sign(
                body,
                live_secrets(self.service.records, made.source.id),
                id="msg_canary",
                sent_at=int(time.time()),
            ),
        )
        assert answer.status_code == 200
        self.service.wait_until_idle()

    def reveal(self) -> None:
        service = self.service
        with (
            service.browse(Role.REVIEWER) as reviewer,
            service.browse(Role.PRIVACY_OFFICER) as officer,
        ):
            prove(officer, service)
            for session in set(re.findall(r"/sessions/([0-9A-Z]{8})", reviewer.get("/queue").text)):
                page = reviewer.get(f"/sessions/{session}").text
                mask = re.search(
                    r'data-label="\[ORDER_1\]".*?name="mask" value="([\w-]+)"', page, re.DOTALL
                )
                revision = re.search(r'name="revision" value="(\d+)"', page)
                if mask is None or revision is None:
                    continue
                asked = send(
                    reviewer, service, f"/sessions/{session}/reveal", revision=revision[1],
                    mask=mask[1], reason="advice", minutes="5", note="",
                )  # fmt: skip
                reveal = asked.url.path
                assert "Approved" in send(officer, service, f"{reveal}/decide", do="approve").text
                self.shown += send(reviewer, service, f"{reveal}/show").content
                return
        raise AssertionError("no session has an order number to reveal")

    def ask(self) -> None:
        """The subject asks for a copy; what finds them is the phone number they give."""
        service = self.service
        with service.browse(Role.PRIVACY_OFFICER) as officer:
            prove(officer, service)
            taken = send(
                officer, service, "/requests", kind="access", channel="email",
                received_on="2026-03-01", phone=canary.PHONE,
            )  # fmt: skip
            assert re.search(r"/requests/[^/?]+$", taken.url.path), taken.text[:500]
            assert re.search(r'name="choice\.[0-9A-Z]{8}"', taken.text), "nothing was found"

    def back_up(self) -> None:
        service = self.service
        write_checkpoint(service.records, load_signing_key(signing_key_file(service.settings)))
        make_backup(
            service.records,
            operator(),
            to=service.folder / "medium",
            keys_to=service.folder / "other-medium",
            erased=service.settings.erased,
        )


def prove(client: httpx.Client, service: ServiceProcess) -> None:
    """Set a password and show it, as a decision asks for."""
    send(client, service, "/me/password", password=PASSWORD, again=PASSWORD)
    send(client, service, "/prove", password=PASSWORD, next="/")


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    folder = Path(tmp_path_factory.mktemp("life"))
    with mailbox() as box:
        service = ServiceProcess(
            folder,
            sweep_seconds="1",
            smtp_host="127.0.0.1",
            smtp_port=str(box.port),
            smtp_security="none",
            mail_from="redactor@shop.example",
        )
        try:
            service.start()
            lived = Life(service, box)
            lived.arrive()
            lived.reveal()
            lived.ask()
            lived.back_up()
            yield lived
        finally:
            service.stop()


def everything_linked(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    """Every address of the service that links lead to, one of each shape, whatever it answers."""
    waiting, seen = [f"{url}/"], set[str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0).partition("#")[0]
        parts = urlsplit(address)
        names = sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
        shape = f"{re.sub(r'[0-9A-Z]{8}', 'X', parts.path)}?{names}"
        if shape in seen or not address.startswith(url) or parts.path.startswith("/static/"):
            continue
        seen.add(shape)
        answer = client.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = re.findall(r'<a[^>]*href="([^"]+)"', answer.text)
            waiting += [urljoin(address, link.replace("&amp;", "&")) for link in links]
        yield answer
    assert len(seen) < MOST_PAGES, "there is more than was looked at"


def test_the_reveal_showed_it(life: Life) -> None:
    """Otherwise the tests below would find nothing because there was nothing."""
    assert canary.found_in(life.shown, [canary.ORDER]) == [canary.ORDER]


@pytest.mark.parametrize("role", list(Role))
def test_nothing_a_role_can_reach_shows_the_canary(life: Life, role: Role) -> None:
    with life.service.browse(role) as person:
        answers = list(everything_linked(person, life.service.url))
    assert len(answers) >= 5
    pieces = HIDDEN if role is Role.PRIVACY_OFFICER else canary.PIECES
    for answer in answers:
        assert canary.found_in(answer.content, pieces) == [], answer.url
        assert canary.found_in(str(answer.headers).encode()) == [], answer.url


def test_no_mail_holds_the_canary(life: Life) -> None:
    deadline = time.monotonic() + 30
    while not life.box.mails and time.monotonic() < deadline:
        time.sleep(0.2)
    assert life.box.mails, "somebody was told of the reveal"
    for mail in life.box.mails:
        assert canary.found_in(mail.as_bytes()) == []
        body = mail.get_body()
        assert canary.found_in(str(body.get_content() if body else "").encode()) == []


def test_no_row_of_any_table_holds_the_canary(life: Life) -> None:
    place = life.service.records.place
    looked = 0
    for path in (place.database, place.key_store):
        with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
            names = [
                name
                for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for name in names:
                for row in db.execute(f'SELECT * FROM "{name}"'):
                    looked += 1
                    for value in row:
                        plain = value if isinstance(value, bytes) else str(value).encode()
                        assert canary.found_in(plain) == [], name
        db.close()
    assert looked > 200


def test_no_file_holds_the_canary_and_no_backup(life: Life) -> None:
    files = [path for path in life.service.folder.rglob("*") if path.is_file()]
    names = " ".join(path.name for path in files)
    for wanted in (
        "records.db",
        "session-keys.db",
        "anchor.jsonl",
        "service.log",
        "records-",
        "keys-",
    ):
        assert wanted in names
    for path in files:
        assert canary.found_in(path.read_bytes()) == [], path.name
        assert canary.found_in(path.name.encode()) == []
