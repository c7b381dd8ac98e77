"""Something of every kind there is for somebody to look at, made by the pages' own forms.

No chat goes through the engine: sessions are kept masked as they are written here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from models.actors import Actor, ActorKind, Purpose, Role
from models.keeping.byte_scan import scan_here
from models.keeping.eraser import Eraser
from models.records import Records
from models.watch.alert_words import Thresholds
from models.watch.watching import Watch
from redactor import Sign
from tests.models.scene import Clock, redacted, told
from tests.review_ui.browser import Browser
from tests.review_ui.conftest import EMAILS
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


def furnish(
    records: Records,
    clock: Clock,
    app: FastAPI,
    keep_session: Callable[..., str],
    people: Mapping[Role, str],
) -> tuple[Scene, tuple[str, ...]]:
    """Let everybody do their work in a place where only people are; the scene, and four chats."""
    scene = peopled_scene(records, clock, keep_session, people)
    chats = tuple(keep_session(reference=f"chat-{number}", **CHAT) for number in range(4))
    minor = redacted("How old are you?", "hi", "I am fourteen", flags=("minor",))
    sign = Sign(flag="minor", message=2, source="minor:age")
    keep_session(reference="minor", redacted=replace(minor, signs=(sign,)))
    _work(app, chats)
    Watch(records=records, actor=WATCH, limits=Thresholds()).run()
    Eraser(
        records=records,
        listed=records.place.database.parent / "erased.jsonl",
        scanned=(records.place.database.parent,),
        signing_key=Ed25519PrivateKey.generate(),
        look=scan_here,
    ).run_once()
    return Scene(records, (*scene.shown_ids, *chats), scene.sign_ins), chats


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
    mask = re.search(r"/reveal\?mask=([\w-]+)", reader.get(f"/sessions/{chats[0]}").text)
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
