"""Whom the company's provider turns away: everything ends at once, and no other way is open."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.accounts.api_tokens import make_api_token
from models.accounts.people import Person, find_person, make_invite, set_password
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.passwords import Passwords
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import PASSWORD, Browser, SignIn, entries
from tests.review_ui.company import enter, prove
from tests.review_ui.conftest import CHEAP
from tests.review_ui.oidc_provider import OidcProvider


@pytest.fixture
def browser(company: FastAPI) -> Iterator[Browser]:
    with Browser(company) as browser:
        yield browser


@pytest.fixture
def turned_away(
    company: FastAPI, browser: Browser, provider: OidcProvider, records: Records
) -> Person:
    """Came in, set a password, has an API token and a link; then left the groups and came again."""
    enter(browser, provider)
    person_id = entries(records, Event.SIGN_IN_OPENED)[-1]["actor_id"]
    with records.act(CLI) as act:
        set_password(act, person_id, Passwords(CHEAP).hash(PASSWORD))
        ends_at = act.now + timedelta(days=9)
        scopes = {"scopes": ["log:export"], "purpose": Purpose.AUDIT}
        make_api_token(act, person_id, name="siem", ends_at=ends_at, **scopes)
        make_invite(act, person_id, timedelta(hours=1))
    browser.cookies.clear()
    enter(browser, provider)
    provider.claims["groups"] = []
    with Browser(company) as other:
        enter(other, provider)
    with records.peek() as look:
        found = find_person(look.db, person_id)
    assert found is not None
    return found


def test_a_leaver_loses_everything_that_is_open_at_once(
    turned_away: Person, browser: Browser, records: Records
) -> None:
    assert browser.get("/queue").headers["location"].startswith("/sign-in?said=turned_away")
    assert "may not come in" in browser.get("/sign-in?said=turned_away").text
    with records.peek() as look:
        assert look.db.table("invites").count == 0
        assert look.db.table("api_tokens").count_where("revoked_at IS NULL") == 0
    last = entries(records, Event.SIGN_IN_REFUSED)[-1]
    assert (last["object"], last["reason"]) == (f"person:{turned_away.id}", "no_group")
    assert last["details"] == '{"sign_ins_closed":1}'


def test_a_leaver_comes_in_by_no_other_way(turned_away: Person, visitor: Browser) -> None:
    answer = visitor.enter(turned_away.email, Purpose.CUSTOMER_SERVICE)
    assert answer.status_code == 403
    assert "__Host-sign-in" not in visitor.cookies


def test_a_leaver_stands_in_the_list_as_turned_away(turned_away: Person, sign_in: SignIn) -> None:
    assert "Turned away" in sign_in(Role.ADMINISTRATOR).get("/people").text


def test_a_leaver_is_let_in_again_by_the_provider(
    turned_away: Person, browser: Browser, provider: OidcProvider, visitor: Browser
) -> None:
    provider.claims["groups"] = ["chat-review"]
    browser.cookies.clear()
    assert enter(browser, provider).headers["location"] == "/"
    assert browser.get("/queue").status_code == 200
    assert visitor.enter(turned_away.email, Purpose.CUSTOMER_SERVICE).status_code == 303


def test_a_leaver_is_let_in_again_by_an_administrator(
    turned_away: Person, sign_in: SignIn, visitor: Browser, records: Records
) -> None:
    sign_in(Role.ADMINISTRATOR).fill(f"/people/{turned_away.id}/invite")
    assert '"again":1' in entries(records, Event.PERSON_INVITED)[-1]["details"]
    assert visitor.enter(turned_away.email, Purpose.CUSTOMER_SERVICE).status_code == 303


def test_a_leaver_is_noticed_at_a_proof_too(
    browser: Browser, provider: OidcProvider, clock: Clock
) -> None:
    enter(browser, provider)
    clock.move(minutes=11)
    answer = prove(browser, provider, groups=[])
    assert answer.headers["location"] == "/sign-in?said=no_group"
    assert browser.get("/queue").headers["location"].startswith("/sign-in?said=turned_away")
