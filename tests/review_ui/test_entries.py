"""Every look is an entry before it is a page: each route, allowed and refused."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from models.actors import ROLE_PURPOSES, Purpose, Role
from models.log.access_log import Event
from models.log.request_ids import answering, is_request_id, new_request_id
from models.records import Records
from review_ui.permissions import BOUND, Permission, may
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.test_permissions import PATHS, needing_routes

Route = tuple[str, str]

SHOW_NOTHING_OF_ANYBODY = {
    ("GET", "/"): "sends on to another page",
    ("GET", "/me"): "what one entered oneself",
    ("GET", "/prove"): "an empty form",
    ("POST", "/prove"): "proven already: goes on",
    ("GET", "/search"): "an empty form",
    ("GET", "/requests/new"): "an empty form",
    ("GET", "/me/tokens"): "which tokens one made oneself, never one of them",
    ("GET", "/me/sign-ins"): "where one is signed in oneself",
    ("GET", "/me/second-factor"): "how many ways in one set up oneself",
    ("GET", "/me/authenticator"): "goes back when nothing was begun",
    ("GET", "/me/authenticator.svg"): "there is none when nothing was begun",
}
"""The only routes that need no entry, and why. Everything else must leave one."""

LEAVES: dict[Route, list[Event]] = {
    ("GET", "/queue"): [Event.SESSION_LISTED],
    ("GET", "/sessions/{session_id}"): [Event.SESSION_OPENED],
    ("POST", "/search"): [Event.SEARCH_RAN, Event.SESSION_FOUND],
    ("GET", "/held"): [Event.SESSION_HELD_LISTED],
    ("GET", "/log"): [Event.LOG_VERIFIED, Event.LOG_LISTED],
    ("GET", "/log.csv"): [Event.LOG_EXPORTED],
    ("GET", "/log.zip"): [Event.LOG_EXPORTED],
    ("GET", "/log/proof"): [Event.LOG_VERIFIED],
    ("POST", "/log/proof"): [Event.LOG_VERIFIED],
    ("GET", "/people"): [Event.PERSON_LISTED],
    ("GET", "/sources"): [Event.SOURCE_LISTED, Event.DELIVERY_LISTED],
    ("GET", "/policy"): [Event.POLICY_READ],
    ("GET", "/notices"): [Event.NOTICE_LISTED],
    ("POST", "/notices/seen"): [Event.NOTICE_SEEN],
    ("POST", "/me/shortcuts"): [Event.PERSON_SHORTCUTS_SET],
    ("POST", "/sign-out"): [Event.SIGN_IN_CLOSED],
}
"""What exactly the looks leave, in order; other routes leave something, or change nothing."""

FIELDS = {("POST", "/search"): {"words": "help"}}
QUERIES = {"/log/proof/entry.json": "?seq=1"}


@dataclass(slots=True)
class FirstBytes:
    """Between browser and pages: how many entries there were as each answer began to leave."""

    app: FastAPI
    database: str
    counts: list[int] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.counts.append(_count(self.database))
            await send(message)

        await self.app(scope, receive, watched)


def _count(database: str) -> int:
    with sqlite3.connect(database) as db:
        (count,) = db.execute("SELECT count(*) FROM entries").fetchone()
    db.close()
    return int(count)


def who_may(permission: Permission) -> tuple[Role, Purpose] | None:
    for role in Role:
        purpose = BOUND.get(permission, ROLE_PURPOSES[role][0])
        if purpose in ROLE_PURPOSES[role] and may(role, purpose, permission):
            return role, purpose
    return None


def who_may_not(permission: Permission) -> Role | None:
    refused = (r for r in Role if not may(r, ROLE_PURPOSES[r][0], permission))
    return next(refused, None)


@contextmanager
def watched(browser: Browser, app: FastAPI, records: Records) -> Iterator[FirstBytes]:
    first = FirstBytes(app, str(records.place.database))
    inner = browser._transport.app  # type: ignore[attr-defined]
    browser._transport.app = first  # type: ignore[attr-defined]
    yield first
    browser._transport.app = inner  # type: ignore[attr-defined]


def problems(
    app: FastAPI, records: Records, session_id: str, sign_in: SignIn, clock: Clock, only: str = ""
) -> list[str]:
    """Ask for each route as somebody who may; what did not leave what it should."""
    found = []
    looked = 0
    for method, path, permission in needing_routes(app):
        if only and path != only:
            continue
        allowed = who_may(permission)
        assert allowed, permission
        browser = sign_in(*allowed)
        token = browser.token()
        seen, before = len(entries(records)), _kept(records) if method == "POST" else {}
        url = path.replace("{session_id}", session_id)
        for name, value in PATHS.items():
            url = url.replace(name, value)
        with watched(browser, app, records) as first:
            if method == "GET":
                browser.get(url + QUERIES.get(path, ""))
            else:
                browser.fill(url, token=token, **FIELDS.get((method, path), {}))
        new = entries(records)[seen:]
        changed = method != "POST" or _kept(records) != before
        found += [f"{method} {path} {what}" for what in wrong(method, path, new, changed=changed)]
        if first.counts[-1] != len(entries(records)):
            found.append(f"{method} {path} left an entry after its first byte")
        looked += bool(new)
        clock.move(minutes=6)
    assert only or looked > len(LEAVES)
    return found


def wrong(method: str, path: str, new: list[dict[str, str]], *, changed: bool) -> list[str]:
    """What is wrong with the entries of one route."""
    left = [entry["event"] for entry in new]
    if (method, path) in LEAVES and left != LEAVES[method, path]:
        return [f"left {left}"]
    if not left:
        return ["left nothing"] if changed and (method, path) not in SHOW_NOTHING_OF_ANYBODY else []
    one_id = len({e["request"] for e in new}) == 1 and is_request_id(new[0]["request"])
    return [] if one_id else ["left entries without one id of their request"]


def test_each_route_leaves_its_entries_before_its_first_byte(
    app: FastAPI, records: Records, session_id: str, sign_in: SignIn, clock: Clock
) -> None:
    assert problems(app, records, session_id, sign_in, clock) == []


def _kept(records: Records) -> dict[str, list[tuple[object, ...]]]:
    """Everything there is but when sign-ins were last seen: an empty form changes none of it."""
    with sqlite3.connect(records.place.database) as db:
        names = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        kept = {name: list(db.execute(f"SELECT * FROM [{name}]")) for name in names}
    db.close()
    del kept["sign_ins"]
    return kept


def test_each_route_refused_leaves_one_entry_that_says_which_and_about_what(
    app: FastAPI, records: Records, session_id: str, sign_in: SignIn
) -> None:
    browsers = {role: sign_in(role) for role in Role}
    refused = 0
    for method, path, permission in needing_routes(app):
        role = who_may_not(permission)
        if role is None:
            continue
        token = browsers[role].token()
        seen = len(entries(records))
        url = path.replace("{session_id}", session_id)
        for name, value in PATHS.items():
            url = url.replace(name, value)
        with watched(browsers[role], app, records) as first:
            if method == "GET":
                answer = browsers[role].get(url)
            else:
                answer = browsers[role].fill(url, token=token)
        assert answer.status_code == 403, (method, path)
        (entry,) = entries(records)[seen:]
        assert first.counts == [len(entries(records))]
        assert entry["event"] == Event.PAGE_REFUSED
        assert entry["outcome"] == "refused"
        details = json.loads(entry["details"])
        assert details["permission"] == str(permission)
        assert entry["request"] in answer.text, "the page does not say which request it was"
        if "{session_id}" in path:
            assert entry["object"] == f"session:{session_id}"
        elif "_id}" in path:
            assert entry["object"].endswith(":unknown"), (path, entry["object"])
        refused += 1
    assert refused > 15


def test_a_route_without_an_entry_is_noticed(
    app: FastAPI, records: Records, session_id: str, sign_in: SignIn, clock: Clock
) -> None:
    from typing import Annotated

    from review_ui.dependencies import needs
    from review_ui.visits import Visit

    @app.get("/planted")
    def planted(visit: Annotated[Visit, needs(Permission.SESSION_LIST)]) -> str:
        return "a look nobody wrote down"

    found = problems(app, records, session_id, sign_in, clock, only="/planted")
    assert found == ["GET /planted left nothing"]


def test_a_sign_in_that_has_ended_is_a_refused_look(
    sign_in: SignIn, records: Records, session_id: str, clock: Clock, people: dict[Role, str]
) -> None:
    browser = sign_in(Role.REVIEWER)
    clock.move(minutes=31)
    seen = len(entries(records))
    assert browser.get(f"/sessions/{session_id}").status_code == 303
    (entry,) = entries(records)[seen:]
    assert (entry["event"], entry["reason"]) == (Event.PAGE_REFUSED, "idle")
    assert entry["object"] == f"session:{session_id}"
    assert json.loads(entry["details"])["sign_in_of"] == people[Role.REVIEWER]
    assert entry["actor_id"] == "unknown"


def test_a_guessed_sign_in_leaves_nothing(visitor: Browser, records: Records) -> None:
    visitor.cookies.set("__Host-sign-in", "guess" * 9)
    seen = len(entries(records))
    assert visitor.get("/queue").status_code == 303
    assert entries(records)[seen:] == []


def test_what_is_no_id_never_reaches_an_entry(sign_in: SignIn, records: Records) -> None:
    browser = sign_in(Role.AUDITOR)
    browser.get("/sessions/chloe.zhang@mail.example")
    assert entries(records)[-1]["object"] == "session:unknown"
    assert "chloe" not in json.dumps(entries(records))


def test_the_page_that_broke_says_which_request_it_was(
    app: FastAPI, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    from typing import Annotated

    from review_ui.dependencies import needs
    from review_ui.visits import Visit

    @app.get("/breaks")
    def breaks(visit: Annotated[Visit, needs(Permission.HOME_OPEN)]) -> str:
        raise ZeroDivisionError

    answer = sign_in(Role.REVIEWER).get("/breaks")
    request_id = answer.headers["x-request-id"]
    assert answer.status_code == 500
    assert is_request_id(request_id)
    assert request_id in answer.text
    assert request_id in caplog.text


def test_two_requests_have_two_ids(sign_in: SignIn) -> None:
    browser = sign_in(Role.REVIEWER)
    ids = {browser.get("/me").headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


class TestRequestIds:
    @pytest.mark.parametrize(
        ("text", "is_one"),
        [
            ("k3fa-2xqa-7mlc", True),
            ("K3FA-2XQA-7MLC", False),
            ("k3fa2xqa7mlc", False),
            ("k3fa-2xqa-7ml1", False),
            ("", False),
        ],
    )
    def test_their_shape(self, text: str, *, is_one: bool) -> None:
        assert is_request_id(text) is is_one

    def test_they_end_with_the_request(self, records: Records) -> None:
        made = new_request_id(lambda n: bytes(range(n)))
        assert is_request_id(made)
        with answering(made), records.act(CLI) as act:
            inside = act.log(Event.POLICY_READ)
        with records.act(CLI) as act:
            outside = act.log(Event.POLICY_READ)
        assert inside.details == {"request": made}
        assert outside.details == {}
