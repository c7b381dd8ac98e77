"""Sample chats that tests open by name, whatever else waits in the queue and in which order."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample chat: words that stand in it alone, and a word of the visitor that is no mask."""

    says: str
    word: str


CANCELLED = Sample(says="lost my job in august", word="urgent")
NEIGHBOUR = Sample(says="cannae lift a desk", word="driver")
PRICING = Sample(says="billed per seat or per workspace", word="discount")


def open_sample(page: Page, sample: Sample) -> str:
    """Open a sample's session as a reviewer would find it; return its id."""
    page.goto("/search")
    page.fill("main input[type=search]", sample.says)
    with page.expect_navigation():
        page.press("main input[type=search]", "Enter")
    found = page.locator("main a[href*='/sessions/']")
    assert found.count() == 1, sample
    with page.expect_navigation():
        found.click()
    address = re.search(r"/sessions/([0-9A-Z]{8})", page.url)
    assert address is not None
    return address[1]
