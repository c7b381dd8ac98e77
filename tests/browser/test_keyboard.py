"""Review and desk without a mouse; the focus in sight, room to zoom, nothing that moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from models.actors import Purpose, Role
from tests.browser.furnished import Furnished, furnished_pages
from tests.review_ui.conftest import Peopled
from tests.review_ui.conftest import peopled as peopled

pytestmark = pytest.mark.slow
MOST_TABS = 60
MOST_BETWEEN = 3
HERE = """() => {
  const here = document.activeElement;
  const box = here.matches("input[type=radio], input[type=checkbox]")
    ? here.closest("label") ?? here : here;
  const place = box.getBoundingClientRect();
  const style = getComputedStyle(box);
  return {
    what: here.getAttribute("aria-label") || here.innerText || here.name || here.tagName,
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: place.bottom > 0 && place.top < innerHeight
      && place.right > 0 && place.left < innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def furnished(peopled: Peopled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    with furnished_pages(peopled, tmp_path_factory.mktemp("furnished")) as pages:
        yield pages


@pytest.fixture
def page(browser: Browser, furnished: Furnished) -> Iterator[Page]:
    context = browser.new_context(base_url=furnished.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words and no others."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(HERE)["what"].strip() == words:
            return
    raise AssertionError(f"{words} is not reached")


def test_from_the_queue_to_a_published_review_and_back(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.REVIEWER)
    page.goto("/queue")
    tab_to(page, "Open the next one to read")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    first = page.url
    with page.expect_navigation():
        page.keyboard.press("n")
    second = page.url
    assert second != first
    for _ in range(MOST_BETWEEN):  # those reviewed before stand between: `n` passes them by
        with page.expect_navigation():
            page.keyboard.press("p")
        if page.url == first:
            break
    assert page.url == first
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "m2"
    for key in "432101":
        page.keyboard.press(key)
    chosen = page.locator(".criterion input:checked")
    assert [each.get_attribute("value") for each in chosen.all()] == [
        "4",
        "3",
        "2",
        "1",
        "na",
        "yes",
    ]
    page.keyboard.press("c")
    page.keyboard.type("Clear. j n p are words here, not keys.")
    tab_to(page, "Publish and open next")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.partition("?")[0] != first
    expect(page.get_by_role("status").first).to_contain_text("Published")


def test_the_keys_are_listed_and_the_list_gives_the_focus_back(
    page: Page, furnished: Furnished
) -> None:
    furnished.sign_in(page, Role.LEAD)  # who publishes nothing here, so all can be scored
    page.goto(f"/sessions/{furnished.chats[3]}")
    page.keyboard.press("?")
    listed = page.locator("#keys")
    expect(listed).to_be_visible()
    assert {"j", "k", "n", "p", "m", "c", "/"} <= set(listed.locator("kbd").all_inner_texts())
    page.keyboard.press("4")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(page.locator("form .criterion")).not_to_have_count(0)
    assert page.locator(".criterion input:checked").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "seek"
    page.keyboard.type("invoice")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main a[href*='/sessions/']").count() >= 1


def test_a_reveal_is_asked_for_decided_and_looked_at(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.REVIEWER)
    page.goto(f"/sessions/{furnished.chats[2]}")
    tab_to(page, "Ask for a reveal")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("input[name=reason]").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "Ask for it")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reveal = page.url.partition("?")[0]
    expect(page.locator("main")).to_contain_text("Waits for a decision")

    furnished.sign_in(page, Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    page.goto(reveal)
    tab_to(page, "Approve")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    furnished.sign_in(page, Role.REVIEWER)
    page.goto(reveal)
    expect(page.locator("main")).to_contain_text("Show it, this once")


def test_an_auditor_gets_from_a_question_to_the_proof(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.AUDITOR)
    page.goto("/log")
    tab_to(page, "Refused")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".tabs [aria-current=page]", has_text="Refused").count() == 1
    tab_to(page, "Proof")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Proof of the access log")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.REVIEWER, "/queue"),
        (Role.REVIEWER, "/me"),
        (Role.LEAD, "/sessions/{}"),
        (Role.PRIVACY_OFFICER, "/purposes"),
        (Role.PRIVACY_OFFICER, "/holds"),
        (Role.AUDITOR, "/log"),
        (Role.ADMINISTRATOR, "/people"),
    ],
)
def test_the_focus_is_always_in_sight(
    page: Page, furnished: Furnished, role: Role, path: str
) -> None:
    furnished.sign_in(page, role)
    page.goto(path.format(furnished.chats[3]))
    seen = 0
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        here = page.evaluate(HERE)
        assert here["seen"], here
        assert here["inside"], here
        seen += 1
    assert seen >= 8


@pytest.mark.parametrize("role", list(Role))
def test_the_first_stop_skips_to_the_page(page: Page, furnished: Furnished, role: Role) -> None:
    furnished.sign_in(page, role)
    page.goto("/me")
    page.keyboard.press("Tab")
    here = page.evaluate(HERE)
    assert here["what"] == "Skip to the page"
    assert here["inside"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_the_card_of_a_mask_is_whole_in_sight_and_can_be_used(
    page: Page, furnished: Furnished, how: str
) -> None:
    furnished.sign_in(page, Role.REVIEWER)
    page.goto(f"/sessions/{furnished.chats[2]}")
    mask = page.locator(".bubble .mask").last
    mask.evaluate(  # at the lower edge of the screen, as in a long chat
        """mask => {
          mask.closest(".talk").style.marginBlockStart = "900px";
          mask.scrollIntoView({block: "end"});
        }"""
    )
    mask.hover() if how == "hover" else mask.evaluate("mask => mask.focus({preventScroll: true})")
    card = mask.locator(".card")
    expect(card).to_be_in_viewport(ratio=1)
    shown, chip = card.bounding_box(), mask.bounding_box()
    assert shown is not None
    assert chip is not None
    assert shown["y"] + shown["height"] <= chip["y"]  # it covers no word of its own line
    with page.expect_navigation():  # the pointer does not lose the card on its way there
        card.get_by_role("link", name="Ask for a reveal").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ask for a reveal")


def test_a_score_that_was_missing_is_not_missed_once_given(
    page: Page, furnished: Furnished
) -> None:
    furnished.sign_in(page, Role.LEAD)
    page.goto(f"/sessions/{furnished.chats[3]}")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    missing = page.get_by_text("No score yet")
    before = missing.count()
    page.keyboard.press("4")
    expect(missing.first).to_be_hidden()
    assert [missing.nth(n).is_visible() for n in range(1, before)] == [True] * (before - 1)


def test_a_mistake_in_a_form_is_announced_and_the_field_keeps_its_words(
    page: Page, furnished: Furnished
) -> None:
    furnished.sign_in(page, Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    page.goto("/holds")
    page.fill("#session", "nothing!")
    page.select_option("#reason", index=1)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this session").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    assert page.input_value("#session") == "nothing!"
    assert page.title().startswith("Error: ")


def test_nothing_moves_for_who_wants_no_motion(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.REVIEWER)
    page.goto(f"/sessions/{furnished.chats[3]}")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(each => getComputedStyle(each)"
        ".transitionDuration.split(', ').some(time => time !== '0s')).map(each => each.className)"
    )
    assert moving == []


def test_what_is_printed_says_the_zone_of_its_times(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.AUDITOR)
    page.goto("/log")
    page.emulate_media(media="print")
    expect(page.get_by_text("Times are in UTC")).to_be_visible()
    expect(page.locator(".foot a")).to_be_hidden()


def test_what_a_details_opens_can_all_be_clicked(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.ADMINISTRATOR)
    page.goto("/people")
    row = page.locator("tr", has_text="Lead Two")
    row.locator("summary", has_text="Change").click()
    for name in ("Change the role and sign Lead Two out", "Set the last day (empty: none)"):
        row.get_by_role("button", name=name).click(trial=True, timeout=10_000)


def test_on_a_phone_plots_are_whole_and_their_words_can_be_read(
    page: Page, furnished: Furnished
) -> None:
    furnished.sign_in(page, Role.AUDITOR)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/log/volume")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".plot")].map((plot) => ({
          sideways: plot.scrollWidth - plot.clientWidth,
          lowest: Math.min(...[...plot.querySelectorAll("text, li")].map((words) =>
            parseFloat(getComputedStyle(words).fontSize) * (words.getScreenCTM?.().a ?? 1))),
        }))"""
    )
    assert len(drawn) == 2
    assert all(each["sideways"] <= 0 and each["lowest"] >= 11 for each in drawn), drawn


def test_on_a_phone_the_room_that_is_open_is_in_sight(page: Page, furnished: Furnished) -> None:
    furnished.sign_in(page, Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/purposes")
    here = page.locator(".rooms [aria-current]")
    expect(here).to_have_text("Purposes")
    expect(here).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.REVIEWER, "/queue"),
        (Role.REVIEWER, "/sessions/{}"),
        (Role.PRIVACY_OFFICER, "/requests"),
        (Role.AUDITOR, "/log"),
        (Role.ADMINISTRATOR, "/people"),
    ],
)
def test_at_twice_the_size_nothing_is_cut_off(
    browser: Browser, furnished: Furnished, role: Role, path: str
) -> None:
    """200 % of a screen 1280 wide leaves 640 by 450 pixels of the page's own."""
    context = browser.new_context(
        base_url=furnished.url, viewport={"width": 640, "height": 450}, device_scale_factor=2
    )
    page = context.new_page()
    furnished.sign_in(page, role)
    page.goto(path.format(furnished.chats[3]))
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
    bar = page.locator("header.bar").bounding_box()
    assert bar is not None
    assert page.evaluate("getComputedStyle(document.querySelector('header.bar')).position") == (
        "static"
    ), "a bar that stays takes too much of so small a screen"
    context.close()
