"""What a scanner notes that only looks: headers, cookies, forms, comments, versions, errors.

Pages are found by following links, routes in the route table; error pages are brought about.
"""

import re

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from httpx import Response

from models.actors import Purpose, Role
from review_ui.headers import ALWAYS
from review_ui.permissions import may
from tests.models.scene import Clock
from tests.review_ui.browser import URL, Browser, SignIn
from tests.review_ui.conftest import EMAILS, Come
from tests.review_ui.crawler import Page, crawl
from tests.review_ui.hostile import INSIDE
from tests.review_ui.matrix import IDS, POSITIONS, Scene, targets

pytestmark = pytest.mark.slow
WITHOUT_CHARSET = ("application/zip", "application/json", "application/x-ndjson", "image/")
VERSION = re.compile(
    r"\b(?:fastapi|starlette|uvicorn|python|sqlite|jinja2?|redactor)[ /=v]*\d+\.\d", re.I
)
TAKES_TEXT = frozenset({"text", "search", "email", "password", "tel", "url"})


def passive(page: Page, token: str) -> list[str]:
    """What a scanner that only looks would note about a page."""
    answer, wrong = page.answer, []
    headers = answer.headers
    wrong += [f"{name} differs" for name, value in ALWAYS.items() if headers.get(name) != value]
    if headers.get("cache-control") != "no-store":
        wrong.append("may be cached")
    if "charset=utf-8" not in headers["content-type"]:
        wrong.append("no charset")
    wrong += [f"says {name}" for name in ("server", "x-powered-by") if name in headers]
    wrong += [f"allows {name}" for name in headers if name.startswith("access-control-")]
    if INSIDE.search(answer.text):
        wrong.append("tells of the inside")
    if VERSION.search(answer.text):
        wrong.append("tells a version")
    wrong += ["a comment" for _ in page.comments]
    if any("http://" in value for _, found in page.tags for value in found.values()):
        wrong.append("leads to where nothing is encrypted")
    if token and token in str(answer.url):
        wrong.append("token in the address")
    return wrong + risky_tags(page) + badly_made_forms(page, token)


