"""Questions that auditors keep."""

import json
import re

import pytest

from models.actors import Role
from models.log.access_log import Event
from models.records import Records
from tests.review_ui.browser import SignIn, entries


class TestSavedFilters:
    PATH = "/log?question=refused&since=2026-03-01&until=2026-03-31"

    def test_one_is_kept_for_its_person_and_deleted(
        self, sign_in: SignIn, records: Records
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        answer = browser.fill("/log/filters", name="Refused in March", address=self.PATH)
        assert answer.headers["location"] == f"{self.PATH}&said=saved"
        page = browser.get("/log").text
        assert (
            f'<a href="{self.PATH.replace("&", "&amp;")}"><bdi>Refused in March</bdi></a>' in page
        )
        filter_id = re.search(r"/log/filters/([a-z2-7]{26})/delete", page)
        assert filter_id
        assert "Refused in March" not in json.dumps(entries(records))
        browser.fill(f"/log/filters/{filter_id[1]}/delete")
        assert "Refused in March" not in browser.get("/log").text
        kinds = [e["event"] for e in entries(records) if e["event"].startswith("filter:")]
        assert kinds == [Event.FILTER_SAVED, Event.FILTER_DELETED]

    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("", PATH),
            ("chloe@mail.example", PATH),
            ("elsewhere", "https://evil.example/log"),
            ("elsewhere", "//evil.example/log"),
            ("elsewhere", "/queue"),
            ("beside it", "/logquackenbush"),
            ("a name", "/log?actor=quackenbush"),
            ("a number", "/log?object=2125550187"),
            ("a request", "/log?request=quackenbush"),
            ("nothing asked", "/log?question=session&actor=quackenbush"),
        ],
    )
    def test_not_every_one_is_kept(self, sign_in: SignIn, name: str, path: str) -> None:
        browser = sign_in(Role.AUDITOR)
        answer = browser.fill("/log/filters", name=name, address=path)
        assert answer.headers["location"].startswith("/log?said=")
        assert "evil" not in answer.headers["location"]
        assert 'class="saved"' not in browser.get("/log").text

    def test_only_the_question_is_kept_of_an_address(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        asked = f"/log?question=session&object={session_id.lower()}"
        wanted = f"{asked}&before=7&note=quackenbush"
        answer = browser.fill("/log/filters", name="This one", address=wanted)
        assert answer.headers["location"] == f"{asked}&said=saved"
        page = browser.get("/log").text
        assert f'<a href="{asked.replace("&", "&amp;")}"><bdi>This one</bdi></a>' in page

    def test_another_persons_is_not_there(self, sign_in: SignIn, records: Records) -> None:
        with records.step() as step:
            step.db.table("saved_filters").insert(
                {
                    "id": "a" * 26,
                    "person_id": next(iter(step.db.table("people").rows))["id"],
                    "name": "not mine",
                    "address": "/log",
                    "created_at": "2026-03-01T00:00:00.000000Z",
                }
            )
        browser = sign_in(Role.AUDITOR)
        assert "not mine" not in browser.get("/log").text
        assert browser.fill(f"/log/filters/{'a' * 26}/delete").status_code == 404
