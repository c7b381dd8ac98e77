"""A person asks for their data and then for its erasure: webhook in, copy out, certificate at last.

The real engine masks the chats; two officers work at their desk; the keeper erases.
"""

import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from ingest.worker import Worker
from models.accounts.people import set_password
from models.actors import Actor, ActorKind, Purpose, Role
from models.intake.inbox import accept
from models.intake.sources import add_source
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.keeping.erasing import ErasureState, get_erasure
from models.log.events import Event
from models.records import Records
from redactor import Redactor
from review_ui.app import create_app
from review_ui.passwords import Passwords
from service.web import read_original
from tests.flow.test_transcript_to_entry import TRANSCRIPT
from tests.models.scene import CLI, Clock, make_person
from tests.review_ui.browser import PASSWORD, URL, Browser, entries
from tests.review_ui.conftest import (  # noqa: F401 - fixtures
    CHEAP,
    clock,
    passwords,
    peopled,
    records,
)

pytestmark = pytest.mark.slow

OTHER = {
    **TRANSCRIPT,
    "conversationUUID": "5f0d9c1e-30c4-4d63-8f3f-0f3a52b9d3a2",
    "channelName": "z-otto-brandvik-4",
    "visitorName": "Otto Brandvik",
    "replyToEmail": "otto@mail.example",
    "visitorTraits": "{}",
    "messages": [
        {
            "text": "my neighbour amelia.thornbury@mail.example got my parcel",
            "ts": "1772442101.000100",
            "sentAt": "2026-03-02T10:01:41.000100+01:00",
            "userId": "",
            "username": "Otto Brandvik",
            "isVisitorMsg": True,
        }
    ],
}
PIECES = (b"amelia", b"thornbury", b"3348917502")


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:  # noqa: F811
    return create_app(
        records, public_url=URL, clock=clock, passwords=passwords, read_original=read_original
    )


@pytest.fixture
def chats(records: Records, clock: Clock) -> None:  # noqa: F811
    """Two chats, delivered and masked by the real engine."""
    with records.act(CLI) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source
    vendor = Actor(kind=ActorKind.SERVICE, id=source.id, name="Shop")
    for payload in (TRANSCRIPT, OTHER):
        with records.act(vendor) as act:
            body = json.dumps(payload).encode()
            accept(act, source_id=source.id, kind="transcript", body=body)
    worker = Worker(records, Redactor(), name="worker-1", clock=clock)
    while worker.run_once():
        pass


def officer(app: FastAPI, records: Records, email: str) -> Browser:  # noqa: F811
    person = make_person(records, email.partition("@")[0], email, Role.PRIVACY_OFFICER)
    with records.act(CLI) as act:
        set_password(act, person.id, Passwords(CHEAP).hash(PASSWORD))
    browser = Browser(app)
    assert browser.enter(email, Purpose.PRIVACY).status_code == 303
    return browser


def approved(one: Browser, two: Browser, kind: str) -> str:
    taken = one.fill(
        "/requests", kind=kind, channel="email", received_on="2026-03-01",
        email="Amelia.Thornbury@mail.example",
    )  # fmt: skip
    request = taken.headers["location"].split("/")[-1].partition("?")[0]
    page = one.get(f"/requests/{request}").text
    for session in re.findall(r'name="choice\.([0-9A-Z]{8})"', page):
        row = page[: page.index(f'name="choice.{session}"')].rpartition("<tr>")[2]
        choice = "theirs" if "Told by the vendor" in row else "mention"
        one.fill(f"/requests/{request}/choices", **{f"choice.{session}": choice})
    one.fill(f"/requests/{request}/verify", how="known_contact")
    assert one.fill(f"/requests/{request}/propose", decision="fulfil").status_code == 303
    assert two.fill(f"/requests/{request}/approve").status_code == 303
    return request


def test_from_intake_to_certificate(
    app: FastAPI,
    records: Records,  # noqa: F811
    chats: None,
    tmp_path: Path,
) -> None:
    one, two = (officer(app, records, f"{name}@company.example") for name in ("one", "two"))
    request = approved(one, two, "access")
    copy = one.fill(f"/requests/{request}/copy", form="json")
    told = json.loads(copy.text)
    (chat,) = told["chats"]
    said = [message["text"] for message in chat["messages"]]
    assert said[0] == "hi its amelia, where is my parcel?"
    assert "3348917502" in said
    assert chat["about_you"]["email"] == "amelia.thornbury@mail.example"
    assert len(told["mentions"]) == 1
    for other in ("Dana", "Whitfield", "Otto", "Brandvik"):
        assert other.lower() not in copy.text.lower(), other
    one.fill(f"/requests/{request}/close")

    request = approved(one, two, "erase")
    folder = records.place.database.parent
    eraser = Eraser(
        records=records,
        listed=folder / "erased.jsonl",
        scanned=(folder,),
        signing_key=Ed25519PrivateKey.generate(),
        exports=folder / "exports",
        look=scan_here,
    )
    while eraser.run_once():
        pass
    with records.act(CLI) as act:
        erasure = get_erasure(act, chat["id"])
        act.log(Event.ERASURE_LISTED)
    assert erasure.state is ErasureState.DONE
    assert erasure.certificate_id
    at_the_desk = one.get(f"/requests/{request}").text
    assert f"/erasures/certificates/{erasure.certificate_id}" in at_the_desk
    assert "Of 1 chat of others the sealed original is destroyed." in at_the_desk
    assert "Nothing was found" not in at_the_desk
    certificate = one.get(f"/erasures/certificates/{erasure.certificate_id}").text
    assert "Chats of others that mention them" in certificate
    with records.peek() as look:
        assert look.db.table("originals").count == 0, "not even the one that mentions her"
        assert look.db.table("messages").count == 1, "which stays readable, masked"
    one.fill(f"/requests/{request}/close")
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert not [piece for piece in PIECES if piece in content], path.name
    assert "amelia" not in json.dumps(entries(records)).lower()
    page = one.get(f"/requests/{request}").text
    assert "Erasing 1 chat" in page
    assert f"/erasures/certificates/{erasure.certificate_id}" in page
    assert "amelia" not in page.lower()
