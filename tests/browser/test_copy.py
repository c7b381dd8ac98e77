"""The copy a person gets, as they read it: on a phone, alone."""

import pytest
from playwright.sync_api import Browser

from review_ui.assets import read_assets
from review_ui.own_copy import CopyContext, CopyMessage, CopySession, standing_alone
from review_ui.pages import Pages

pytestmark = pytest.mark.slow
EMAIL = "yev.shevchuk@mail.example"


def a_copy() -> str:
    message = CopyMessage(who="You", time="18:40", text="Good evening", own=True)
    session = CopySession(
        id="AR84G4FP",
        heading="Chat of 17 Nov 2026, 18:40, Shop",
        facts=(("E-mail address", EMAIL),),
        messages=(message,) * 20,
        looks=(),
        left_out="",
        problem="",
    )
    context = CopyContext(
        title="Your data",
        request="BFH0C4JZ",
        made="28 Nov 2026, 01:03",
        searched="28 Nov 2026, 00:42",
        since="",
        sessions=(session,),
        mentions=(),
        masked="0 places",
        zone="UTC",
    )
    assets = read_assets()
    return standing_alone(Pages(assets).render(context), assets)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_number_of_the_request_covers_nothing_and_values_stand_in_one_piece(
    browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_content(a_copy())
    mark, text = page.locator(".mark").bounding_box(), page.locator("main").bounding_box()
    assert mark is not None
    assert text is not None
    beside = mark["x"] >= text["x"] + text["width"]
    assert beside or mark["y"] + mark["height"] <= text["y"]
    value = page.get_by_text(EMAIL).bounding_box()
    assert value is not None
    assert value["height"] < 30
    page.close()


def test_on_paper_the_number_stands_on_every_page(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(a_copy())
    page.emulate_media(media="print")
    assert page.locator(".mark").evaluate("mark => getComputedStyle(mark).position") == "fixed"
    page.close()
