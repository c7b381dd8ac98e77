"""What was revealed or reported is nowhere but sealed: not in a file, a log, a page or a notice."""

import logging
import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from ingest.worker import Worker
from models.actors import Purpose, Role
from models.intake import inbox
from models.records import Records
from models.review.reported import scrub_reported
from models.store import opened
from models.transcripts.said import unsealed_texts
from redactor import Action, Finding, Mask, RedactedMessage, RedactedSession
from tests.ingest.samples import as_bytes, transcript, visitor_line
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import ALL_ROLES, Browser, SignIn

REVEALED, REPORTED = "Quillon Vexbury", "Zanthia"
PIECES = ("quillon", "vexbury", "zanthia")


class OneName:
    """An engine that knows one name and misses the other."""

    def redact(self, given):
        return RedactedSession(
            id=given.id,
            policy="standard@1",
            engine="0",
            model="none@1",
            messages=tuple(map(self.masked, given.messages)),
        )

    def masked(self, message):
        text, findings, masks, done = "", [], [], 0
        for match in re.finditer(REVEALED, message.text):
            like = {"entity": "PERSON", "score": 1.0, "label": "[PERSON_1]", "source": "model:x"}
            text += message.text[done : match.start()]
            masks.append(Mask(start=len(text), end=len(text) + 10, **like))
            findings.append(
                Finding(start=match.start(), end=match.end(), action=Action.MASK, **like)
            )
            text += "[PERSON_1]"
            done = match.end()
        return RedactedMessage(
            id=message.id,
            role=message.role,
            text=text + message.text[done:],
            findings=tuple(findings),
            masks=tuple(masks),
            at=message.at,
        )


def found_in(text: str) -> list[str]:
    return [piece for piece in PIECES if piece in text.lower()]


@pytest.fixture
def session_id(records: Records, source_id: str, clock: Clock) -> str:
    """A session that came in by webhook and went through the worker."""
    lines = (f"hello, {REVEALED} here", f"{REPORTED} told me to ask")
    payload = transcript(messages=[visitor_line(line, n) for n, line in enumerate(lines, start=1)])
    with records.act(CLI) as act:
        inbox.accept(act, source_id=source_id, kind="transcript", body=as_bytes(payload))
    assert Worker(records, OneName(), name="worker-1", clock=clock).run_once()
    with records.peek() as look:
        (found,) = look.db.execute("SELECT id FROM sessions").fetchone()
    return str(found)


def reveal_and_report(sign_in: SignIn, session_id: str) -> tuple[Browser, str, str]:
    reader = sign_in(Role.REVIEWER)
    page = reader.get(f"/sessions/{session_id}").text
    mask = re.search(r'name="mask" value="([\w-]+)"', page)
    assert mask, page
    asked = reader.fill(
        f"/sessions/{session_id}/reveal",
        revision="1",
        mask=mask[1],
        reason="advice",
        minutes="5",
        note="A note.",
    )
    reveal = asked.headers["location"].partition("?")[0]
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    officer.fill(f"{reveal}/decide", do="approve")
    shown = reader.fill(f"{reveal}/show").text
    made = reader.fill(
        f"/sessions/{session_id}/missed", revision="1", words=REPORTED, entity="PERSON"
    )
    assert made.status_code == 303, made.text
    return reader, reveal, shown


def test_only_the_one_page_holds_what_was_revealed(
    app: FastAPI,
    sign_in: SignIn,
    session_id: str,
    records: Records,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    reader, reveal, shown = reveal_and_report(sign_in, session_id)
    assert found_in(shown) == ["quillon", "vexbury"]
    browsers = {role: sign_in(role) for role in ALL_ROLES}
    browsers[Role.PRIVACY_OFFICER] = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    paths = (
        "/queue",
        "/notices",
        "/reveals",
        reveal,
        "/reports",
        "/log",
        "/log/export",
        "/purposes",
    )
    for browser in (reader, *browsers.values()):
        for path in (*paths, f"/sessions/{session_id}", f"/sessions/{session_id}/reveal"):
            assert found_in(browser.get(path).text) == [], path
        for words in PIECES:
            hits = browser.fill("/search", words=words).text
            assert "/sessions/" not in hits.replace(f'value="{words}"', "")
    assert found_in(caplog.text) == []
    assert scrub_reported(records) == 1
    with opened(records.place.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in tmp_path.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for piece in PIECES:
            forms = (piece, piece.capitalize(), piece.upper())
            assert not [f for f in forms if f.encode() in content], file.name


def test_the_sealed_original_is_what_the_engine_read(session_id: str, records: Records) -> None:
    with records.peek() as look:
        found = unsealed_texts(look, session_id)
    assert found is not None
    assert found == (1, (f"hello, {REVEALED} here", f"{REPORTED} told me to ask"))
