"""The desk for requests: taken in, found, proven, approved by another, answered, closed."""

import json
import re

import pytest
from fastapi import FastAPI

from models.accounts.people import set_password
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.transcripts.ended_originals import end_original
from redactor import Session
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.models.rights.own_chat import read_original, redaction
from tests.models.scene import CLI, Clock, make_person
from tests.review_ui.browser import PASSWORD, URL, Browser, SignIn, entries
from tests.review_ui.conftest import CHEAP, EMAILS, KeepSession

EMAIL = Identifier(kind=IdentifierKind.EMAIL, value="quackenbush@mail.example")
SECOND = "second@company.example"


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
    """The pages, with a reader of originals as the service hands one in."""

    def reading(body: bytes) -> Session:
        return read_original(body)

    return create_app(
        records, public_url=URL, clock=clock, passwords=passwords, read_original=reading
    )


@pytest.fixture
def officer(sign_in: SignIn) -> Browser:
    return sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)


@pytest.fixture
def second(app: FastAPI, records: Records, officer: Browser) -> Browser:
    person = make_person(records, "Omar Officer", SECOND, Role.PRIVACY_OFFICER)
    with records.act(CLI) as act:
        set_password(act, person.id, Passwords(CHEAP).hash(PASSWORD))
    browser = Browser(app)
    assert browser.enter(SECOND, Purpose.PRIVACY).status_code == 303
    return browser


def take_in(officer: Browser, kind: str = "access", **given: str) -> str:
    answer = officer.fill(
        "/requests",
        kind=kind,
        channel="email",
        received_on="2026-03-01",
        **({"email": "Quackenbush@Mail.example"} | given),
    )
    assert answer.status_code == 303, answer.text
    found = re.fullmatch(r"/requests/([0-9A-Z]{8})\?said=opened", answer.headers["location"])
    assert found
    return found[1]


def propose(officer: Browser, request: str) -> None:
    assert officer.fill(f"/requests/{request}/verify", how="known_contact").status_code == 303
    assert officer.fill(f"/requests/{request}/propose", decision="fulfil").status_code == 303


def test_an_access_request_from_intake_to_close(
    officer: Browser, second: Browser, keep_session: KeepSession, records: Records
) -> None:
    session = keep_session(identifiers=(EMAIL,), redacted=redaction())
    request = take_in(officer)
    page = officer.get(f"/requests/{request}").text
    assert session in page
    assert "Quackenbush@Mail.example" in page
    propose(officer, request)
    assert "another privacy officer has to approve" in officer.get(f"/requests/{request}").text
    refused = officer.fill(f"/requests/{request}/approve")
    assert refused.status_code == 422
    assert "You worked on this request" in refused.text
    assert officer.fill(f"/requests/{request}/copy", form="json").status_code == 409
    assert second.fill(f"/requests/{request}/approve").status_code == 303
    copy = officer.fill(f"/requests/{request}/copy", form="json")
    assert copy.headers["content-disposition"] == f'attachment; filename="your-data-{request}.json"'
    assert copy.headers["cache-control"] == "no-store"
    told = json.loads(copy.text)
    assert told["request"] == request
    assert told["chats"][0]["messages"][0]["text"].startswith("Hi, Chloe Quackenbush")
    assert "Bea" not in copy.text
    assert "Agnes" not in copy.text
    html = officer.fill(f"/requests/{request}/copy", form="html").text
    assert f"Request {request}" in html
    assert "<style>" in html
    assert "/static/" not in html, "a file that is sent must stand alone"
    assert "Bea" not in html
    shown = officer.fill(f"/requests/{request}/copy", form="page").text
    assert "<style>" not in shown
    assert officer.fill(f"/requests/{request}/close").status_code == 303
    closed = officer.get(f"/requests/{request}").text
    assert "uackenbush" not in closed
    assert "destroyed when the request was closed" in closed
    events = [entry["event"] for entry in entries(records) if "request:" in entry["event"]]
    for event in (Event.REQUEST_OPENED, Event.REQUEST_VERIFIED, Event.REQUEST_APPROVED,
                  Event.REQUEST_EXPORTED, Event.REQUEST_CLOSED):  # fmt: skip
        assert event in events
    for entry in entries(records):
        assert "uackenbush" not in json.dumps(entry)


def test_an_approval_needs_a_fresh_proof(
    officer: Browser, second: Browser, keep_session: KeepSession, clock: Clock, records: Records
) -> None:
    session = keep_session(identifiers=(EMAIL,))
    request = take_in(officer, "erase")
    propose(officer, request)
    clock.move(minutes=11)
    answer = second.fill(f"/requests/{request}/approve")
    assert answer.status_code == 401
    assert "Prove that it is you" in answer.text
    with records.peek() as look:
        sql = "SELECT status FROM sessions WHERE id = ?"
        assert look.db.execute(sql, [session]).fetchone() == ("waiting",)


