"""Every page, form and route in the hands of somebody who means harm.

Pages are found by following links, forms by reading them, routes in the route table: what is
added later is tried without a line here.
"""

import csv
import io
import re
import sqlite3
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.browser import local_path
from review_ui.permissions import may
from tests.models.scene import make_person
from tests.review_ui.browser import URL, Browser, SignIn, entries
from tests.review_ui.conftest import EMAILS, Come
from tests.review_ui.hostile import HOSTILE, harm
from tests.review_ui.matrix import POSITIONS, Scene, targets
from tests.review_ui.routes import permissions_of, routes_of

pytestmark = pytest.mark.slow


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
    app: FastAPI, browser: Browser, scene: Scene, come: Come
) -> None:
    forms = [target for target in targets(app, scene) if target.method == "POST"]
    assert len({target.path for target in forms}) > 10
    for target in {target.path: target for target in forms}.values():
        role, purpose = next(each for each in POSITIONS if may(*each, target.permission))
        token_of_forms = come(role, purpose)
        before = scene.tables()
        for origin in (*ELSEWHERE, URL):
            token = token_of_forms if origin != URL else "0" * 64
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
