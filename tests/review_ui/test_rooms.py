"""People, sources, held back, policy, home."""

import re

import pytest

from models.actors import Purpose, Role
from models.intake.inbox import accept_broken, counts
from models.log.access_log import Event
from models.records import Records
from tests.models.scene import CLI, redacted
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.conftest import KeepSession

HOMES = {
    Role.REVIEWER: "/queue",
    Role.LEAD: "/queue",
    Role.PRIVACY_OFFICER: "/held",
    Role.AUDITOR: "/log",
    Role.ADMINISTRATOR: "/people",
}


@pytest.mark.parametrize("role", list(Role))
def test_home_is_the_room_of_the_role(sign_in: SignIn, role: Role) -> None:
    browser = sign_in(role)
    assert browser.get("/").headers["location"] == HOMES[role]
    assert browser.get(HOMES[role]).status_code == 200


class TestPeople:
    def test_adding_shows_a_link_once_that_works(
        self, sign_in: SignIn, visitor: Browser, records: Records
    ) -> None:
        browser = sign_in(Role.ADMINISTRATOR)
        answer = browser.fill(
            "/people", name="New <b>One</b>", email="New@company.example", role="auditor"
        )
        link = re.search(r"https://review\.example(/sign-in/once/[\w-]+)", answer.text)
        assert link
        assert link[1] not in browser.get("/people").text
        assert "<b>One" not in answer.text
        entered = visitor.fill(link[1], token=visitor.token(link[1]), purpose=Purpose.AUDIT)
        assert entered.status_code == 303
        assert link[1].rpartition("/")[2] not in str(entries(records))

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("name", "", "Enter the person"),
            ("email", "nonsense", "Enter an e-mail address"),
            ("email", "auditor@company.example", "on the list already"),
            ("role", "", "Choose a role"),
            ("role", "king", "Choose a role"),
            ("ends_at", "soon", "must be a date"),
        ],
    )
    def test_mistakes_are_explained_and_nothing_typed_is_lost(
        self, sign_in: SignIn, field: str, value: str, words: str
    ) -> None:
        fields = {"name": "New One", "email": "new@company.example", "role": "lead", "ends_at": ""}
        answer = sign_in(Role.ADMINISTRATOR).fill("/people", **(fields | {field: value}))
        assert answer.status_code == 422
        assert words in answer.text
        if field != "name":
            assert 'value="New One"' in answer.text

    def test_closing_an_account_signs_the_person_out(
        self, sign_in: SignIn, people: dict[Role, str]
    ) -> None:
        reviewer = sign_in(Role.REVIEWER)
        answer = sign_in(Role.ADMINISTRATOR).fill(f"/people/{people[Role.REVIEWER]}/disable")
        assert answer.headers["location"] == "/people?said=disabled"
        assert reviewer.get("/queue").headers["location"].startswith("/sign-in?said=disabled")

    def test_the_last_administrator_is_told_why_the_account_stays(
        self, sign_in: SignIn, people: dict[Role, str]
    ) -> None:
        browser = sign_in(Role.ADMINISTRATOR)
        answer = browser.fill(f"/people/{people[Role.ADMINISTRATOR]}/disable")
        assert answer.status_code == 422
        assert "Add another administrator first" in " ".join(answer.text.split())
        assert browser.get("/people").status_code == 200

    def test_a_new_link_replaces_the_old(
        self, sign_in: SignIn, people: dict[Role, str], records: Records
    ) -> None:
        browser = sign_in(Role.ADMINISTRATOR)
        path = f"/people/{people[Role.LEAD]}/invite"
        assert "It is shown only now" in browser.fill(path).text
        assert entries(records, Event.PERSON_INVITED)
        assert browser.fill("/people/nobody/invite").status_code == 404


class TestSources:
    def test_parked_deliveries_are_shown_by_reason_and_tried_again(
        self, sign_in: SignIn, source_id: str, records: Records
    ) -> None:
        with records.act(CLI) as act:
            accept_broken(
                act, source_id=source_id, kind="transcript", body=b"secret!", reason="broken_json"
            )
        browser = sign_in(Role.ADMINISTRATOR)
        page = browser.get("/sources").text
        assert "What arrived is not valid JSON." in page
        assert "secret!" not in page
        answer = browser.fill("/sources/retry")
        assert answer.headers["location"] == "/sources?retried=1"
        assert "1 delivery back in line" in browser.get("/sources?retried=1").text
        assert dict(counts(records))["waiting"] == 1  # type: ignore[index]

    def test_an_unknown_delivery_is_not_found(self, sign_in: SignIn) -> None:
        answer = sign_in(Role.ADMINISTRATOR).fill("/sources/retry", delivery="nothing")
        assert answer.status_code in {303, 404}


class TestHeld:
    def test_it_shows_why_and_no_text(
        self, sign_in: SignIn, keep_session: KeepSession, records: Records
    ) -> None:
        held = keep_session("hidden words", quarantine_reason="survivor")
        page = sign_in(Role.PRIVACY_OFFICER).get("/held").text
        assert held in page
        assert "still readable after masking" in page
        assert "hidden words" not in page
        assert [e["purpose"] for e in entries(records, Event.SESSION_HELD_LISTED)] == [
            Purpose.PRIVACY
        ]

    def test_it_shows_one_kind_or_both(self, sign_in: SignIn, keep_session: KeepSession) -> None:
        failed = keep_session("a", reference="1", quarantine_reason="survivor")
        young = keep_session(reference="2", redacted=redacted("b", flags=("minor",)))
        browser = sign_in(Role.PRIVACY_OFFICER)
        for path, shown in {
            "/held": {failed, young},
            "/held?kind=quarantined": {failed},
            "/held?kind=withheld": {young},
        }.items():
            page = browser.get(path).text
            assert {session for session in (failed, young) if session in page} == shown
        assert browser.get("/held?kind=waiting").status_code == 422

    def test_it_walks_to_older_ones(self, sign_in: SignIn, keep_session: KeepSession) -> None:
        kept = {
            keep_session("a", reference=str(number), quarantine_reason="survivor")
            for number in range(51)
        }
        browser = sign_in(Role.PRIVACY_OFFICER)
        first = browser.get("/held").text
        older = re.search(r'href="(/held\?[^"]+)" rel="next">Older', first)
        assert older
        second = browser.get(older[1].replace("&amp;", "&")).text
        assert {session for session in kept if session in first + second} == kept

    def test_an_empty_one_says_so(self, sign_in: SignIn) -> None:
        assert "Nothing is held back" in sign_in(Role.PRIVACY_OFFICER).get("/held").text

    def test_it_is_shut_while_reading_chats(self, sign_in: SignIn) -> None:
        browser = sign_in(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE)
        assert browser.get("/held").status_code == 403


def test_the_policy_is_said_in_plain_words(sign_in: SignIn, records: Records) -> None:
    page = sign_in(Role.LEAD).get("/policy").text
    assert "A person&#39;s name" in page
    assert "A date or time" in page
    assert "erased after 90 days" in page
    assert entries(records, Event.POLICY_READ)
