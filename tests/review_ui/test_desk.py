"""The auditors' desk: each question has its screen, and each answer is an entry."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from models.actors import Actor, ActorKind, Purpose, Role
from models.log.access_log import Event
from models.records import Records
from redactor import Sign
from tests.models.scene import Clock, let_entries_leave, redacted
from tests.review_ui.auditing import read
from tests.review_ui.browser import SignIn, entries
from tests.review_ui.conftest import KeepSession


@pytest.fixture
def signed(sign_in: SignIn, keep_session: KeepSession) -> str:
    """A session with a sign that the officer has read."""
    told = redacted("hi", "How old are you?", "fourteen", flags=("minor",))
    sign = Sign(flag="minor", message=2, source="minor:age")
    session = keep_session(reference="signed", redacted=replace(told, signs=(sign,)))
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    path = re.search(r'href="(/signs/[a-z0-9]{26})"', officer.get("/signs").text)
    assert path
    officer.get(path[1])
    return session


class TestQuestions:
    def test_who_saw_this_session(
        self, sign_in: SignIn, session_id: str, people: dict[Role, str], records: Records
    ) -> None:
        for role in (Role.REVIEWER, Role.LEAD, Role.LEAD):
            sign_in(role).get(f"/sessions/{session_id}")
        sign_in(Role.ADMINISTRATOR).get(f"/sessions/{session_id}")
        page = sign_in(Role.AUDITOR).get(f"/log?question=session&object={session_id.lower()}").text
        text = read(page)
        assert "Who saw this session?" in text
        assert "3 people looked at it or asked for it" in text
        assert "Lead One (lead) opened a redacted session" in text
        assert "Administrator One (administrator) asked for a page and was refused" in text
        assert "Worker" not in text
        assert json.loads(entries(records)[-1]["details"])["of"] == f"session:{session_id}"

    def test_who_saw_words_of_it_in_a_search(self, sign_in: SignIn, session_id: str) -> None:
        sign_in(Role.REVIEWER).fill("/search", words="help")
        page = sign_in(Role.AUDITOR).get(f"/log?question=session&object={session_id}").text
        text = read(page)
        assert "1 person looked at it or asked for it, 1 time in all." in text
        assert "Reviewer One (reviewer) saw words of a redacted session in a search" in text

    def test_who_saw_lists_only_is_not_passed_over(self, sign_in: SignIn, session_id: str) -> None:
        sign_in(Role.REVIEWER).get("/queue")
        page = sign_in(Role.AUDITOR).get(f"/log?question=session&object={session_id}").text
        assert "Nobody did. Lists show how each chat begins, masked" in read(page)

    def test_who_read_a_sign_of_it(self, sign_in: SignIn, signed: str) -> None:
        page = sign_in(Role.AUDITOR).get(f"/log?question=session&object={signed}").text
        assert "Privacy officer One (privacy officer) read the masked words" in read(page)

    def test_what_one_search_showed_is_told_in_one_sentence(
        self, sign_in: SignIn, session_id: str, keep_session: KeepSession
    ) -> None:
        other = keep_session("Help, help", "I will help", reference="other")
        reviewer = sign_in(Role.REVIEWER)
        reviewer.fill("/search", words="help")
        reviewer.fill("/search", words="will")
        text = read(sign_in(Role.AUDITOR).get("/log?event=session:found").text)
        assert text.count("Reviewer One (reviewer) saw words") == 2
        assert f"in a search, session {session_id} , session {other}" in text
        assert "3 messages of 2 sessions" in text
        assert "3 entries" in text

    def test_what_left_the_live_log_is_not_passed_over(
        self, sign_in: SignIn, session_id: str, records: Records, clock: Clock
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        path = f"/log?question=session&object={session_id}"
        assert "This goes back to" not in sign_in(Role.AUDITOR).get(path).text
        let_entries_leave(records, clock)
        auditor = sign_in(Role.AUDITOR)
        text = read(auditor.get(path).text)
        assert "Nobody did." in text
        assert "This goes back to 2 Mar 2026, 09:00: older entries have left" in text
        assert "This goes back to" not in auditor.get("/log?question=refused").text

    def test_without_a_session_it_asks_for_one(self, sign_in: SignIn) -> None:
        text = read(sign_in(Role.AUDITOR).get("/log?question=session").text)
        assert "Enter the id of a session" in text
        assert "No entry matches" not in text

    def test_what_a_person_did_last_week(
        self,
        sign_in: SignIn,
        session_id: str,
        people: dict[Role, str],
        clock: Clock,
        records: Records,
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        clock.move(days=8)
        sign_in(Role.REVIEWER).get("/queue")
        page = sign_in(Role.AUDITOR).get(f"/log?question=person&actor={people[Role.REVIEWER]}").text
        assert 'name="since" type="date" value="2026-03-04"' in page
        assert "looked at the list of sessions" in read(page)
        assert session_id not in page

    def test_refused_attempts_by_person_and_reason(self, sign_in: SignIn) -> None:
        reviewer = sign_in(Role.REVIEWER)
        for path in ("/people", "/log", "/sources"):
            reviewer.get(path)
        text = read(sign_in(Role.AUDITOR).get("/log?question=refused").text)
        assert "3 times in all, to 1 person." in text
        assert "Why Entries Last not in their role or purpose 3" in text

    def test_off_hours_by_the_companys_clock(
        self, sign_in: SignIn, session_id: str, clock: Clock
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")  # a Monday at nine
        clock.move(hours=13)
        sign_in(Role.LEAD).get(f"/sessions/{session_id}")
        clock.move(hours=12)
        text = read(sign_in(Role.AUDITOR).get("/log?question=off_hours").text)
        assert "1 person, 1 time in all." in text
        assert "Lead One (lead) opened" in text
        assert "Reviewer One (reviewer) opened" not in text

    def test_no_reveals_is_said(self, sign_in: SignIn) -> None:
        text = read(sign_in(Role.AUDITOR).get("/log?question=reveals").text)
        assert "Nothing, in this time." in text

    def test_a_reveal_says_who_approved_it_by_name(
        self, sign_in: SignIn, records: Records, people: dict[Role, str], session_id: str
    ) -> None:
        officer = people[Role.PRIVACY_OFFICER]
        lead = Actor(kind=ActorKind.PERSON, id=people[Role.LEAD], name="Lead One", role=Role.LEAD)
        with records.act(lead) as act:
            act.log(
                Event.ORIGINAL_REVEALED,
                f"session:{session_id}",
                reason="complaint",
                approver=officer,
                of="PERSON",
            )
        text = read(sign_in(Role.AUDITOR).get("/log?question=reveals").text)
        assert "Reveal Lead One (lead) was shown an original" in text
        assert "complaint" in text
        assert "approver Privacy officer One" in text

    def test_a_count_that_was_cut_off_is_not_told_as_all(
        self, sign_in: SignIn, people: dict[Role, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reviewer = sign_in(Role.REVIEWER)
        for path in ("/people", "/sources", "/queue"):
            reviewer.get(path)
        monkeypatch.setattr("models.log.tallies.MOST", 2)
        monkeypatch.setattr("review_ui.rooms.log.MOST", 2)
        page = sign_in(Role.AUDITOR).get(f"/log?question=person&actor={people[Role.REVIEWER]}").text
        assert "about 2 things or more." in read(page)

    @pytest.mark.parametrize(
        "query", ["question=nothing", "question=off_hours&since=2020-01-01&until=2026-01-01"]
    )
    def test_what_cannot_be_asked_is_refused(self, sign_in: SignIn, query: str) -> None:
        assert sign_in(Role.AUDITOR).get(f"/log?{query}").status_code == 422

    def test_the_export_keeps_the_question(self, sign_in: SignIn, session_id: str) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        sign_in(Role.REVIEWER).get("/queue")
        browser = sign_in(Role.AUDITOR)
        page = browser.get(f"/log?question=session&object={session_id}").text
        link = re.search(r'href="(/log\.csv\?[^"]+)"', page)
        assert link
        rows = browser.get(link[1].replace("&amp;", "&")).text.strip().splitlines()
        assert len(rows) == 2
        assert "session:opened" in rows[1]

    def test_a_request_is_quoted_and_found(self, sign_in: SignIn) -> None:
        refused = sign_in(Role.REVIEWER).get("/people")
        request_id = refused.headers["x-request-id"]
        text = read(sign_in(Role.AUDITOR).get(f"/log?request={request_id.upper()}").text)
        assert "1 entry" in text
        assert "Reviewer One (reviewer) asked for a page and was refused" in text


class TestForAVisitor:
    def test_it_says_roles_and_never_names(
        self, sign_in: SignIn, session_id: str, records: Records
    ) -> None:
        for role in (Role.REVIEWER, Role.LEAD):
            sign_in(role).get(f"/sessions/{session_id}")
        seen = len(entries(records))
        page = sign_in(Role.AUDITOR).get(f"/log/subject?sessions={session_id}").text
        text = read(page)
        assert "Your chat was looked at 2 times, by 2 employees of ours" in text
        assert "nobody else" not in text, "lists show how a chat begins, and name none"
        assert "Everything personal was masked each time." in text
        assert "A reviewer read the chat with all personal data masked" in text
        assert "Reviewer One" not in text
        listed = [e for e in entries(records)[seen:] if e["event"] == Event.LOG_LISTED]
        assert json.loads(listed[0]["details"])["of"] == f"session:{session_id}"

    def test_what_was_unmasked_is_not_hidden(
        self, sign_in: SignIn, session_id: str, records: Records, people: dict[Role, str]
    ) -> None:
        lead = Actor(kind=ActorKind.PERSON, id=people[Role.LEAD], name="Lead One", role=Role.LEAD)
        with records.act(lead) as act:
            act.log(Event.GLASS_BROKEN, f"session:{session_id}", reason="safety")
        text = read(sign_in(Role.AUDITOR).get(f"/log/subject?sessions={session_id}").text)
        assert "In 1 case something was not masked" in text
        assert "was shown something unmasked in an emergency (safety)" in text

    def test_nobody_looked(self, sign_in: SignIn, session_id: str) -> None:
        text = read(sign_in(Role.AUDITOR).get(f"/log/subject?sessions={session_id}").text)
        assert "Nobody opened your chat, and no search showed it." in text
        assert "Looks at lists are not told here" in text

    def test_a_search_that_showed_it_is_told(self, sign_in: SignIn, session_id: str) -> None:
        sign_in(Role.REVIEWER).fill("/search", words="help")
        text = read(sign_in(Role.AUDITOR).get(f"/log/subject?sessions={session_id}").text)
        assert "Your chat was looked at 1 time, by 1 employee of ours" in text
        assert "A reviewer saw words of the chat in a search, with all personal data" in text

    def test_a_sign_that_was_read_is_told_and_not_what_it_is_of(
        self, sign_in: SignIn, signed: str
    ) -> None:
        text = read(sign_in(Role.AUDITOR).get(f"/log/subject?sessions={signed}").text)
        assert "A privacy officer read a part of the chat that may need special care" in text
        assert "Everything personal was masked each time." in text
        assert "minor" not in text

    def test_it_says_since_when_where_entries_left_the_live_log(
        self, sign_in: SignIn, session_id: str, records: Records, clock: Clock
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        let_entries_leave(records, clock)
        path = f"/log/subject?sessions={session_id}"
        text = read(sign_in(Role.AUDITOR).get(path).text)
        assert "Since 2 Mar 2026, 09:00: Nobody opened your chat" in text
        assert "Entries from before 2 Mar 2026, 09:00 have left the live log" in text
        sign_in(Role.LEAD).get(f"/sessions/{session_id}")
        text = read(sign_in(Role.AUDITOR).get(path).text)
        assert "Since 2 Mar 2026, 09:00: Your chat was looked at 1 time" in text

    def test_what_is_no_session_is_refused(self, sign_in: SignIn) -> None:
        assert sign_in(Role.AUDITOR).get("/log/subject?sessions=chloe").status_code == 422


def test_the_empty_pages_say_what_would_be_there(sign_in: SignIn, clock: Clock) -> None:
    browser = sign_in(Role.AUDITOR)
    assert "Nothing unusual" in browser.get("/alerts").text
    assert "No alert was closed yet" in browser.get("/alerts?state=closed").text
    assert browser.get("/alerts?state=x").status_code == 422
    clock.now += timedelta(minutes=1)
    assert "Enter the ids of the sessions" in browser.get("/log/subject").text
