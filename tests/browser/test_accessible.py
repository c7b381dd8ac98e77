"""Every page of every role, from the table of routes, is looked through by axe; in both themes.

What is serious or critical fails. Dark pages differ in colours only, so only contrast is looked at.
Pages built of the same elements as one before, in whichever role, are passed by.
"""

import sqlite3
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from models.actors import Purpose, Role
from tests.browser.furnished import Furnished, furnished_pages
from tests.review_ui.conftest import Peopled
from tests.review_ui.conftest import peopled as peopled
from tests.review_ui.matrix import POSITIONS, targets

pytestmark = pytest.mark.slow
IDS = [f"{role}-{purpose}" for role, purpose in POSITIONS]
GRAVE = {"serious", "critical"}
WIDTHS = (320, 390, 640, 1280)
"""A small phone, a phone, twice the size on a laptop, a laptop."""
LONG = "Unbroken" * 10
"""The longest name a person or a source may have, in one piece."""
ENOUGH = 2
"""How many things of one kind are looked at: pages of one route are alike."""
KINDS = """() => JSON.stringify([...new Set([...document.querySelectorAll("body *")].map(
  (each) => [each.parentElement, each].map((one) => `${one.tagName}.${one.className}[${
    one.getAttributeNames().sort()}]`).join(">")))].sort())"""
"""What a page is built of: two pages that are built of the same are looked at once."""
AXE = Axe().axe_script
WHOLE = {"resultTypes": ["violations"]}
CONTRAST = WHOLE | {"runOnly": ["color-contrast"]}


@pytest.fixture(scope="module")
def furnished(peopled: Peopled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    with furnished_pages(peopled, tmp_path_factory.mktemp("furnished")) as pages:
        yield pages


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """What pages were built of that axe has seen in this run, in any role."""
    return set()


@pytest.fixture
def page(browser: Browser, furnished: Furnished) -> Iterator[Page]:
    context = browser.new_context(base_url=furnished.url)
    yield context.new_page()
    context.close()


def complaints(page: Page) -> list[str]:
    """What axe finds grave about the page in the light and in the dark."""
    found = []
    page.evaluate(AXE)  # once for both: it is half a megabyte
    for scheme, options in (("light", WHOLE), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{scheme}: {rule['id']}: {node['target']} {node['html'][:160]}"
            for rule in page.evaluate("(options) => axe.run(options)", options)["violations"]
            if rule["impact"] in GRAVE
            for node in rule["nodes"][:3]
        ]
    return found


def pages_of(furnished: Furnished) -> Iterator[str]:
    """Addresses of all pages there are, a few of each kind."""
    seen: dict[str, int] = {}
    for target in targets(furnished.app, furnished.scene):
        if target.method != "GET" or target.path.endswith((".json", ".csv", ".svg", "/json")):
            continue
        seen[target.path] = seen.get(target.path, 0) + target.known
        if seen[target.path] <= ENOUGH:
            yield target.address


def test_every_kind_of_page_is_there(furnished: Furnished) -> None:
    addresses = list(pages_of(furnished))
    kinds = ("sessions", "reveals", "signs", "requests", "alerts", "erasures/certificates")
    for kind in kinds:
        assert sum(address.startswith(f"/{kind}/") for address in addresses) >= 2, kind


@pytest.mark.parametrize(("role", "purpose"), POSITIONS, ids=IDS)
def test_axe_has_no_grave_complaint(
    page: Page, furnished: Furnished, looked_at: set[str], role: Role, purpose: Purpose
) -> None:
    furnished.sign_in(page, role, purpose)
    wrong, opened = {}, 0
    for address in pages_of(furnished):
        answer = page.goto(address)
        assert answer is not None
        opened += answer.status == 200
        kinds = page.evaluate(KINDS)
        if kinds not in looked_at and (said := complaints(page)):
            wrong[address] = said
        looked_at.add(kinds)
    assert opened >= 8
    assert wrong == {}


@pytest.fixture(scope="module")
def long_names(furnished: Furnished) -> Furnished:
    """The place after everybody and every source got a name without a place to break it."""
    with sqlite3.connect(furnished.scene.records.place.database) as db:
        db.execute("UPDATE people SET name = ?", [LONG])
        db.execute("UPDATE people SET email = id || ? || '@company.example'", [LONG])
        db.execute("UPDATE sources SET name = ?", [LONG])
    db.close()
    return furnished


@pytest.mark.parametrize(("role", "purpose"), POSITIONS, ids=IDS)
def test_no_page_is_wider_than_its_screen(
    page: Page, long_names: Furnished, role: Role, purpose: Purpose
) -> None:
    long_names.sign_in(page, role, purpose)
    wide = {}
    for address in pages_of(long_names):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                wide[address, width] = over
    assert wide == {}


@pytest.mark.parametrize("address", ["/sign-in", "/sign-in/once/unknown", "/nowhere"])
def test_axe_has_no_grave_complaint_of_what_strangers_see(page: Page, address: str) -> None:
    page.goto(address)
    assert complaints(page) == []


def test_a_breach_would_be_noticed(page: Page) -> None:
    page.goto("/sign-in")
    page.evaluate(
        """() => {
          const input = document.createElement("input");
          const faint = document.createElement("p");
          faint.textContent = "faint";
          faint.className = "planted";
          document.querySelector("main").append(input, faint);
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".planted { color: #888; background: #777; }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    said = complaints(page)
    assert any("label" in each for each in said)
    assert any("color-contrast" in each for each in said)
