"""The pages of a company with single sign-on, and the way to its provider and back."""

import re
from html import unescape
from typing import Any

from fastapi import FastAPI

from models.accounts.single_sign_on import SignOnRules
from models.actors import Purpose, Role
from models.records import Records
from review_ui.app import create_app
from review_ui.passwords import Passwords
from review_ui.single_sign_on import SignOnSettings
from tests.models.scene import Clock
from tests.review_ui.browser import URL, Browser
from tests.review_ui.oidc_provider import OidcProvider

ROLES = (("chat-audit", Role.AUDITOR), ("chat-review", Role.REVIEWER), ("chat-lead", Role.LEAD))


def company_app(
    records: Records, clock: Clock, passwords: Passwords, provider: OidcProvider
) -> FastAPI:
    """Return the pages; employees in a group of `ROLES` come in by the provider."""
    settings = SignOnSettings(
        issuer=provider.issuer,
        client_id="chat-redactor",
        client_secret="s3cret",
        name="Company account",
        employment_claim="employment",
        rules=SignOnRules(
            roles=ROLES, employees=frozenset({"employee"}), domains=("company.example",)
        ),
    )
    return create_app(records, public_url=URL, clock=clock, passwords=passwords, sign_on=settings)


def leave(browser: Browser, purpose: Purpose = Purpose.CUSTOMER_SERVICE, **more: str) -> str:
    """Press the button; gives where the browser is sent."""
    token = browser.token("/sign-in")
    answer = browser.fill("/sign-in/company", token=token, purpose=purpose, **more)
    assert answer.status_code == 200, answer.headers.get("location")
    found = re.search(r'class="button first" href="([^"]+)"', answer.text)
    assert found
    assert answer.headers["refresh"] == f"0; url={unescape(found[1])}"
    return unescape(found[1])


def come_back(browser: Browser, provider: OidcProvider, url: str) -> Any:
    return browser.get(provider.authorize(url).removeprefix(URL))


def enter(browser: Browser, provider: OidcProvider, **more: Any) -> Any:
    return come_back(browser, provider, leave(browser, **more))


def prove(browser: Browser, provider: OidcProvider, **claims: Any) -> Any:
    """Sign in at the provider anew, as a proof; by then it says `claims`."""
    page = browser.fill("/prove/company", next="/me").text
    found = re.search(r'class="button first" href="([^"]+)"', page)
    assert found
    provider.claims |= claims
    return come_back(browser, provider, unescape(found[1]))
