"""Every form of every room, filled in by somebody who means harm: calm answers, nothing drawn.

Routes come from the route table, fields from the templates and the code that reads them, pages by
following links: a new form is tried without a line here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from httpx import Response

import review_ui
from models.actors import Purpose, Role
from review_ui.permissions import may
from tests.review_ui.browser import URL, Browser
from tests.review_ui.conftest import Come
from tests.review_ui.crawler import Form, crawl
from tests.review_ui.hostile import HOSTILE, harm
from tests.review_ui.matrix import IDS, POSITIONS, Scene, targets

pytestmark = pytest.mark.slow
PAGES = Path(review_ui.__file__).parent
FREE = frozenset({"text", "search", "email", "textarea", "password", "date", "number", "hidden"})
NOT_TRIED = frozenset({"csrf_token"})

Fields = list[tuple[str, str]]


def names_of_fields() -> list[str]:
    """Every name that a form of ours sends or a room reads."""
    names = {
        name
        for template in PAGES.glob("templates/*.html")
        for name in re.findall(r'\sname="([\w.-]+)"', template.read_text())
    }
    for room in PAGES.rglob("*.py"):
        names.update(re.findall(r'\b(?:form\.get|field)\(\s*"([\w.-]+)"', room.read_text()))
    return sorted(names - NOT_TRIED)


def ways(names: list[str], token: str) -> Iterator[Fields]:
    """All fields with each hostile text; none; each twice; odd names; numbers beyond all bounds."""
    for text in HOSTILE:
        yield [(name, text[:900]) for name in names]
    yield []
    yield [pair for name in names for pair in ((name, "1"), (name, HOSTILE[0]))]
    yield [(f"{name}[]", "1") for name in names]
    yield [("csrf_token", token), ("csrf_token", "x")]
    yield [(HOSTILE[9], HOSTILE[9])]


def send(browser: Browser, address: str, token: str, fields: Fields) -> Response:
    body = urlencode([*fields, ("csrf_token", token)], errors="surrogatepass")
    form = {"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"}
    return browser.post(address, content=body, headers=form)


def test_the_fields_are_found() -> None:
    assert {"email", "words", "comment", "reason", "ends_at", "minutes"} <= set(names_of_fields())


def test_nothing_that_is_typed_breaks_a_route(
    app: FastAPI, browser: Browser, scene: Scene, come: Come
) -> None:
    names, wrong, tried = names_of_fields(), [], set[str]()
    for number, target in enumerate(t for t in targets(app, scene) if t.method == "POST"):
        position = next(each for each in POSITIONS if may(*each, target.permission))
        token = scene.sign_ins[position].csrf_token
        all_ways = list(ways(names, token))
        chosen = [all_ways[number % len(all_ways)]] if target.path in tried else all_ways
        tried.add(target.path)
        for fields in chosen:
            come(*position)
            answer = send(browser, target.address, token, fields)
            wrong += [(target.address, fields[:1], said) for said in harm(answer)]
            scene.restore()
    assert wrong == []
    assert len(tried) > 50


def test_nothing_that_is_typed_to_get_in_breaks_a_route(
    app: FastAPI, visitor: Browser, scene: Scene
) -> None:
    token, names = visitor.token("/sign-in"), names_of_fields()
    wrong = []
    for path in ("/sign-in", "/sign-in/second", "/sign-in/passkey", "/sign-in/company"):
        for fields in ways(names, token):
            answer = send(visitor, path, token, fields)
            wrong += [(path, fields[:1], said) for said in harm(answer)]
        scene.restore()
    for text in HOSTILE:
        fields = [("email", text), ("password", text), ("purpose", str(Purpose.AUDIT))]
        wrong += [(text[:9], said) for said in harm(send(visitor, "/sign-in", token, fields))]
        scene.restore()
    assert wrong == []


def one_at_a_time(form: Form) -> Iterator[dict[str, str]]:
    """The form as it stands, with one hostile text in one of its fields."""
    names = [name for kind, name, _ in form.fields if kind in FREE and name not in NOT_TRIED]
    for number, name in enumerate(dict.fromkeys(names)):
        for text in HOSTILE[number % 4 :: 4]:
            yield form.values() | {name: text[:900]}


@pytest.mark.parametrize(("role", "purpose"), POSITIONS, ids=IDS)
def test_nothing_that_is_typed_into_a_form_breaks_a_page(
    browser: Browser, come: Come, scene: Scene, role: Role, purpose: Purpose
) -> None:
    come(role, purpose)
    forms = {}
    for page in crawl(browser):
        for form in page.whole_forms:
            shape = re.sub(r"/[A-Za-z0-9]{8,}", "/ID", form.action)
            forms.setdefault((form.method, shape, str(sorted(n for _, n, _ in form.fields))), form)
    assert forms
    wrong = []
    for form in forms.values():
        for fields in one_at_a_time(form):
            token = come(role, purpose)
            if form.method == "post":
                del fields["csrf_token"]
                answer = send(browser, form.action, token, list(fields.items()))
                scene.restore()
            else:
                answer = browser.get(f"{form.action}?{urlencode(fields, errors='replace')}")
            wrong += [(form.action, fields, said) for said in harm(answer)]
    assert wrong == []
