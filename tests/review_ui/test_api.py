"""API tokens: what a machine may read, in whose name, for how long; and nothing else."""

import json
import re
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.accounts.api_tokens import api_tokens_of, make_api_token
from models.accounts.movers import change_role
from models.accounts.people import disable_person
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.permissions import BOUND, MACHINE_SCOPES, Permission
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser, SignIn, entries

LOG = "log:export"


def make(
    browser: Browser, scope: str = LOG, ends_at: str = "2026-03-31", name: str = "siem"
) -> str:
    answer = browser.fill("/me/tokens", name=name, ends_at=ends_at, **{f"scope-{scope}": "on"})
    found = re.search(r"redactor_[A-Za-z0-9_-]{43}", answer.text)
    assert found, answer.text
    return found[0]


def read(browser: Browser, token: str, path: str = "/api/log") -> object:
    return browser.get(path, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def token(sign_in: SignIn) -> str:
    return make(sign_in(Role.AUDITOR))


def test_it_reads_the_log_as_json_lines_and_each_read_is_an_entry(
    visitor: Browser, token: str, records: Records, people: dict[Role, str]
) -> None:
    answer = read(visitor, token)
    told = [json.loads(line) for line in answer.text.splitlines()]  # type: ignore[attr-defined]
    assert [entry["seq"] for entry in told] == list(range(1, len(told) + 1))
    last = entries(records)[-1]
    (kept,) = api_tokens_of(records, people[Role.AUDITOR])
    assert (last["event"], last["actor_kind"], last["actor_id"], last["actor_name"]) == (
        "log:exported",
        "service",
        kept.id,
        "siem",
    )
    assert last["purpose"] == "access_audit"
    rest = read(visitor, token, f"/api/log?after={len(told)}&limit=1")
    assert [json.loads(line)["seq"] for line in rest.text.splitlines()] == [len(told) + 1]  # type: ignore[attr-defined]


def test_it_is_shown_once_and_kept_as_a_digest(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    auditor = sign_in(Role.AUDITOR)
    token = make(auditor)
    page = auditor.get("/me/tokens").text
    assert "siem" in page
    assert "<td>Read the access log, at /api/log</td>" in page
    assert token not in page
    for file in records.place.database.parent.iterdir():
        assert token.encode() not in file.read_bytes()
        assert token.removeprefix("redactor_").encode() not in file.read_bytes()


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer redactor_x", "Basic eDp4", "Bearer x y"])
def test_without_one_there_is_nothing_to_read_and_no_entry(
    visitor: Browser, token: str, records: Records, given: str
) -> None:
    before = len(entries(records))
    answer = visitor.get("/api/log", headers={"Authorization": given} if given else {})
    assert answer.status_code == 401
    assert answer.content == b""
    assert answer.headers["www-authenticate"] == "Bearer"
    assert len(entries(records)) == before


def test_a_cookie_is_no_token_and_a_token_is_no_cookie(
    sign_in: SignIn, visitor: Browser, token: str
) -> None:
    assert sign_in(Role.AUDITOR).get("/api/log").status_code == 401
    assert read(visitor, token, "/log").status_code == 303  # type: ignore[attr-defined]
    assert read(visitor, token, "/queue").status_code == 303  # type: ignore[attr-defined]


def test_another_scope_is_refused_with_an_entry(
    visitor: Browser, token: str, records: Records
) -> None:
    assert read(visitor, token, "/api/health").status_code == 401  # type: ignore[attr-defined]
    last = entries(records)[-1]
    assert (last["event"], last["reason"], last["actor_kind"]) == (
        "page:refused",
        "scope",
        "service",
    )


def test_health_is_counts(sign_in: SignIn, visitor: Browser, records: Records) -> None:
    token = make(sign_in(Role.ADMINISTRATOR), "health:read")
    told = read(visitor, token, "/api/health").json()  # type: ignore[attr-defined]
    assert told == {
        "deliveries": {"done": 0, "parked": 0, "taken": 0, "waiting": 0},
        "troubles": [],
        "behind": {},
    }
    assert entries(records, Event.HEALTH_READ)


def test_a_scope_its_owner_does_not_have_is_not_given(sign_in: SignIn) -> None:
    answer = sign_in(Role.ADMINISTRATOR).fill(
        "/me/tokens", name="x", ends_at="2026-03-31", **{f"scope-{LOG}": "on"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("scope", ["session:open", "search:run", "session:list"])
def test_a_token_never_reads_a_chat_even_if_its_row_says_so(
    visitor: Browser, records: Records, people: dict[Role, str], session_id: str, scope: str
) -> None:
    with records.act(CLI) as act:
        token = make_api_token(
            act,
            people[Role.REVIEWER],
            name="x",
            scopes=[scope],
            purpose=Purpose.CUSTOMER_SERVICE,
            ends_at=act.now + timedelta(days=1),
        )
    for path in (f"/sessions/{session_id}", "/queue", "/search", "/api/log", "/api/health"):
        answer = read(visitor, token, path)
        assert answer.status_code in {303, 401, 404}  # type: ignore[attr-defined]
        assert "how can I help" not in answer.text  # type: ignore[attr-defined]


def test_no_scope_for_machines_is_of_those_bound_to_reading_chats() -> None:
    assert not MACHINE_SCOPES & set(BOUND)
    assert Permission.SESSION_OPEN not in MACHINE_SCOPES


class TestItEnds:
    def test_on_its_last_day(self, visitor: Browser, token: str, clock: Clock) -> None:
        clock.move(days=29)
        assert read(visitor, token).status_code == 200  # type: ignore[attr-defined]
        clock.move(days=1)
        assert read(visitor, token).status_code == 401  # type: ignore[attr-defined]

    @pytest.mark.parametrize("ends_at", ["", "2026-02-01", "2027-06-01", "soon"])
    def test_an_end_within_a_year_is_wanted(self, sign_in: SignIn, ends_at: str) -> None:
        answer = sign_in(Role.AUDITOR).fill(
            "/me/tokens", name="x", ends_at=ends_at, **{f"scope-{LOG}": "on"}
        )
        assert answer.status_code == 422

    def test_when_its_owner_stops_it(
        self, sign_in: SignIn, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        auditor = sign_in(Role.AUDITOR)
        token = make(auditor)
        (kept,) = api_tokens_of(records, people[Role.AUDITOR])
        administrator = sign_in(Role.ADMINISTRATOR)
        assert administrator.fill(f"/me/tokens/{kept.id}/revoke").status_code == 404
        assert read(visitor, token).status_code == 200  # type: ignore[attr-defined]
        assert auditor.fill(f"/me/tokens/{kept.id}/revoke").status_code == 303
        assert read(visitor, token).status_code == 401  # type: ignore[attr-defined]

    @pytest.mark.parametrize("ending", ["disabled", "moved"])
    def test_with_its_owners_account_or_role(
        self,
        visitor: Browser,
        token: str,
        records: Records,
        people: dict[Role, str],
        ending: str,
    ) -> None:
        with records.act(CLI) as act:
            if ending == "disabled":
                disable_person(act, people[Role.AUDITOR])
            else:
                change_role(act, people[Role.AUDITOR], Role.LEAD)
        assert read(visitor, token).status_code == 401  # type: ignore[attr-defined]


def test_making_one_takes_a_fresh_proof_and_the_right_role(
    app: FastAPI, sign_in: SignIn, clock: Clock
) -> None:
    assert sign_in(Role.REVIEWER).get("/me/tokens").status_code == 403
    auditor = sign_in(Role.AUDITOR)
    clock.move(minutes=11)
    assert auditor.fill("/me/tokens", name="x").status_code == 401