def risky_tags(page: Page) -> list[str]:
    wrong = []
    for tag, found in page.tags:
        if tag == "style" or "style" in found or (tag == "script" and "src" not in found):
            wrong.append(f"inline {tag}")
        wrong += [f"{tag} has {name}" for name in found if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            target = found.get(name, "/")
            if not re.match(r"[/#?]|$", target) or target.startswith(("//", "/\\")):
                wrong.append(f"{tag} leads to {target[:40]}")
        if found.get("target") == "_blank" and "noopener" not in found.get("rel", ""):
            wrong.append("opens a window that may look back")
        if tag in {"iframe", "object", "embed", "base", "meta"} and "http-equiv" in found:
            wrong.append(f"{tag} with http-equiv")
        if tag in {"iframe", "object", "embed", "base"}:
            wrong.append(tag)
    return wrong


def badly_made_forms(page: Page, token: str) -> list[str]:
    wrong = []
    labelled = {found.get("for") for tag, found in page.tags if tag == "label"}
    inside = 0
    for tag, found in page.tags:
        kind = found.get("type", "text")
        if tag != "input" or kind in {"hidden", "radio", "checkbox", "submit"}:
            continue
        inside += 1
        if kind in TAKES_TEXT and "autocomplete" not in found:
            wrong.append(f"input {found.get('name')} without autocomplete")
        told = found.get("id") in labelled or "aria-label" in found
        if not told and found.get("aria-hidden") != "true":  # what only password managers read
            wrong.append(f"input {found.get('name')} without a label")
        if "password" in found.get("name", "") and kind != "password":
            wrong.append("a password in clear")
    for form in page.whole_forms:
        hidden = {name: value for kind, name, value in form.fields if kind == "hidden"}
        if form.method == "post" and not hidden.get("csrf_token"):
            wrong.append(f"form {form.action} without a token")
        if form.method == "post" and token and hidden.get("csrf_token") != token:
            wrong.append(f"form {form.action} with another token")
        if form.method != "post" and (
            "csrf_token" in hidden or "password" in {kind for kind, _, _ in form.fields}
        ):
            wrong.append(f"form {form.action} puts secrets in the address")
    return wrong


@pytest.mark.parametrize(("role", "purpose"), POSITIONS, ids=IDS)
def test_every_form_is_well_made(
    browser: Browser, come: Come, role: Role, purpose: Purpose
) -> None:
    token = come(role, purpose)
    seen, wrong = 0, {}
    for page in crawl(browser):
        seen += 1
        said = passive(page, token)
        if "Sign out" not in page.answer.text and "your-data" not in page.answer.text:
            said.append("nowhere to sign out")
        if said:
            wrong[page.answer.url.path] = said
    assert wrong == {}
    assert seen >= 5


def test_every_page_offers_to_sign_out(browser: Browser, come: Come) -> None:
    come(Role.REVIEWER, Purpose.CUSTOMER_SERVICE)
    for page in crawl(browser):
        assert any(form.action == "/sign-out" for form in page.whole_forms), page.answer.url


def test_a_page_with_faults_is_noticed(app: FastAPI, browser: Browser, come: Come) -> None:
    @app.get("/planted")
    def planted() -> HTMLResponse:
        return HTMLResponse(
            "<script>1</script><p style='a' onclick='b'></p><a href='//evil.example' "
            "target=_blank></a><form method=post action=/x><input name=password></form>"
            "<iframe></iframe><form><input type=hidden name=csrf_token value=t></form>"
            "Traceback (most recent call last)<!-- todo --><img src='http://evil.example'>"
            "<p>uvicorn/0.35.0</p>",
            headers={"Cache-Control": "public", "Access-Control-Allow-Origin": "*"},
        )

    (page, *_) = crawl(browser, "/planted")
    said = passive(page, come(Role.REVIEWER, Purpose.CUSTOMER_SERVICE))
    assert set(said) == {
        "may be cached",
        "allows access-control-allow-origin",
        "tells of the inside",
        "tells a version",
        "a comment",
        "leads to where nothing is encrypted",
        "img leads to http://evil.example",
        "inline script",
        "inline p",
        "p has onclick",
        "a leads to //evil.example",
        "opens a window that may look back",
        "iframe",
        "input password without autocomplete",
        "input password without a label",
        "a password in clear",
        "form /x without a token",
        "form /x with another token",
        "form  puts secrets in the address",
    }


def unprotected(answer: Response) -> list[str]:
    """Which protections an answer of any kind lacks."""
    headers = answer.headers
    said = [name for name, value in ALWAYS.items() if headers.get(name) != value]
    if headers.get("cache-control") != "no-store":
        said.append("cache-control")
    if "max-age=31536000" not in headers.get("strict-transport-security", ""):
        said.append("hsts")
    said += [name for name in headers if name.startswith("access-control-")]
    kind = headers.get("content-type", "")
    if answer.content and "charset=utf-8" not in kind and not kind.startswith(WITHOUT_CHARSET):
        said.append(f"content type {kind!r}")
    name = headers.get("content-disposition", "")
    if name and not re.fullmatch(r'attachment; filename="[\w.\-]+"', name):
        said.append(name)
    return said


def test_every_answer_of_every_route_is_protected(
    app: FastAPI, browser: Browser, scene: Scene, come: Come
) -> None:
    wrong = []
    for target in {target.path + target.method: target for target in targets(app, scene)}.values():
        may_it = next(each for each in POSITIONS if may(*each, target.permission))
        for role, purpose in {may_it, POSITIONS[0]}:
            token = come(role, purpose)
            answer = browser.request(
                target.method,
                target.address,
                content=f"csrf_token={token}" if target.method == "POST" else None,
                headers={"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"},
            )
            wrong += [
                (target.method, target.path, answer.status_code, said)
                for said in unprotected(answer)
            ]
        if target.method != "GET":
            scene.restore()
    assert wrong == []


def test_every_error_page_is_protected_and_tells_nothing_of_the_inside(
    app: FastAPI, browser: Browser, come: Come, clock: Clock
) -> None:
    @app.get("/breaks")
    def breaks() -> str:
        raise ValueError("inside")

    token = come(Role.ADMINISTRATOR, Purpose.OPERATION)
    form = {"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"}
    answers = [
        browser.get("/nowhere"),
        browser.put("/people"),
        browser.get("/queue"),
        browser.get("/breaks"),
        browser.get("/people", headers={"Host": "evil.example"}),
        browser.get(f"/people?said={'x' * 5000}"),
        browser.get("/people", headers={"X-Long": "x" * 20_000}),
        browser.post("/people", content=b"a" * 70_000, headers=form),
        browser.post("/people", json={}, headers={"Origin": URL}),
        browser.post("/people", content=f"csrf_token={token}", headers=form),
        browser.post("/people", content="csrf_token=x", headers=form),
        browser.get("/api/log"),
        browser.get("/static/x/y.css"),
    ]
    clock.move(minutes=11)
    answers.append(browser.post("/people", content=f"csrf_token={token}", headers=form))
    for answer in answers:
        assert answer.status_code >= 400
        assert unprotected(answer) == [], answer.status_code
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert passive(Page(answer), "") == [], answer.status_code
    assert {answer.status_code for answer in answers} >= {401, 403, 404, 413, 421, 422, 500}


def test_every_cookie_is_bound_to_us(visitor: Browser, sign_in: SignIn) -> None:
    answers = [
        visitor.get("/sign-in"),
        sign_in(Role.REVIEWER).get("/me"),
        visitor.enter(EMAILS[Role.LEAD], Purpose.CUSTOMER_SERVICE),
    ]
    cookies = [c for answer in answers for c in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 3
    for cookie in cookies:
        low = cookie.lower()
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "path=/"} <= {part.strip() for part in low.split(";")}
        assert re.search(r"samesite=(lax|strict)", low)
        assert "domain=" not in low
        assert len(cookie) < 4096
