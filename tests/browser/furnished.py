"""A place with something of every kind, served to real browsers from this process.

No chat goes through the engine: sessions are kept masked as they are written here.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI
from playwright.sync_api import Page

from models.accounts.sign_ins import open_sign_in
from models.actors import ROLE_PURPOSES, Purpose, Role
from models.intake.sources import add_source
from models.records import Place, Records
from models.transcripts.sessions import keep
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.models.scene import CLI, MASTER_KEY, WORKER, Clock, redacted, snapshot
from tests.review_ui.browser import URL
from tests.review_ui.conftest import Peopled
from tests.review_ui.furnishing import furnish
from tests.review_ui.matrix import Scene
from tests.service_process import free_port


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
    port = free_port()
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

    app = create_app(records, public_url=URL, clock=clock, passwords=passwords)
    return furnish(records, clock, app, keep_session, people)
