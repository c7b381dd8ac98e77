"""Alerts: what raises one from the pages, and how auditors close it."""

import json
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from models.actors import Role
from models.log.access_log import Event
from models.records import Records
from models.watch.alert_words import Thresholds
from models.watch.watching import Watch
from tests.models.scene import Clock
from tests.review_ui.auditing import WATCH, read
from tests.review_ui.browser import SignIn, entries


class TestAlertsFromThePages:
    """From what people do on the pages to what the auditor reads of it."""

    @pytest.fixture
    def told(self, sign_in: SignIn, records: Records) -> Callable[[], str]:
        def look() -> str:
            Watch(records=records, actor=WATCH).run()
            return read(sign_in(Role.AUDITOR).get("/alerts").text)

        return look

    def test_ones_own_name(self, sign_in: SignIn, told: Callable[[], str]) -> None:
        sign_in(Role.REVIEWER).fill("/search", words="reviewer one")
        sign_in(Role.LEAD).fill("/search", words="refund")
        text = told()
        assert "Reviewer One searched for their own name" in text
        assert "Lead One" not in text

    def test_off_hours(
        self, sign_in: SignIn, session_id: str, clock: Clock, told: Callable[[], str]
    ) -> None:
        lead = sign_in(Role.LEAD)
        for _ in range(3):
            lead.get(f"/sessions/{session_id}")
        assert "outside business hours" not in told()
        clock.move(hours=13)  # ten in the evening
        night = sign_in(Role.REVIEWER)
        for _ in range(3):
            night.get(f"/sessions/{session_id}")
        text = told()
        assert "Reviewer One looked at chats outside business hours" in text
        assert "Lead One" not in text

    def test_ids_tried_one_after_the_other(
        self, sign_in: SignIn, session_id: str, told: Callable[[], str]
    ) -> None:
        letters = "23456789ABCDEFGHJKMNPQRST"
        reviewer, lead = sign_in(Role.REVIEWER), sign_in(Role.LEAD)
        for letter in letters:
            assert reviewer.get(f"/sessions/AAAAAAA{letter}").status_code == 404
            lead.get(f"/sessions/{session_id}")  # one chat, again and again: no scraping
        text = told()
        assert "Reviewer One went through chats faster than one can read" in text
        assert "Lead One went through" not in text


class TestAlerts:
    @pytest.fixture
    def alert_path(self, sign_in: SignIn, records: Records) -> str:
        sign_in(Role.REVIEWER).fill("/search", words="Reviewer One")
        assert Watch(records=records, actor=WATCH, limits=Thresholds()).run() == 1
        page = sign_in(Role.AUDITOR).get("/alerts").text
        found = re.search(r"/alerts/[a-z2-7]{26}", page)
        assert found
        return found[0]

    def test_one_is_looked_at_and_closed(
        self, sign_in: SignIn, records: Records, alert_path: str, app: FastAPI
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        page = browser.get(alert_path).text
        assert "Reviewer One searched for their own name" in read(page)
        assert "Mon 2 Mar 2026" in page
        assert "question=person" in page
        short = browser.fill(f"{alert_path}/close", verdict="explained", note="ok")
        assert short.status_code == 422
        assert "at least 10 characters" in short.text
        nothing = browser.fill(f"{alert_path}/close", note="A name like any other.")
        assert "Choose what it was." in nothing.text
        note = "Asked: it was a <customer> of the same name."
        answer = browser.fill(f"{alert_path}/close", verdict="explained", note=note)
        assert answer.headers["location"] == "/alerts?said=closed"
        assert "Nothing unusual" in read(browser.get("/alerts").text)
        assert "a &lt;customer&gt; of" in browser.get(alert_path).text
        assert "same name" not in json.dumps(entries(records))
        assert entries(records, Event.ALERT_CLOSED)[-1]["reason"] == "explained"

    def test_a_notice_leads_to_it(self, sign_in: SignIn, alert_path: str) -> None:
        browser = sign_in(Role.PRIVACY_OFFICER)
        page = browser.get("/notices").text
        assert "Something unusual was noticed in the access log" in page
        notice = re.search(r'name="notice" value="([^"]+)"', page)
        assert notice
        answer = browser.fill("/notices/seen", notice=notice[1], do="open")
        assert answer.headers["location"] == alert_path

    def test_reviewers_do_not_see_any(self, sign_in: SignIn, alert_path: str) -> None:
        assert sign_in(Role.REVIEWER).get(alert_path).status_code == 403
        assert sign_in(Role.LEAD).get("/alerts").status_code == 403
