"""Every page, form and route in the hands of somebody who means harm.

Pages are found by following links, forms by reading them, routes in the route table: what is
added later is tried without a line here.
"""

import csv
import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from httpx import Response

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.browser import local_path
from review_ui.headers import ALWAYS
from review_ui.permissions import may
from tests.models.scene import Clock, make_person
from tests.review_ui.browser import URL, Browser, SignIn, entries
from tests.review_ui.conftest import EMAILS, KeepSession
from tests.review_ui.crawler import Page, crawl
from tests.review_ui.matrix import (
    HELD,
    ORIGINAL,
    POSITIONS,
    Scene,
    enter,
    targets,
)
from tests.review_ui.peopled_scene import peopled_scene
from tests.review_ui.routes import permissions_of, routes_of

pytestmark = pytest.mark.slow
IDS = [f"{role}-{purpose}" for role, purpose in POSITIONS]
HOSTILE = (
    "' OR 1=1 --",
    '"; DROP TABLE entries; --',
    'a" OR NEAR(b c) NOT "d* AND (e',
    "text:* ^x {a b} - + * AND OR NOT",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "\r\nX-Planted: yes",
    "//evil.example/\\evil.example",
    "{{ 7*7 }}<script>alert(1)</script>",
    "\u202e\u200b\ufeff\x00\x1b[2J",
    "9" * 400,
    "-1e999",
    "ＡＤＭＩＮ＠ﬁ",
    "x" * 3000,
)
INSIDE = re.compile(r"Traceback|site-packages|sqlite3?\.|\.py\b.{0,20}line|jinja2|starlette", re.I)
WITHOUT_CHARSET = ("application/zip", "application/json", "application/x-ndjson", "image/")
TAKES_TEXT = frozenset({"text", "search", "email", "password", "tel", "url"})


@pytest.fixture
def scene(records: Records, clock: Clock, keep_session: KeepSession) -> Scene:
    return peopled_scene(records, clock, keep_session)


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Browser]:
    with Browser(app) as opened:
        yield opened


Come = Callable[[Role, Purpose], str]


@pytest.fixture
def come(browser: Browser, scene: Scene, people: dict[Role, str]) -> Come:
    """Signs this browser in and gives the token of its forms."""

    def signed_in(role: Role, purpose: Purpose) -> str:
        sign_in = enter(scene, people[role], purpose)
        browser.cookies.clear()
        browser.cookies.set("__Host-sign-in", sign_in.token, domain="review.example")
        return sign_in.csrf_token

    return signed_in


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
        if found.get("id") not in labelled and "aria-label" not in found:
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
            "Traceback (most recent call last)",
            headers={"Cache-Control": "public", "Access-Control-Allow-Origin": "*"},
        )

    (page, *_) = crawl(browser, "/planted")
    said = passive(page, come(Role.REVIEWER, Purpose.CUSTOMER_SERVICE))
    assert set(said) == {
        "may be cached",
        "allows access-control-allow-origin",
        "tells of the inside",
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


def harm(answer: Response) -> list[str]:
    """What a hostile request may not bring about."""
    said = []
    if answer.status_code >= 500:
        said.append(f"broke with {answer.status_code}")
    if INSIDE.search(answer.text):
        said.append("told of the inside")
    if ORIGINAL in answer.text or HELD in answer.text:
        said.append("leaked")
    if "x-planted" in answer.headers or "a=b" in answer.headers.get("set-cookie", ""):
        said.append("took a header")
    for piece in ("<script>alert", ">49<", "\u202e", "\x1b"):
        if piece in answer.text:
            said.append(f"drew {piece!r}")
    where = answer.headers.get("location", "/")
    if not where.startswith("/") or where.startswith(("//", "/\\")):
        said.append(f"led to {where[:40]}")
    return said


def test_nothing_in_an_address_breaks_a_route(
    app: FastAPI, browser: Browser, scene: Scene, come: Come
) -> None:
    wrong = []
    for route in routes_of(app):
        dependant = getattr(route, "dependant", None)
        names = [each.alias for each in dependant.query_params] if dependant else []
        method = "GET" if "GET" in (route.methods or ()) else "POST"
        permissions = permissions_of(route)
        allowed = [each for each in POSITIONS if permissions and may(*each, permissions[0])]
        token = come(*(allowed or POSITIONS)[0])
        for text in HOSTILE[:: 1 if names or "{" in route.path else 7]:
            said = quote(text[:900].encode("utf-8", "replace"), safe="")
            path = re.sub(r"\{[^}]+\}", said.replace("\\", r"\\"), route.path)
            query = "&".join(f"{name}={said}" for name in names)
            answer = browser.request(
                method,
                f"{path}?{query}" if query else path,
                content=f"csrf_token={token}" if method == "POST" else None,
                headers={"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"},
            )
            wrong += [(route.path, text[:20], each) for each in harm(answer)]
        if method == "POST":
            scene.restore()
    assert wrong == []


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
    app: FastAPI, browser: Browser, scene: Scene, people: dict[Role, str]
) -> None:
    wrong = []
    for target in {target.path + target.method: target for target in targets(app, scene)}.values():
        may_it = next(each for each in POSITIONS if may(*each, target.permission))
        for role, purpose in {may_it, POSITIONS[0]}:
            sign_in = enter(scene, people[role], purpose)
            browser.cookies.clear()
            browser.cookies.set("__Host-sign-in", sign_in.token, domain="review.example")
            answer = browser.request(
                target.method,
                target.address,
                content=f"csrf_token={sign_in.csrf_token}" if target.method == "POST" else None,
                headers={"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"},
            )
            wrong += [
                (target.method, target.path, answer.status_code, said)
                for said in unprotected(answer)
            ]
        if target.method != "GET":
            scene.restore()
    assert wrong == []


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


