"""A provider's token counts for one sign-in only, signed by its own keys."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from models.records import Records
from tests.review_ui.browser import Browser, entries
from tests.review_ui.company import enter
from tests.review_ui.oidc_provider import OidcProvider, shared_secret


@pytest.fixture
def browser(company: FastAPI) -> Iterator[Browser]:
    with Browser(company) as browser:
        yield browser


def other_nonce(claims: dict[str, Any]) -> None:
    claims["nonce"] = "another"


def no_nonce(claims: dict[str, Any]) -> None:
    del claims["nonce"]


def other_audience(claims: dict[str, Any]) -> None:
    claims["aud"] = "another-service"


def audiences(claims: dict[str, Any]) -> None:
    claims |= {"aud": ["chat-redactor", "other"], "azp": "other"}


def other_issuer(claims: dict[str, Any]) -> None:
    claims["iss"] = "https://evil.example"


def run_out(claims: dict[str, Any]) -> None:
    claims["exp"] = claims["iat"] - 3600


def from_the_future(claims: dict[str, Any]) -> None:
    claims |= {"iat": claims["iat"] + 3600, "nbf": claims["iat"] + 3600}


def nobody(claims: dict[str, Any]) -> None:
    del claims["sub"]


@pytest.mark.parametrize(
    "spoil",
    [
        other_nonce,
        no_nonce,
        other_audience,
        audiences,
        other_issuer,
        run_out,
        from_the_future,
        nobody,
    ],
)
def test_a_token_that_is_not_for_this_sign_in_does_not_count(
    browser: Browser,
    provider: OidcProvider,
    records: Records,
    spoil: Callable[[dict[str, Any]], None],
) -> None:
    provider.spoil = spoil
    answer = enter(browser, provider)
    assert answer.headers["location"] == "/sign-in?said=company"
    assert "__Host-sign-in" not in browser.cookies
    assert entries(records)[-1]["reason"] == "sign_on_id_token"


def test_a_token_signed_by_somebody_else_does_not_count(
    browser: Browser, provider: OidcProvider
) -> None:
    from joserfc.jwk import RSAKey

    provider.signer = RSAKey.generate_key(2048, {"kid": "one"})
    assert enter(browser, provider).headers["location"] == "/sign-in?said=company"


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_with_a_shared_secret_or_none_does_not_count(
    browser: Browser, provider: OidcProvider, algorithm: str
) -> None:
    provider.algorithm, provider.signer = algorithm, shared_secret()
    assert enter(browser, provider).headers["location"] == "/sign-in?said=company"


def test_keys_the_provider_changed_are_read_again(browser: Browser, provider: OidcProvider) -> None:
    from joserfc.jwk import RSAKey

    enter(browser, provider)
    browser.cookies.clear()
    provider.key = RSAKey.generate_key(2048, {"kid": "two"})
    provider.signer = provider.key
    assert enter(browser, provider).status_code == 303
    assert provider.paths.count("/keys") <= 2


class TestUserinfo:
    def test_it_tells_what_the_token_leaves_out(
        self, browser: Browser, provider: OidcProvider
    ) -> None:
        provider.userinfo = dict(provider.claims)
        provider.claims = {"sub": "u-1"}
        assert enter(browser, provider).headers["location"] == "/"

    def test_of_somebody_else_it_does_not_count(
        self, browser: Browser, provider: OidcProvider
    ) -> None:
        provider.userinfo = dict(provider.claims) | {"sub": "u-2"}
        provider.claims = {"sub": "u-1"}
        assert enter(browser, provider).headers["location"] == "/sign-in?said=company"
