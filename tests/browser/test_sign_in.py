"""The whole of signing in, in a real browser: a passkey, an authenticator app, a fresh proof."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from models.actors import ROLE_PURPOSES, Role
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow
PASSWORD = "seven slow river boats"
MAIN = "main button.first"


@pytest.fixture
def page(browser: Browser, running: ServiceProcess) -> Iterator[Page]:
    """A page of a fresh browser at `localhost`: passkeys belong to names, not to numbers."""
    complaints: list[str] = []
    context = browser.new_context(base_url=running.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    expected = ("status of 401", "Clear-Site-Data header")
    assert [text for text in complaints if not any(part in text for part in expected)] == []


@pytest.fixture
def authenticator(page: Page) -> str:
    """A device in Chromium's own pretence that asks its owner and is content."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    name: str = made["authenticatorId"]
    return name


def choose_purpose(page: Page, role: Role) -> None:
    page.check(f'input[name="purpose"][value="{ROLE_PURPOSES[role][0]}"]')


def begin(page: Page, running: ServiceProcess, role: Role) -> None:
    """Come in by a one-time link and set a password."""
    page.goto(running.one_time_address(role).replace("127.0.0.1", "localhost"))
    choose_purpose(page, role)
    page.click(MAIN)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click(MAIN)
    expect(page.get_by_role("status").first).to_contain_text("Your new password is set")


def sign_out(page: Page) -> None:
    page.click("header button:has-text('Sign out')")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_passkey_is_added_and_lets_in_without_a_password(
    page: Page, authenticator: str, running: ServiceProcess
) -> None:
    begin(page, running, Role.LEAD)
    page.goto("/me/second-factor")
    page.fill("#passkey-name", "test device")
    page.click("text=Add a passkey")
    expect(page.locator(".codes code")).to_have_count(10)
    sign_out(page)
    choose_purpose(page, Role.LEAD)
    page.click("text=Sign in with a passkey")
    page.wait_for_url("**/queue")
    page.goto("/me/second-factor")
    row = page.locator("main tbody tr").first
    expect(row).to_contain_text("test device")
    expect(row).not_to_contain_text("not yet")

    sign_out(page)  # and with the password, the passkey is the second factor
    page.fill("#email", f"{Role.LEAD}@shop.example")
    page.fill("#password", PASSWORD)
    choose_purpose(page, Role.LEAD)
    page.click(MAIN)
    page.click("text=Use a passkey")
    page.wait_for_url("**/queue")


def test_the_purpose_is_asked_for_before_the_passkey(page: Page, authenticator: str) -> None:
    page.goto("/sign-in")
    page.click("text=Sign in with a passkey")
    assert page.evaluate("document.querySelector('input[name=purpose]').validity.valueMissing")
    assert page.url.endswith("/sign-in")


def test_a_device_without_a_passkey_says_so_and_sends_nothing(
    page: Page, authenticator: str
) -> None:
    page.goto("/sign-in")
    choose_purpose(page, Role.REVIEWER)
    page.click("text=Sign in with a passkey")
    expect(page.locator("#passkey-note")).to_contain_text("Nothing was sent", timeout=90_000)


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page, running: ServiceProcess) -> None:
    begin(page, running, Role.REVIEWER)
    page.goto("/me/second-factor")
    page.click("text=Set up an app")
    drawn = page.locator("img.code")
    drawn.evaluate("image => image.decode()")  # waits until it is drawn, fails where it cannot be
    assert drawn.evaluate("image => image.naturalWidth > 100")
    app = pyotp.TOTP(page.inner_text(".once").replace(" ", ""))
    page.fill("#code", app.now())
    page.click(MAIN)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    sign_out(page)

    page.fill("#email", f"{Role.REVIEWER}@shop.example")
    page.fill("#password", PASSWORD)
    choose_purpose(page, Role.REVIEWER)
    page.click(MAIN)
    page.fill("#code", "000000")
    page.click(MAIN)
    expect(page.get_by_role("alert")).to_contain_text("does not fit")
    page.fill("#code", app.at(int(time.time()) + 30))  # that of now was spent above
    page.click(MAIN)
    page.wait_for_url("**/queue")


def test_without_javascript_no_button_is_shown_that_needs_it(
    browser: Browser, running: ServiceProcess
) -> None:
    context = browser.new_context(base_url=running.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    assert page.locator("text=Sign in with a passkey").is_hidden()
    assert re.search(r"Sign in", page.inner_text(MAIN))
    context.close()
