"""Reporting a miss and asking for a reveal in a real browser; by keys, and without scripts."""

import re

import pytest
from playwright.sync_api import Page

from models.actors import Role
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.slow

SELECT = """() => {
  for (const bubble of document.querySelectorAll(".talk .visitor .bubble")) {
    const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const word = /[A-Za-z]{5,}/.exec(node.data);
      if (!word || node.parentElement.closest(".mask")) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return word[0];
    }
  }
}"""


def open_one_with_masks(page: Page) -> None:
    page.goto("/queue")
    addresses = page.eval_on_selector_all(
        "main a[href*='/sessions/']", "all => all.map(a => a.href)"
    )
    for address in addresses:
        page.goto(address)
        if page.locator(".bubble .mask").count() >= 2:
            return
    raise AssertionError("no session has masks")


def test_what_is_selected_is_masked_and_a_reveal_is_asked_for_by_keys(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER)
    open_one_with_masks(page)
    word = page.evaluate(SELECT)
    offer = page.locator("#mask-this")
    offer.wait_for(state="visible")
    with page.expect_navigation():
        offer.get_by_role("button", name="Mask this").click()
    assert "masked now, everywhere" in page.inner_text("main")
    assert not re.search(rf"\b{word}\b", page.inner_text(".talk"), re.IGNORECASE)
    mask = page.locator(".bubble .mask").first
    mask.focus()
    assert mask.locator(".card").is_visible()
    page.keyboard.press("Tab")
    assert "Wrongly masked" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.check("form[action$='/reveal'] input[value=meaning]")
    with page.expect_navigation():
        page.get_by_role("button", name="Ask for it").click()
    assert "Waits for a decision" in page.inner_text("main")


def test_both_reports_work_without_javascript(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER, java_script_enabled=False)
    open_one_with_masks(page)
    page.locator("#report summary").click()
    found = re.search(r"[A-Za-z]{6,}", page.locator(".talk .bubble").first.inner_text())
    assert found is not None
    page.fill("#missed", found[0])
    with page.expect_navigation():
        page.get_by_role("button", name="Mask it now").click()
    assert "masked now, everywhere" in page.inner_text("main")
    mask = page.locator(".bubble .mask").first
    mask.focus()
    with page.expect_navigation():
        mask.get_by_role("button", name="Wrongly masked").click()
    assert "privacy officer is asked" in page.inner_text("main")
