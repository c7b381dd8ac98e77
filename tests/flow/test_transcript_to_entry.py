"""The whole way a chat takes, with the real model: webhook in, page out, entry written."""

import re
import subprocess
import sys

import pytest

from models.actors import Role
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

TRANSCRIPT = {
    "conversationUUID": "0d9b9a5e-30c4-4d63-8f3f-0f3a52b9d3a1",
    "channelId": "C0AAAAAAA",
    "channelName": "z-amelia-thornbury-3",
    "startedAt": "2026-03-02T10:00:00.123456789+01:00",
    "endedAt": "2026-03-02T10:09:31.000026941+01:00",
    "agentEmail": "dana@shop.example",
    "agentName": "Dana Whitfield",
    "visitorName": "Amelia Thornbury",
    "visitorEmail": "",
    "replyToEmail": "amelia.thornbury@mail.example",
    "visitorTraits": '{"plan": "pro", "phone": "+1 212 555 0187"}',
    "textBody": "Amelia Thornbury: where is my parcel?",
    "htmlBody": "<p>Amelia Thornbury: where is my parcel?</p>",
    "messages": [
        {
            "text": "hi its amelia, where is my parcel?",
            "ts": "1772442001.000100",
            "sentAt": "2026-03-02T10:00:01.000100+01:00",
            "userId": "",
            "username": "Amelia Thornbury",
            "isVisitorMsg": True,
        },
        {
            "text": "Sorry to hear that! What is your order number?",
            "ts": "1772442009.000200",
            "sentAt": "2026-03-02T10:00:09.0002+01:00",
            "userId": "U0BBBBBBB",
            "username": "Dana W.",
            "isVisitorMsg": False,
        },
        {
            "text": "3348917502",
            "ts": "1772442012.000300",
            "sentAt": "2026-03-02T10:00:12.0003+01:00",
            "userId": "",
            "username": "Amelia Thornbury",
            "isVisitorMsg": True,
        },
        {
            "text": "you can write me at "
            "<mailto:amelia.thornbury@mail.example|amelia.thornbury@mail.example>",
            "ts": "1772442020.000400",
            "sentAt": "2026-03-02T10:00:20.0004+01:00",
            "userId": "",
            "username": "Amelia Thornbury",
        },
    ],
}
SECRETS = ("amelia", "thornbury", "3348917502", "555 0187", "dana", "whitfield")


def test_a_chat_goes_in_by_webhook_and_comes_out_as_a_page_with_an_entry(
    running: ServiceProcess,
) -> None:
    answer = running.post("transcript", TRANSCRIPT)
    assert (answer.status_code, answer.content) == (200, b"")
    running.wait_until_idle()

    with running.browse(Role.REVIEWER) as reviewer:
        queue = reviewer.get("/queue").text
        session = re.search(r"/sessions/([0-9A-Z]{8})", queue)
        assert session is not None, queue
        page = reviewer.get(f"/sessions/{session[1]}").text
        found = reviewer.post(
            "/search", data={**_csrf(page), "words": "parcel"}, headers={"Origin": running.url}
        )
    assert "where is my parcel?" in page
    assert "masked: person one" in page.lower()
    assert "masked: e-mail one" in page.lower() or "masked: email one" in page.lower()
    assert "masked: order" in page.lower()
    assert session[1] in found.text
    for secret in SECRETS:
        assert secret not in (queue + page + found.text).lower()

    with running.browse(Role.AUDITOR) as auditor:
        log = auditor.get("/log", params={"object": f"session:{session[1]}"}).text
        export = auditor.get("/log.csv").text
    assert "Person Reviewer" in log
    assert f"session:{session[1]}" in export
    assert "session:opened" in export
    assert "customer_service_improvement" in export
    for secret in SECRETS:
        assert secret not in (log + export).lower()


def _csrf(page: str) -> dict[str, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    return {"csrf_token": token[1]}


def test_the_log_of_a_running_service_is_whole(running: ServiceProcess) -> None:
    verified = subprocess.run(
        [sys.executable, "-m", "service.cli", "audit", "verify"],
        env={"REDACTOR_DATA_DIR": str(running.settings.data_dir)},
        capture_output=True,
        text=True,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
