"""Default deny: every route names its permission, and every pair of role and route is tried."""

from typing import Any

import pytest
from fastapi import FastAPI

from models.actors import ROLE_PURPOSES, Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.open_paths import OPEN_PATHS
from review_ui.permissions import ALLOWED, BOUND, Permission, may
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.routes import (
    machine_routes,
    needing_routes,
    open_routes,
    permissions_of,
    routes_of,
)

PATHS = {
    "{session_id}": "AAAAAAAA",
    "{person_id}": "nobody",
    "{request_id}": "AAAAAAAA",
    "{objection_id}": "none",
    "{sign_id}": "none",
    "{passkey_id}": "none",
    "{token_id}": "none",
    "{sign_in_id}": "none",
    "{leave_id}": "none",
    "{code}": "none",
    "{reveal_id}": "none",
    "{report_id}": "none",
    "{hold_id}": "nothing",
    "{certificate_id}": "nothing",
    "{alert_id}": "none",
    "{filter_id}": "none",
    "{token}": "token",
    "{version}": "v",
    "{name:path}": "n",
}


def test_every_route_names_one_permission_or_is_on_the_short_open_list(app: FastAPI) -> None:
    assert len(routes_of(app)) > 20
    assert open_routes(app) == OPEN_PATHS
    assert all(len(permissions_of(route)) <= 1 for route in routes_of(app))


def test_an_open_route_is_noticed(app: FastAPI) -> None:
    @app.get("/planted")
    def planted() -> str:
        return "open"

    assert open_routes(app) - OPEN_PATHS == {"/planted"}


def test_every_permission_is_in_the_table_and_used(app: FastAPI) -> None:
    assert set(ALLOWED) == set(Permission)
    routes = (*needing_routes(app), *machine_routes(app))
    assert {permission for _, _, permission in routes} == set(Permission) - {
        Permission.REVIEW_LIST  # part of the session page
    }


def test_reading_chats_is_open_under_one_purpose_only() -> None:
    for permission in (Permission.SESSION_LIST, Permission.SESSION_OPEN, Permission.SEARCH_RUN):
        assert BOUND[permission] is Purpose.CUSTOMER_SERVICE
        assert not may(Role.PRIVACY_OFFICER, Purpose.PRIVACY, permission)
        assert may(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE, permission)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_exactly_what_the_table_says(
    app: FastAPI, sign_in: SignIn, role: Role
) -> None:
    browser = sign_in(role)
    for method, path, permission in needing_routes(app):
        if permission is Permission.SIGN_IN_CLOSE:
            continue
        answer = ask(browser, method, path)
        refused = (
            answer.status_code == 403 and "Your role does not include this page" in answer.text
        )
        allowed = may(role, ROLE_PURPOSES[role][0], permission)
        assert refused is not allowed, (role, method, path, answer.status_code)


def ask(browser: Browser, method: str, path: str) -> Any:
    for name, value in PATHS.items():
        path = path.replace(name, value)
    return browser.get(path) if method == "GET" else browser.fill(path)


def test_nobody_reaches_anything_without_a_sign_in(app: FastAPI, visitor: Browser) -> None:
    for method, path, _ in needing_routes(app):
        for name, value in PATHS.items():
            path = path.replace(name, value)
        answer = visitor.request(method, path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


def test_a_machine_without_a_token_gets_nothing(app: FastAPI, visitor: Browser) -> None:
    assert machine_routes(app)
    for method, path, _ in machine_routes(app):
        answer = visitor.request(method, path)
        assert (answer.status_code, answer.content) == (401, b"")


def test_a_refused_look_is_an_entry_that_names_the_permission(
    sign_in: SignIn, records: Records
) -> None:
    assert sign_in(Role.REVIEWER).get("/log").status_code == 403
    (entry,) = entries(records, Event.PAGE_REFUSED)
    assert entry["outcome"] == "refused"
    assert "log:list" in entry["details"]
    assert entry["actor_role"] == "reviewer"
