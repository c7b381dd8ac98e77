"""Promise 2: unmasked text exists in one place, sealed. A canary is looked for everywhere else."""

import re
import sqlite3
from collections.abc import Iterator

import httpx
import pytest

from models.actors import Role
from tests.attack import canary
from tests.service_process import ServiceProcess, form_fields

pytestmark = pytest.mark.slow

KINDS = {
    "conversation_started": canary.event,
    "unanswered": canary.event,
    "transcript": canary.transcript,
    "feedback": canary.event,
    "offline_message": canary.offline_message,
}


@pytest.fixture(scope="module")
def seeded(running: ServiceProcess) -> ServiceProcess:
    """The service after the canary came in by every way there is."""
    for kind, payload in KINDS.items():
        assert running.post(kind, payload()).status_code == 200
    broken = str(canary.transcript()).encode()
    assert running.post("transcript", broken).status_code == 400
    big = b'{"text": "' + canary.NAME.encode() * 400_000 + b'"}'
    assert running.post("transcript", big).status_code == 413
    wrong = httpx.post(
        f"{running.url}/hooks/chatlio/transcript/{canary.USERNAME}",
        params={"who": canary.NAME},
        headers={"User-Agent": canary.NAME},
        json=canary.transcript(),
    )
    assert wrong.status_code == 404
    page = httpx.get(f"{running.url}/sign-in")
    refused = httpx.post(
        f"{running.url}/sign-in",
        data={
            **form_fields(page.text),
            "email": canary.EMAIL,
            "password": canary.NAME,
            "purpose": "customer_service_improvement",
        },
        cookies=page.cookies,
        headers={"Origin": running.url},
    )
    typed_back = refused.text.replace(f'value="{canary.EMAIL}"', "")
    assert canary.found_in(typed_back.encode()) == []
    running.wait_until_idle()
    return running


def test_no_page_shows_the_canary(seeded: ServiceProcess) -> None:
    with seeded.browse(Role.REVIEWER) as reviewer:
        queue = reviewer.get("/queue")
        sessions = set(re.findall(r"/sessions/([0-9A-Z]{8})", queue.text))
        assert len(sessions) == 2, "the transcript and the offline message wait for review"
        pages = [queue, *(reviewer.get(f"/sessions/{session}") for session in sessions)]
        for answer in pages:
            assert answer.status_code == 200
            assert canary.found_in(answer.content) == []
        assert any("plain question though" in answer.text for answer in pages)
        for words in (canary.NAME, canary.EMAIL, canary.ORDER, "quackenbush", "plain question"):
            hits = reviewer.post(
                "/search",
                data={**form_fields(queue.text), "words": words},
                headers={"Origin": seeded.url},
            )
            assert hits.status_code == 200
            shown_back = hits.text.replace(f'value="{words}"', "")
            assert canary.found_in(shown_back.encode()) == []


@pytest.mark.parametrize("role", list(Role))
def test_no_role_finds_the_canary_on_any_list(seeded: ServiceProcess, role: Role) -> None:
    with seeded.browse(role) as person:
        for path in ("/", "/queue", "/log", "/log.csv", "/held", "/people", "/sources", "/policy"):
            assert canary.found_in(person.get(path).content) == []


def stored_bytes(service: ServiceProcess) -> Iterator[tuple[str, bytes]]:
    for path in service.folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def test_no_file_holds_the_canary(seeded: ServiceProcess) -> None:
    files = dict(stored_bytes(seeded))
    assert {"records.db", "session-keys.db", "service.log"} <= set(files)
    for name, content in files.items():
        assert canary.found_in(content) == [], name


def test_the_search_would_find_a_canary(seeded: ServiceProcess) -> None:
    everything = b"".join(content for _, content in stored_bytes(seeded))
    assert canary.found_in(everything, ["plain question though"]) != []


def test_no_entry_holds_the_canary(seeded: ServiceProcess) -> None:
    with sqlite3.connect(seeded.records.place.database) as db:
        entries = db.execute("select * from entries").fetchall()
    assert len(entries) > 20
    assert canary.found_in(repr(entries).encode()) == []