def test_a_planted_cookie_is_not_taken_over(visitor: Browser) -> None:
    visitor.cookies.set("__Host-sign-in", "planted-by-somebody", domain="review.example")
    answer = visitor.enter(EMAILS[Role.REVIEWER], Purpose.CUSTOMER_SERVICE)
    assert answer.status_code == 303
    assert "planted-by-somebody" not in str(answer.headers.get_list("set-cookie"))
    set_now = [c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-sign-in=")]
    assert len(set_now) == 1
    assert len(set_now[0].partition("=")[2].partition(";")[0]) == 43


def test_signing_out_clears_the_browser(sign_in: SignIn) -> None:
    browser = sign_in(Role.REVIEWER)
    old = browser.cookies["__Host-sign-in"]
    answer = browser.fill("/sign-out")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert "Max-Age=0" in answer.headers["set-cookie"]
    browser.cookies.set("__Host-sign-in", old, domain="review.example")
    assert browser.get("/me").status_code == 303


ELSEWHERE = (
    "https://evil.example",
    "null",
    "http://review.example",
    "https://review.example.evil.example",
    "",
)


def test_no_form_from_elsewhere_does_anything(
    app: FastAPI, browser: Browser, scene: Scene, people: dict[Role, str]
) -> None:
    forms = [target for target in targets(app, scene) if target.method == "POST"]
    assert len({target.path for target in forms}) > 10
    for target in {target.path: target for target in forms}.values():
        role, purpose = next(each for each in POSITIONS if may(*each, target.permission))
        sign_in = enter(scene, people[role], purpose)
        browser.cookies.clear()
        browser.cookies.set("__Host-sign-in", sign_in.token, domain="review.example")
        before = scene.tables()
        for origin in (*ELSEWHERE, URL):
            token = sign_in.csrf_token if origin != URL else "0" * 64
            answer = browser.post(
                target.address,
                content=f"csrf_token={token}",
                headers={"Content-Type": "application/x-www-form-urlencoded"}
                | ({"Origin": origin} if origin else {}),
            )
            assert answer.status_code == 403, (target.path, origin)
        after = scene.tables()
        changed = {name for name in after if before.get(name) != after[name]}
        assert changed <= {"entries", "sign_ins"}, (target.path, changed)


OUTSIDE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%0d%0aa:b",
    "javascript:alert(1)", "///evil.example", "/ /evil.example", "http:evil.example", "/a\n/b",
    "/@evil.example", "/.evil.example//", "/\t/evil.example", "https:/evil.example",
)  # fmt: skip


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_no_redirect_leads_elsewhere(visitor: Browser, sign_in: SignIn, wanted: str) -> None:
    assert urlsplit(local_path(wanted)).netloc == ""
    assert local_path(wanted) == "/" or local_path(wanted).startswith("/")
    page = visitor.get("/sign-in", params={"next": wanted})
    assert f'value="{wanted}"' not in page.text or wanted.startswith(("/.", "/@"))
    answer = visitor.fill(
        "/sign-in",
        token=visitor.token("/sign-in"),
        email=EMAILS[Role.REVIEWER],
        password="five quiet reading rooms",
        purpose=str(Purpose.CUSTOMER_SERVICE),
        next=wanted,
    )
    where = urlsplit(answer.headers["location"])
    assert (where.scheme, where.netloc) == ("", "")
    assert not answer.headers["location"].startswith(("//", "/\\"))


def test_no_export_holds_a_formula(
    app: FastAPI, browser: Browser, come: Come, scene: Scene, records: Records
) -> None:
    make_person(records, "=HYPERLINK(1) Reviewer", "=cmd@company.example", Role.REVIEWER)
    found = 0
    for role, purpose in POSITIONS:
        for target in targets(app, scene):
            if target.method != "GET" or "export" not in str(target.permission):
                continue
            come(role, purpose)
            answer = browser.get(target.address)
            if not answer.headers.get("content-type", "").startswith("text/csv"):
                continue
            found += 1
            for row in csv.reader(io.StringIO(answer.text, newline="")):
                assert not [c for c in row if c[:1] in set("=+-@\t\r|＝＋－＠")], target.path
    assert found


def test_a_field_too_many_changes_nothing(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    browser = sign_in(Role.REVIEWER)
    extra = {
        "role": "administrator",
        "person_id": people[Role.LEAD],
        "id": people[Role.LEAD],
        "disabled_at": "x",
        "employment": "contractor",
        "ends_at": "2001-01-01",
    }
    assert browser.fill("/me/shortcuts", shortcuts="on", **extra).status_code == 303
    with sqlite3.connect(records.place.database) as db:
        rows = dict(db.execute("SELECT id, role FROM people WHERE disabled_at IS NULL"))
    db.close()
    assert rows[people[Role.REVIEWER]] == "reviewer"
    assert rows[people[Role.LEAD]] == "lead"


def test_no_line_of_log_can_be_forged(
    sign_in: SignIn, visitor: Browser, records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    browser = sign_in(Role.AUDITOR)
    forged = "x\r\n2026-03-02 web ERROR forged\u2028line"
    browser.get(f"/{quote(forged)}")
    browser.get("/log", params={"object": forged, "actor": forged[:90]})
    browser.get("/log", headers={"User-Agent": "forged", "X-Request-Id": "forged"})
    visitor.enter(forged, Purpose.AUDIT, password=forged)
    assert "forged" not in caplog.text
    assert "forged" not in str(entries(records))
    assert entries(records, Event.SIGN_IN_REFUSED)
