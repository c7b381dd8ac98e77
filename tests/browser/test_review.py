"""A reviewer's and an auditor's work in a real browser."""

import re

import pytest

from models.actors import Role
from tests.browser.conftest import SignIn
from tests.browser.samples import CANCELLED, NEIGHBOUR, PRICING, open_sample

pytestmark = pytest.mark.slow


def test_sign_in_open_score_and_find_the_entry(sign_in: SignIn) -> None:
    reviewer = sign_in(Role.REVIEWER)
    session = open_sample(reviewer, PRICING)
    criteria = reviewer.locator("form fieldset:has(input[type=radio])")
    assert criteria.count() >= 5
    for number in range(criteria.count()):
        criteria.nth(number).locator("label").first.click()
    reviewer.fill("textarea[name=comment]", "Clear and quick.")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name=re.compile("Publish")).click()
    assert session not in reviewer.url
    reviewer.goto(f"/sessions/{session}")
    assert "Clear and quick." in reviewer.inner_text("main")

    auditor = sign_in(Role.AUDITOR)
    auditor.goto(f"/log?object=session:{session}")
    said = auditor.inner_text("main")
    assert "Person Reviewer" in said
    assert "opened" in said
    assert "published" in said
    assert "Customer service improvement".lower() in said.lower()


def test_masks_are_legible_to_eye_keyboard_and_screen_reader(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER)
    open_sample(page, CANCELLED)
    mask = page.locator("main .bubble .mask").first
    assert "masked" in (mask.inner_text() + (mask.get_attribute("aria-label") or "")).lower()
    mask.focus()
    card = mask.locator(".card")
    assert card.is_visible()


def test_everything_works_without_javascript(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER, java_script_enabled=False)
    open_sample(page, NEIGHBOUR)
    page.fill("textarea[name=comment]", "Written without JavaScript.")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Save draft")).click()
    assert "Written without JavaScript." in page.input_value("textarea[name=comment]")
    page.fill("header input[type=search]", "invoice")
    with page.expect_navigation():
        page.press("header input[type=search]", "Enter")
    assert page.locator("main a[href*='/sessions/']").count() >= 1
    assert "invoice" not in page.url


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("role", list(Role))
def test_no_page_scrolls_sideways(sign_in: SignIn, role: Role, width: int) -> None:
    page = sign_in(role, viewport={"width": width, "height": 800})
    home = page.url
    links = page.eval_on_selector_all("header a[href], nav a[href]", "all => all.map(a => a.href)")
    for address in {home, *links}:
        page.goto(address)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, address


def test_nothing_is_left_in_the_browser(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER)
    open_sample(page, CANCELLED)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert kept == "[{},{}]"
    cookies = page.context.cookies()
    assert all(cookie["httpOnly"] for cookie in cookies)
    assert len(cookies) == 1
