"""Only requests for this host, of a size that pages have, get as far as the pages."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from models.actors import Role
from review_ui import dependencies
from review_ui.headers import ALWAYS
from tests.review_ui.browser import Browser, SignIn


@pytest.mark.parametrize(
    "host", ["evil.example", "review.example.evil.example", "review.example@evil.example", "", "["]
)
def test_another_host_is_not_answered_for(visitor: Browser, host: str) -> None:
    answer = visitor.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 421
    assert "csrf_token" not in answer.text
    assert host not in answer.text or host in {"", "["}
    assert answer.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["review.example", "review.example:443", "REVIEW.example", "127.0.0.1:8000", "[::1]"]
)
def test_ours_is(visitor: Browser, host: str) -> None:
    assert visitor.get("/sign-in", headers={"Host": host}).status_code == 200


def test_a_probe_may_come_by_any_name(visitor: Browser) -> None:
    assert visitor.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


def test_the_host_of_a_request_never_becomes_part_of_an_answer(sign_in: SignIn) -> None:
    browser = sign_in(Role.ADMINISTRATOR)
    for header in ("X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"):
        answer = browser.get("/people", headers={header: "host=evil.example"})
        assert answer.status_code == 200
        assert "evil.example" not in answer.text + str(answer.headers)


def test_an_address_longer_than_any_of_ours_is_refused(visitor: Browser) -> None:
    answer = visitor.get(f"/queue?since={'9' * 5000}")
    assert answer.status_code == 414
    assert answer.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]


def test_headers_larger_than_any_of_ours_are_refused(visitor: Browser) -> None:
    assert visitor.get("/sign-in", headers={"X-Large": "a" * 15_000}).status_code == 200
    answer = visitor.get("/sign-in", headers={"X-Large": "a" * 20_000})
    assert answer.status_code == 431
    assert answer.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]


def test_a_form_that_drips_in_is_cut_off(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "FORM_SECONDS", 0.05)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"a", "more_body": True}

    started: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            started.append(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/sign-in",
        "raw_path": b"/sign-in",
        "query_string": b"",
        "root_path": "",
        "scheme": "https",
        "headers": [
            (b"host", b"review.example"),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
        "client": ("192.0.2.7", 5000),
        "server": ("review.example", 443),
    }
    asyncio.run(asyncio.wait_for(app(scope, receive, send), 5))
    assert started == [408]


def test_two_hosts_in_one_request_are_none(visitor: Browser) -> None:
    answer = visitor.get("/sign-in", headers=[("Host", "review.example"), ("Host", "evil.example")])
    assert answer.status_code == 421
