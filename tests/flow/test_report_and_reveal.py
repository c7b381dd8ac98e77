"""With the real model: what was missed is masked for good, and a reveal shows what was hidden."""

import re
from copy import deepcopy

import httpx
import pytest

from models.actors import Role
from tests.flow.test_transcript_to_entry import TRANSCRIPT
from tests.service_process import ServiceProcess, form_fields

pytestmark = pytest.mark.slow

MISSED = "greenhouse"  # an ordinary word, which no engine takes for personal data
CHAT = deepcopy(TRANSCRIPT)
CHAT["conversationUUID"] = "0d9b9a5e-30c4-4d63-8f3f-0f3a52b9d3ff"
CHAT["messages"][0]["text"] = f"hi, where is my parcel? it stood in the {MISSED}"


def later(chat: dict[str, object]) -> dict[str, object]:
    """The same chat, delivered again after it went on."""
    now = deepcopy(chat)
    now["endedAt"] = "2026-03-02T10:19:31.000026941+01:00"
    message = deepcopy(chat["messages"][0])  # type: ignore[index]
    message |= {"ts": "1772442090.000100", "sentAt": "2026-03-02T10:19:00.000100+01:00"}
    now["messages"] = [*chat["messages"], message]  # type: ignore[misc]
    return now


def send(client: httpx.Client, service: ServiceProcess, path: str, **fields: str) -> httpx.Response:
    fields["csrf_token"] = form_fields(client.get("/me").text)["csrf_token"]
    return client.post(path, data=fields, headers={"Origin": service.url})


def test_reported_masked_everywhere_revealed_once(running: ServiceProcess) -> None:
    assert running.post("transcript", CHAT).status_code == 200
    running.wait_until_idle()
    with running.browse(Role.REVIEWER) as reviewer:
        found = re.search(r"/sessions/([0-9A-Z]{8})", reviewer.get("/queue").text)
        assert found is not None
        session = f"/sessions/{found[1]}"
        assert MISSED in reviewer.get(session).text
        made = send(
            reviewer, running, f"{session}/missed", revision="1", words=MISSED, entity="REPORTED"
        )
        assert made.status_code == 200
        assert "REPORTED" in made.text
        assert MISSED not in made.text + reviewer.get("/queue").text

        running.post("transcript", later(CHAT))
        running.wait_until_idle()
        page = reviewer.get(session).text
        assert "Session" in page
        assert page.count('data-label="[REPORTED_1]"') == 2
        assert MISSED not in page

        order = re.search(
            r'data-label="\[ORDER_1\]".*?name="mask" value="([\w-]+)"', page, re.DOTALL
        )
        revision = re.search(r'name="revision" value="(\d+)"', page)
        assert order is not None
        assert revision is not None
        asked = send(
            reviewer,
            running,
            f"{session}/reveal",
            revision=revision[1],
            mask=order[1],
            reason="advice",
            minutes="5",
            note="",
        )
        reveal = asked.url.path
        with running.browse(Role.PRIVACY_OFFICER) as officer:
            assert "An order number" in officer.get(reveal).text
            refused = send(officer, running, f"{reveal}/decide", do="approve")
            assert "Prove that it is you" in refused.text  # came by a link, which proves nothing
            password = "five quiet reading rooms"
            send(officer, running, "/me/password", password=password, again=password)
            send(officer, running, "/prove", password=password, next="/")
            approved = send(officer, running, f"{reveal}/decide", do="approve")
            assert "Approved" in approved.text
        shown = send(reviewer, running, f"{reveal}/show")
        assert "3348917502" in shown.text
        assert "3348917502" not in send(reviewer, running, f"{reveal}/show").text
    with running.browse(Role.AUDITOR) as auditor:
        log = auditor.get("/log").text
    assert "was shown an original" in log
    assert "reported a value that was not masked" in log
    assert MISSED not in log + running.log.read_text()
    assert "3348917502" not in log + running.log.read_text()
