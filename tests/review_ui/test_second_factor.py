"""Setting up a second factor, being asked for it, and having to have one."""

import re

import pyotp
import pytest
from fastapi import FastAPI

from models.accounts.authenticators import waiting_secret
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.models.scene import Clock
from tests.review_ui.browser import PASSWORD, URL, Browser, SignIn, entries

REVIEWER = "reviewer@company.example"


@pytest.fixture
def secret(sign_in: SignIn, records: Records, people: dict[Role, str], clock: Clock) -> str:
    """A reviewer who has set up an app; gives its secret."""
    browser = sign_in(Role.REVIEWER)
    browser.fill("/me/authenticator")
    secret = waiting_secret(records, people[Role.REVIEWER])
    code = pyotp.TOTP(secret).at(clock.now)
    assert browser.fill("/me/authenticator/confirm", code=code).status_code == 200
    clock.move(seconds=30)
    return secret


def second(browser: Browser, code: str, **fields: str) -> object:
    return browser.fill(
        "/sign-in/second", token=browser.token("/sign-in/second"), code=code, **fields
    )


def test_it_is_set_up_with_a_picture_and_a_code(
    sign_in: SignIn, records: Records, people: dict[Role, str], clock: Clock
) -> None:
    browser = sign_in(Role.REVIEWER)
    assert browser.fill("/me/authenticator").headers["location"] == "/me/authenticator"
    page = browser.get("/me/authenticator").text
    shown = re.search(r'class="once">([A-Z2-7 ]+)<', page)
    assert shown is not None
    secret = shown[1].replace(" ", "")
    assert secret == waiting_secret(records, people[Role.REVIEWER])
    drawn = browser.get("/me/authenticator.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.headers["cache-control"] == "no-store"
    assert "style=" not in drawn.text
    assert "<script" not in drawn.text

    wrong = browser.fill("/me/authenticator/confirm", code="000000")
    assert (wrong.status_code, "does not fit" in wrong.text) == (422, True)
    done = browser.fill("/me/authenticator/confirm", code=pyotp.TOTP(secret).at(clock.now))
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", done.text)
    assert len(codes) == 10
    assert browser.get("/me/authenticator").headers["location"] == "/me/second-factor"
    assert not any(code in browser.get("/me/second-factor").text for code in codes)
    assert "10 recovery codes left" in browser.get("/me/second-factor").text


def test_setting_up_wants_a_fresh_proof(sign_in: SignIn, clock: Clock) -> None:
    browser = sign_in(Role.REVIEWER)
    browser.fill("/me/authenticator")
    clock.move(minutes=11)
    assert browser.fill("/me/authenticator").status_code == 401
    for path in ("/me/authenticator", "/me/authenticator.svg"):
        assert browser.get(path).headers["location"].startswith("/prove?next=")
    for path in ("/me/authenticator/confirm", "/me/authenticator/remove", "/me/recovery-codes"):
        assert browser.fill(path).status_code == 401


def test_the_password_leads_to_the_second_step_and_the_code_in(
    visitor: Browser, secret: str, clock: Clock
) -> None:
    visitor.get("/sign-in?next=/queue")
    answer = visitor.fill(
        "/sign-in",
        token=visitor.token("/sign-in"),
        email=REVIEWER,
        password=PASSWORD,
        purpose=Purpose.CUSTOMER_SERVICE,
        next="/queue",
    )
    assert answer.headers["location"] == "/sign-in/second?next=/queue"
    assert "__Host-sign-in" not in visitor.cookies
    assert visitor.get("/queue").status_code == 303
    wrong = second(visitor, "000000", next="/queue")
    assert wrong.status_code == 401  # type: ignore[attr-defined]
    right = second(visitor, pyotp.TOTP(secret).at(clock.now), next="/queue")
    assert right.headers["location"] == "/queue"  # type: ignore[attr-defined]
    assert visitor.get("/queue").status_code == 200
    assert "__Host-half" not in visitor.cookies


def test_the_second_step_leads_nowhere_else(visitor: Browser, secret: str, clock: Clock) -> None:
    visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
    assert "evil" not in visitor.get("/sign-in/second?next=https://evil.example").text
    answer = second(visitor, pyotp.TOTP(secret).at(clock.now), next="//evil.example")
    assert answer.headers["location"] == "/"  # type: ignore[attr-defined]


def test_without_a_first_step_there_is_no_second(visitor: Browser, secret: str) -> None:
    assert visitor.get("/sign-in/second").headers["location"] == "/sign-in?said=half"
    visitor.cookies.set("__Host-half", "made-up", domain="review.example")
    answer = visitor.fill("/sign-in/second", token=visitor.token("/sign-in"), code="000000")
    assert answer.headers["location"] == "/sign-in?said=half"


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_a_code_from_elsewhere_is_not_looked_at(
    visitor: Browser, secret: str, clock: Clock, origin: str | None
) -> None:
    visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
    answer = visitor.fill(
        "/sign-in/second",
        origin=origin,
        token=visitor.token("/sign-in/second"),
        code=pyotp.TOTP(secret).at(clock.now),
    )
    assert answer.status_code == 403
    assert "__Host-sign-in" not in visitor.cookies


def test_five_wrong_codes_lead_back_to_the_start(visitor: Browser, secret: str) -> None:
    visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
    answers = [second(visitor, "000000") for _ in range(5)]
    assert [a.status_code for a in answers] == [401] * 4 + [303]  # type: ignore[attr-defined]


def test_a_code_is_a_proof(app: FastAPI, visitor: Browser, secret: str, clock: Clock) -> None:
    visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
    second(visitor, pyotp.TOTP(secret).at(clock.now))
    clock.move(minutes=11)
    assert "Code of your authenticator app" in visitor.get("/prove").text
    answer = visitor.fill("/prove", next="/me", code=pyotp.TOTP(secret).at(clock.now))
    assert answer.headers["location"] == "/me"
    again = visitor.fill("/me/recovery-codes")
    assert again.status_code == 200


def test_an_administrator_resets_who_lost_it(
    sign_in: SignIn, secret: str, people: dict[Role, str], records: Records, visitor: Browser
) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    assert "Reset second factor" in administrator.get("/people").text
    answer = administrator.fill(f"/people/{people[Role.REVIEWER]}/reset")
    assert answer.headers["location"] == "/people?said=reset"
    assert entries(records, Event.PERSON_FACTORS_RESET)
    assert visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE).headers["location"] == "/"


