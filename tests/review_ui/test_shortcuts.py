"""Single keys act only where their owner wants them to (WCAG 2.1.4)."""

import pytest

from models.actors import Role
from models.log.access_log import Event
from models.records import Records
from tests.review_ui.browser import Browser, SignIn, entries


def listens(page: str) -> bool:
    return "/keys.js" in page


def test_they_are_on_until_switched_off_and_stay_so_at_the_next_sign_in(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    browser = sign_in(Role.REVIEWER)
    assert listens(browser.get("/queue").text)
    answer = browser.fill("/me/shortcuts")
    assert "shortcuts are off" in browser.get(answer.headers["location"]).text
    for person in (browser, sign_in(Role.REVIEWER)):
        for path in ("/queue", "/me", "/search", f"/sessions/{session_id}"):
            page = person.get(path).text
            assert not listens(page)
            assert 'id="keys"' not in page
            assert "/pages.js" in page
    assert listens(sign_in(Role.LEAD).get("/queue").text)
    answer = browser.fill("/me/shortcuts", shortcuts="on")
    assert "shortcuts are on" in browser.get(answer.headers["location"]).text
    assert listens(browser.get("/queue").text)
    said = [entry["details"] for entry in entries(records, Event.PERSON_SHORTCUTS_SET)]
    assert said == ['{"shortcuts":"off"}', '{"shortcuts":"on"}']


def test_the_list_of_keys_leads_to_the_switch(sign_in: SignIn) -> None:
    browser = sign_in(Role.AUDITOR)
    assert 'href="/me#shortcuts"' in browser.get("/log").text
    assert 'id="shortcuts"' in browser.get("/me").text


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere"])
def test_nobody_unknown_is_listened_to(visitor: Browser, path: str) -> None:
    assert not listens(visitor.get(path).text)
