"""The room of notices, and their count in the bar of every page."""

import pytest

from models.accounts.notices import NoticeKind, notify
from models.actors import Role
from models.log.access_log import Event
from models.records import Records
from tests.models.scene import CLI
from tests.review_ui.browser import SignIn, entries


def tell(records: Records, person_id: str, thing: str) -> None:
    with records.act(CLI) as act:
        notify(act, person_id, NoticeKind.REVEAL_ASKED, thing)
        act.log(Event.HEALTH_READ)


def test_the_count_stands_in_the_bar_until_the_notice_is_seen(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    browser = sign_in(Role.REVIEWER)
    assert "not seen</span></b>" not in browser.get("/queue").text
    tell(records, people[Role.REVIEWER], "session:AAAAAAAA")
    assert "<b>1<span" in browser.get("/queue").text
    page = browser.get("/notices").text
    assert NoticeKind.REVEAL_ASKED.words in page
    assert browser.fill("/notices/seen").headers["location"] == "/notices?said=seen"
    assert "not seen</span></b>" not in browser.get("/queue").text
    assert [e["object"] for e in entries(records, Event.NOTICE_SEEN)] == [""]


def test_opening_a_notice_marks_it_and_leads_to_its_thing(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    browser = sign_in(Role.REVIEWER)
    tell(records, people[Role.REVIEWER], "session:AAAAAAAA")
    notice = browser.get("/notices").text.partition('name="notice" value="')[2].partition('"')[0]
    answer = browser.fill("/notices/seen", notice=notice, do="open")
    assert answer.headers["location"] == "/sessions/AAAAAAAA"
    other = sign_in(Role.LEAD)
    assert other.fill("/notices/seen", notice=notice).status_code == 404


@pytest.mark.parametrize("thing", ["", "person:x", "session:", "nonsense", "report:abc"])
def test_a_thing_without_a_page_for_this_person_leads_nowhere(
    sign_in: SignIn, records: Records, people: dict[Role, str], thing: str
) -> None:
    browser = sign_in(Role.REVIEWER)
    tell(records, people[Role.REVIEWER], thing)
    page = browser.get("/notices").text
    assert 'value="seen"' in page
    assert 'value="open"' not in page


def test_an_auditor_is_led_to_the_entry_of_an_emergency(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    with records.act(CLI) as act:
        notify(act, people[Role.AUDITOR], NoticeKind.GLASS_BROKEN, "reveal:abc")
        act.log(Event.HEALTH_READ)
    browser = sign_in(Role.AUDITOR)
    notice = browser.get("/notices").text.partition('name="notice" value="')[2].partition('"')[0]
    answer = browser.fill("/notices/seen", notice=notice, do="open")
    assert answer.headers["location"] == "/log?event=glass:broken"
    assert browser.get(answer.headers["location"]).status_code == 200