class TestRequired:
    @pytest.fixture
    def strict(self, records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
        return create_app(
            records,
            public_url=URL,
            clock=clock,
            passwords=passwords,
            second_factor_roles=(Role.AUDITOR,),
        )

    def test_no_page_opens_before_it_is_set_up(
        self, strict: FastAPI, records: Records, people: dict[Role, str], clock: Clock
    ) -> None:
        with Browser(strict) as browser:
            browser.enter("auditor@company.example", Purpose.AUDIT)
            for path in ("/log", "/log.csv", "/log/proof", "/policy", "/notices"):
                answer = browser.get(path)
                assert answer.headers["location"] == "/me/second-factor?said=needed", path
            assert browser.fill("/log/proof").status_code == 303
            assert not entries(records, Event.LOG_LISTED)
            assert (
                "works with a second factor only"
                in browser.get("/me/second-factor?said=needed").text
            )
            assert browser.get("/me").status_code == 200
            browser.fill("/me/authenticator")
            secret = waiting_secret(records, people[Role.AUDITOR])
            browser.fill("/me/authenticator/confirm", code=pyotp.TOTP(secret).at(clock.now))
            assert browser.get("/log").status_code == 200

    def test_other_roles_need_none(self, strict: FastAPI) -> None:
        with Browser(strict) as browser:
            browser.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
            assert browser.get("/queue").status_code == 200