def test_what_is_wrong_is_said_and_what_was_typed_comes_back(officer: Browser) -> None:
    answer = officer.fill(
        "/requests", kind="erase", channel="email", received_on="2026-03-01", name="<b>Sara"
    )
    assert answer.status_code == 422
    assert "Nobody can be found by that" in answer.text
    assert 'value="&lt;b&gt;Sara"' in answer.text
    late = officer.fill("/requests", kind="erase", channel="email", received_on="2027-01-01",
                        email="a@mail.example")  # fmt: skip
    assert "cannot be in the future" in late.text


def test_several_of_a_kind_are_parted_by_semicolons(
    officer: Browser, keep_session: KeepSession
) -> None:
    session = keep_session(identifiers=(EMAIL,))
    request = take_in(officer, email="other@mail.example; quackenbush@mail.example")
    assert session in officer.get(f"/requests/{request}").text


def test_a_shared_name_must_be_decided_first(officer: Browser, keep_session: KeepSession) -> None:
    name = Identifier(kind=IdentifierKind.NAME, value="Chloe Quackenbush")
    session = keep_session(identifiers=(name,))
    request = take_in(officer, email="", name="Quackenbush, Chloe")
    page = officer.get(f"/requests/{request}").text
    assert "others may share it" in page
    officer.fill(f"/requests/{request}/verify", how="signed_in")
    answer = officer.fill(f"/requests/{request}/propose", decision="fulfil")
    assert "Decide for each session" in answer.text
    officer.fill(f"/requests/{request}/choices", **{f"choice.{session}": "not_them"})
    assert officer.fill(f"/requests/{request}/propose", decision="fulfil").status_code == 303


def test_the_list_says_what_is_late(officer: Browser, clock: Clock) -> None:
    take_in(officer)
    assert (
        "29 days left" in officer.get("/requests").text
        or "30 days left" in officer.get("/requests").text
    )
    clock.move(days=40)
    browser = officer
    browser.enter(EMAILS[Role.PRIVACY_OFFICER], Purpose.PRIVACY)
    assert "days late" in browser.get("/requests").text


def test_an_objection_stands_in_its_room_and_two_lift_it(
    officer: Browser, second: Browser, keep_session: KeepSession
) -> None:
    keep_session(identifiers=(EMAIL,))
    request = take_in(officer, "object")
    propose(officer, request)
    second.fill(f"/requests/{request}/approve")
    page = officer.get("/objections").text
    assert "1 session" in page
    assert "uackenbush" not in page
    found = re.search(r"/objections/([a-z0-9]{26})/ask", page)
    assert found
    assert officer.fill(f"/objections/{found[1]}/ask").status_code == 303
    assert "so somebody else has to agree" in officer.fill(f"/objections/{found[1]}/lift").text
    assert second.fill(f"/objections/{found[1]}/lift").status_code == 303
    assert "Nobody objects" in officer.get("/objections").text


def test_chats_that_came_in_meanwhile_are_looked_at_first(
    officer: Browser, second: Browser, keep_session: KeepSession
) -> None:
    request = take_in(officer, "erase")
    propose(officer, request)
    keep_session(identifiers=(EMAIL,))
    stopped = second.fill(f"/requests/{request}/approve")
    assert stopped.status_code == 422
    assert "nobody has looked at" in stopped.text
    assert second.fill(f"/requests/{request}/return").status_code == 303
    assert officer.fill(f"/requests/{request}/search").status_code == 303
    propose(officer, request)
    assert second.fill(f"/requests/{request}/approve").status_code == 303
    assert "Erasing 1 chat" in officer.get(f"/requests/{request}").text


def test_chats_that_began_later_are_said_to_be_no_part_of_it(
    officer: Browser, second: Browser, keep_session: KeepSession, clock: Clock
) -> None:
    keep_session(identifiers=(EMAIL,))
    request = take_in(officer)
    propose(officer, request)
    clock.move(minutes=5)
    keep_session(reference="daily", identifiers=(EMAIL,), started_at=clock())
    said = "Not part of this: 1 chat of this person that began later."
    assert f"{said} To have those looked at" in second.get(f"/requests/{request}").text
    assert second.fill(f"/requests/{request}/approve").status_code == 303
    assert f"{said} Tell the person" in officer.get(f"/requests/{request}").text
    assert (
        "Chats found since are not in it."
        in officer.fill(f"/requests/{request}/copy", form="page").text
    )


def test_a_request_to_rectify_shows_wrong_beside_right(
    officer: Browser, second: Browser, keep_session: KeepSession
) -> None:
    keep_session(identifiers=(EMAIL,))
    request = take_in(officer, "rectify")
    assert (
        officer.fill(
            f"/requests/{request}/corrections", field="name", wrong="Cloe", right="Chloe"
        ).status_code
        == 303
    )
    page = officer.get(f"/requests/{request}").text
    assert "<bdi>Cloe</bdi>" in page
    assert "<bdi>Chloe</bdi>" in page
    propose(officer, request)
    assert second.fill(f"/requests/{request}/approve").status_code == 303
    assert second.fill(f"/requests/{request}/close").status_code == 303


