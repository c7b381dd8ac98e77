"""A place with something of every kind, served to real browsers from this process.

No chat goes through the engine: sessions are kept masked as they are written here.
"""

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from playwright.sync_api import Page

from models.accounts.sign_ins import open_sign_in
from models.actors import ROLE_PURPOSES, Actor, ActorKind, Purpose, Role
from models.intake.sources import add_source
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.records import Place, Records
from models.transcripts.sessions import keep
from models.watch.alert_words import Thresholds
from models.watch.watching import Watch
from redactor import Sign
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.models.scene import CLI, MASTER_KEY, WORKER, Clock, redacted, snapshot, told
from tests.review_ui.browser import URL, Browser
from tests.review_ui.conftest import EMAILS, Peopled
from tests.review_ui.matrix import Scene
from tests.review_ui.peopled_scene import peopled_scene

WATCH = Actor(kind=ActorKind.SYSTEM, id="watch", name="Watch", purpose=Purpose.AUDIT)
CHAT = told(
    "hi its Chloe Zhang, my invoice is wrong",
    "Hello Chloe Zhang, what should it say?",
    "the street, and send it to chloe@mail.example",
    "Done. It is on its way.",
    masking={
        "Chloe Zhang": ("PERSON", "[PERSON_1]"),
        "chloe@mail.example": ("EMAIL_ADDRESS", "[EMAIL_1]"),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """The pages over that place: the application, its address, and who and what there is."""

    app: FastAPI
    url: str
    scene: Scene
    people: dict[Role, str]
    chats: tuple[str, ...]

    def sign_in(self, page: Page, role: Role, purpose: Purpose | None = None) -> None:
        """Sign the browser of a page in, proven just now."""
        wanted = purpose or ROLE_PURPOSES[role][0]
        with self.scene.records.act(CLI) as act:
            opened = open_sign_in(act, self.people[role], wanted, "10.0.3.7", by="password")
        page.context.add_cookies([{"name": "sign-in", "value": opened.token, "url": self.url}])


@contextmanager
def furnished_pages(peopled: Peopled, folder: Path) -> Iterator[Furnished]:
    """Furnish a copy of the place where only people are, and serve it until the block ends."""
    place = Place(
        database=folder / "records.db",
        key_store=folder / "keys.db",
        anchor=folder / "anchors.jsonl",
    )
    shutil.copy(peopled.place.database, place.database)
    shutil.copy(peopled.place.key_store, place.key_store)
    clock = Clock()
    records = Records.open(place, master_key=MASTER_KEY, clock=clock)
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    scene, chats = _furnish(records, clock, passwords, peopled.people)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    app = create_app(records, public_url=url, clock=clock, passwords=passwords)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield Furnished(app=app, url=url, scene=scene, people=peopled.people, chats=chats)
    server.should_exit = True
    thread.join()


def _furnish(
    records: Records, clock: Clock, passwords: Passwords, people: dict[Role, str]
) -> tuple[Scene, tuple[str, ...]]:
    with records.act(CLI) as act:
        source = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source.id

    def keep_session(*texts: str, reference: str = "conversation-1", **changes: object) -> str:
        changes = ({"redacted": redacted(*texts)} if texts else {}) | changes
        with records.act(WORKER) as act:
            return keep(act, snapshot(source, reference=reference, **changes)).session_id

    scene = peopled_scene(records, clock, keep_session, people)
    chats = tuple(keep_session(reference=f"chat-{number}", **CHAT) for number in range(4))
    minor = redacted("How old are you?", "hi", "I am fourteen", flags=("minor",))
    sign = Sign(flag="minor", message=2, source="minor:age")
    keep_session(reference="minor", redacted=replace(minor, signs=(sign,)))
    app = create_app(records, public_url=URL, clock=clock, passwords=passwords)
    _work(app, chats)
    Watch(records=records, actor=WATCH, limits=Thresholds()).run()
    Eraser(
        records=records,
        listed=records.place.database.parent / "erased.jsonl",
        scanned=(records.place.database.parent,),
        signing_key=Ed25519PrivateKey.generate(),
        look=scan_here,
    ).run_once()
    return scene, chats


def _work(app: FastAPI, chats: tuple[str, ...]) -> None:
    """Let people of every role do what leaves something for others to look at."""

    def enter(role: Role, purpose: Purpose) -> Browser:
        browser = Browser(app)
        assert browser.enter(EMAILS[role], purpose).status_code == 303
        return browser

    def fill(browser: Browser, path: str, **fields: str) -> None:
        answer = browser.fill(path, **fields)
        assert answer.status_code in {200, 303}, (path, answer.text)

    reader = enter(Role.REVIEWER, Purpose.CUSTOMER_SERVICE)
    mask = re.search(r"/reveal\?mask=([\d-]+)", reader.get(f"/sessions/{chats[0]}").text)
    assert mask
    there = {"revision": "1", "mask": mask[1], "minutes": "10", "note": "Which one?"}
    fill(reader, f"/sessions/{chats[0]}/reveal", **there, reason="advice")
    fill(reader, f"/sessions/{chats[0]}/wrong", revision="1", mask=mask[1])
    missed = {"revision": "1", "words": "invoice", "entity": "PERSON", "message": ""}
    fill(reader, f"/sessions/{chats[1]}/missed", **missed)
    fill(reader, "/search", words="Reviewer One")
    lead = enter(Role.LEAD, Purpose.CUSTOMER_SERVICE)
    fill(lead, f"/sessions/{chats[1]}/glass", **there | {"revision": "1"}, reason="safety")
    officer = enter(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    fill(
        officer,
        "/purposes",
        words="Training",
        opens=str(Purpose.CUSTOMER_SERVICE),
        second_person="yes",
        **{"role-reviewer": "yes"},
    )
    fill(reader, "/purposes/ask", purpose="training")
    auditor = enter(Role.AUDITOR, Purpose.AUDIT)
    fill(auditor, "/log/filters", name="Refused", address="/log?outcome=refused")
    token = {"name": "Nightly", "ends_at": "2026-06-01", "scope-log:export": "on"}
    fill(auditor, "/me/tokens", **token)
    fill(auditor, "/me/authenticator")
    for browser in (reader, lead, officer, auditor):
        browser.close()
