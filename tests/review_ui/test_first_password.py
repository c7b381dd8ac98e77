"""A first password: no link and no screen left open makes one for who can prove who they are."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest
from fastapi import FastAPI

from models.accounts.authenticators import (
    begin_authenticator,
    confirm_authenticator,
    waiting_secret,
)
from models.accounts.people import Person, find_person, make_invite
from models.accounts.second_factors import note_second_factor
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from tests.models.scene import CLI, Clock, make_person
from tests.review_ui.browser import Browser, entries
from tests.review_ui.company import enter, prove
from tests.review_ui.oidc_provider import OidcProvider

NEW = {"password": "seven slow river boats", "again": "seven slow river boats"}
ComeByLink = Callable[[Browser, str], None]


@pytest.fixture
def browser(company: FastAPI) -> Iterator[Browser]:
    with Browser(company) as browser:
        yield browser


@pytest.fixture
def ida(browser: Browser, provider: OidcProvider, records: Records) -> str:
    """Came in by the company's provider, in `browser`, and has nothing else."""
    enter(browser, provider)
    return entries(records, Event.SIGN_IN_OPENED)[-1]["actor_id"]


@pytest.fixture
def by_link(records: Records) -> ComeByLink:
    """Comes in at a browser by a link that somebody else made."""

    def come(browser: Browser, person_id: str) -> None:
        with records.act(CLI) as act:
            path = f"/sign-in/once/{make_invite(act, person_id, timedelta(hours=1))}"
        purpose = Purpose.CUSTOMER_SERVICE
        answer = browser.fill(path, token=browser.token(path), purpose=purpose)
        assert answer.headers["location"] == "/me?said=welcome"

    return come


def found(records: Records, person_id: str) -> Person:
    with records.peek() as look:
        person = find_person(look.db, person_id)
    assert person is not None
    return person


def test_a_link_sets_none_for_whom_the_provider_knows(
    company: FastAPI, ida: str, by_link: ComeByLink, records: Records
) -> None:
    with Browser(company) as other:
        by_link(other, ida)
        page = other.get("/me?said=welcome").text
        assert "Set a password now" not in page
        assert 'name="again"' not in page
        assert other.fill("/me/password", **NEW).headers["location"] == "/prove?next=/me"
        assert "Prove it with Company account" in other.get("/prove?next=/me").text
        for path in ("/me/authenticator", "/me/passkeys", "/me/recovery-codes"):
            answer = other.fill(path)
            assert answer.status_code == 401, path
            assert "Prove that it is you" in answer.text
    assert not found(records, ida).has_password
    assert not entries(records, Event.SIGN_IN_PROVED)


def test_with_a_proof_at_the_provider_it_does(
    company: FastAPI, ida: str, by_link: ComeByLink, provider: OidcProvider, records: Records
) -> None:
    with Browser(company) as other:
        by_link(other, ida)
        assert prove(other, provider).headers["location"] == "/me"
        answer = other.fill("/me/password", **NEW)
        assert answer.headers["location"].startswith("/me?said=password")
    assert found(records, ida).has_password


def test_nor_does_a_screen_that_was_left_open(
    ida: str, browser: Browser, clock: Clock, records: Records
) -> None:
    clock.move(minutes=11)
    assert browser.fill("/me/password", **NEW).headers["location"] == "/prove?next=/me"
    assert not found(records, ida).has_password


def test_nor_where_a_second_factor_is_all_there_is_to_prove_it_with(
    ida: str, browser: Browser, visitor: Browser, records: Records, clock: Clock
) -> None:
    with records.act(CLI) as act:
        begin_authenticator(act, ida)
    code = pyotp.TOTP(waiting_secret(records, ida)).at(clock.now)
    with records.act(CLI) as act:
        assert confirm_authenticator(act, ida, code)
        note_second_factor(act, ida)
    token = browser.cookies["__Host-sign-in"]
    visitor.cookies.set("__Host-sign-in", token, domain="review.example")
    clock.move(minutes=11)
    assert visitor.fill("/me/password", **NEW).headers["location"] == "/prove?next=/me"


def test_who_has_nothing_yet_sets_one_by_a_link_and_is_not_sent_to_the_provider(
    company: FastAPI, by_link: ComeByLink, records: Records
) -> None:
    new = make_person(records, "Nia New", "nia@company.example", Role.REVIEWER)
    with Browser(company) as other:
        by_link(other, new.id)
        assert "Set a password now" in other.get("/me?said=welcome").text
        asked = other.get("/prove").text
        assert "Company account" not in asked
        assert "Set a password on a new page" in asked
        assert other.fill("/me/password", **NEW).headers["location"] == "/me?said=password"


def test_without_a_provider_a_link_does_for_everybody_who_has_nothing_else(
    ida: str, by_link: ComeByLink, visitor: Browser
) -> None:
    by_link(visitor, ida)
    answer = visitor.fill("/me/password", **NEW)
    assert answer.headers["location"].startswith("/me?said=password")