def test_the_page_says_in_how_many_chats_nothing_was_corrected(
    officer: Browser, second: Browser, keep_session: KeepSession, records: Records
) -> None:
    keep_session(identifiers=(EMAIL,))
    ended = keep_session(reference="ended", identifiers=(EMAIL,))
    request = take_in(officer, "rectify")
    officer.fill(f"/requests/{request}/corrections", field="name", wrong="Cloe", right="Chloe")
    with records.act(CLI) as act:
        end_original(act, ended, reason="retention")
    propose(officer, request)
    proposed = second.get(f"/requests/{request}").text
    assert "put right in 2 chats, as far as originals are kept." in proposed
    assert "Nothing was corrected" not in proposed
    went = second.fill(f"/requests/{request}/approve").headers["location"]
    page = second.get(went).text
    assert "What was done stands under Decision" in page
    assert "put right in 1 chat, masked anew. Nothing was corrected in 1 chat: no original" in page


def test_the_page_of_all_corrected_speaks_of_nothing_left(
    officer: Browser, second: Browser, keep_session: KeepSession
) -> None:
    keep_session(identifiers=(EMAIL,))
    request = take_in(officer, "rectify")
    officer.fill(f"/requests/{request}/corrections", field="name", wrong="Cloe", right="Chloe")
    propose(officer, request)
    second.fill(f"/requests/{request}/approve")
    page = officer.get(f"/requests/{request}").text
    assert "put right in 1 chat, masked anew." in page
    assert "Nothing was corrected" not in page


@pytest.mark.parametrize("form", ["exe", "../x"])
def test_a_copy_has_a_form_there_is(officer: Browser, form: str) -> None:
    request = take_in(officer)
    assert officer.fill(f"/requests/{request}/copy", form=form).status_code == 422


class TestWhoLooked:
    """The answer to *who looked at my chat*, where the officer has to give it."""

    @pytest.fixture
    def kept(self, keep_session: KeepSession) -> str:
        return keep_session(identifiers=(EMAIL,))

    def test_the_request_leads_to_it_in_plain_words_without_names(
        self, officer: Browser, sign_in: SignIn, kept: str, records: Records
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{kept}")
        request = take_in(officer)
        assert f'href="/requests/{request}/looks"' in officer.get(f"/requests/{request}").text
        count = len(entries(records))
        page = officer.get(f"/requests/{request}/looks").text
        text = re.sub(r"<[^>]+>", " ", page.split("<main")[1])
        assert "Your chat was looked at 1 time, by 1 employee of ours" in text
        assert "A reviewer read the chat with all personal data masked" in text
        assert "Reviewer One" not in text
        left = [(e["event"], json.loads(e["details"]).get("of")) for e in entries(records)[count:]]
        assert left == [(Event.REQUEST_SHOWN, None), (Event.LOG_LISTED, f"session:{kept}")]

    def test_a_session_can_be_asked_for_without_a_request(
        self, officer: Browser, kept: str
    ) -> None:
        assert "Nobody opened your chat" in officer.get(f"/looks?sessions={kept.lower()}").text
        assert "Enter the ids of the sessions" in officer.get("/looks").text
        assert officer.get("/looks?sessions=quackenbush").status_code == 422

    def test_another_persons_chat_is_not_told(self, officer: Browser, kept: str) -> None:
        request = take_in(officer)
        officer.fill(f"/requests/{request}/choices", **{f"choice.{kept}": "not_them"})
        page = officer.get(f"/requests/{request}/looks").text
        assert "No chat is known to be the person" in page
        assert kept not in page

    def test_nobody_else_gets_it_and_no_officer_under_another_purpose(
        self, sign_in: SignIn, kept: str
    ) -> None:
        for role in (Role.REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMINISTRATOR):
            assert sign_in(role).get(f"/looks?sessions={kept}").status_code == 403
        reading = sign_in(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE)
        assert reading.get(f"/looks?sessions={kept}").status_code == 403


def test_everything_of_the_person_is_held_from_the_desk(
    officer: Browser, keep_session: KeepSession
) -> None:
    keep_session("hello", identifiers=(EMAIL,))
    request = take_in(officer, "erase")
    refused = officer.fill(f"/requests/{request}/hold", hold_reason="")
    assert "Choose why everything" in refused.text
    placed = officer.fill(f"/requests/{request}/hold", hold_reason="complaint", hold_note="case 12")
    assert placed.headers["location"].endswith("?said=held")
    desk = officer.get(f"/requests/{request}").text
    assert "On hold" in desk
    ids = re.findall(r'id="([^"]+)"', desk)
    assert len(ids) == len(set(ids)), "each form's fields have names of their own"
    page = officer.get("/holds").text
    assert "1 session" in page
    assert "case 12" in page
