"""The officer decides signs; the words come masked, one sign at a time, with an entry."""

import re
from dataclasses import replace

import pytest

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from redactor import Sign
from tests.models.scene import Clock, redacted
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.conftest import KeepSession


@pytest.fixture
def officer(sign_in: SignIn) -> Browser:
    return sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)


@pytest.fixture
def session(keep_session: KeepSession) -> str:
    told = redacted("hi", "How old are you?", "<b>I am fourteen</b>", flags=("minor",))
    sign = Sign(flag="minor", message=2, source="minor:age")
    return keep_session(redacted=replace(told, signs=(sign,)))


def path_of(officer: Browser) -> str:
    found = re.search(r'href="(/signs/[a-z0-9]{26})"', officer.get("/signs").text)
    assert found
    return found[1]


def test_the_list_has_no_word_of_the_chat_and_the_sign_has_the_masked_ones(
    officer: Browser, session: str, records: Records
) -> None:
    page = officer.get("/signs").text
    assert session in page
    assert "Says to be under 16" in page
    assert "fourteen" not in page
    shown = officer.get(path_of(officer)).text
    assert "&lt;b&gt;I am fourteen&lt;/b&gt;" in shown
    assert "How old are you?" in shown
    (entry,) = entries(records, Event.SIGN_OPENED)
    assert entry["object"] == f"session:{session}"


def test_erasing_wants_a_fresh_proof(
    officer: Browser, session: str, clock: Clock, records: Records
) -> None:
    path = path_of(officer)
    clock.move(minutes=11)
    assert officer.fill(f"{path}/erase").status_code == 401
    assert not entries(records, Event.SIGN_CLOSED)


def test_each_decision_is_said(officer: Browser, session: str) -> None:
    path = path_of(officer)
    answer = officer.fill(f"{path}/release")
    assert answer.headers["location"] == "/signs?said=nothing"
    assert "Nothing waits to be decided" in officer.get("/signs?said=nothing").text
    again = officer.fill(f"{path}/erase")
    assert again.status_code == 422
    assert "decided this already" in again.text
    assert "This was decided" in officer.get(path).text


def test_what_lacks_notice_is_let_through_by_the_officer(
    officer: Browser, keep_session: KeepSession, records: Records
) -> None:
    session = keep_session("hi", "hello", missing="no_notice")
    page = officer.get("/held").text
    assert "was not told that chats may be reviewed" in page
    refused = officer.fill(f"/held/{session}/release", reason="objection")
    assert refused.status_code == 422
    answer = officer.fill(f"/held/{session}/release", reason="no_notice")
    assert answer.headers["location"] == "/held?said=released"
    (entry,) = entries(records, Event.SESSION_RELEASED)
    assert (entry["object"], entry["reason"]) == (f"session:{session}", "no_notice")
    assert officer.fill(f"/held/{session}/release", reason="no_notice").status_code == 422


def test_a_minor_is_decided_in_its_own_room(officer: Browser, session: str) -> None:
    assert 'href="/signs">Decide' in officer.get("/held").text
    assert officer.fill(f"/held/{session}/release", reason="minor").status_code == 422
