"""Reporting a miss and asking for a reveal in a real browser; by keys, and without scripts."""

import re

import pytest

from models.actors import Role
from tests.browser.conftest import SignIn
from tests.browser.samples import CANCELLED, NEIGHBOUR, open_sample

pytestmark = pytest.mark.slow

SELECT = """(word) => {
  for (const bubble of document.querySelectorAll(".talk .visitor .bubble")) {
    const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.data.indexOf(word);
      if (start < 0 || node.parentElement.closest(".mask")) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + word.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return true;
    }
  }
  return false;
}"""


def test_what_is_selected_is_masked_and_a_reveal_is_asked_for_by_keys(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER)
    open_sample(page, CANCELLED)
    assert page.evaluate(SELECT, CANCELLED.word)
    offer = page.locator("#mask-this")
    offer.wait_for(state="visible")
    with page.expect_navigation():
        offer.get_by_role("button", name="Mask this").click()
    assert "masked now, everywhere" in page.inner_text("main")
    assert not re.search(rf"\b{CANCELLED.word}\b", page.inner_text(".talk"), re.IGNORECASE)
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
    open_sample(page, NEIGHBOUR)
    page.locator("#report summary").click()
    page.fill("#missed", NEIGHBOUR.word)
    with page.expect_navigation():
        page.get_by_role("button", name="Mask it now").click()
    assert "masked now, everywhere" in page.inner_text("main")
    assert not re.search(rf"\b{NEIGHBOUR.word}\b", page.inner_text(".talk"), re.IGNORECASE)
    mask = page.locator(".bubble .mask").first
    mask.focus()
    with page.expect_navigation():
        mask.get_by_role("button", name="Wrongly masked").click()
    assert "privacy officer is asked" in page.inner_text("main")
