"""Single sign-on over real HTTP: who of the company comes in, as what, and by which way."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from models.accounts.people import disable_person, find_person
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.passwords import Passwords
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import URL, Browser, entries
from tests.review_ui.company import come_back, company_app, enter, leave
from tests.review_ui.oidc_provider import OidcProvider


@pytest.fixture
def browser(company: FastAPI) -> Iterator[Browser]:
    with Browser(company) as browser:
        yield browser


def test_an_employee_in_a_group_is_added_and_let_in(
    browser: Browser, provider: OidcProvider, records: Records
) -> None:
    answer = enter(browser, provider, next="/queue")
    assert answer.headers["location"] == "/queue"
    assert browser.get("/queue").status_code == 200
    assert "Ida Lind" in browser.get("/me").text
    last = entries(records, Event.SIGN_IN_OPENED)[-1]
    assert last["details"] == '{"by":"single_sign_on","second":"none"}'
    assert last["actor_role"] == "reviewer"
    assert "__Host-away" not in browser.cookies


def test_the_provider_is_asked_with_pkce_state_and_nonce(
    browser: Browser, provider: OidcProvider
) -> None:
    enter(browser, provider)
    browser.cookies.clear()
    enter(browser, provider)
    one, two = provider.asked
    assert one["response_type"] == "code"
    assert one["code_challenge_method"] == "S256"
    assert one["redirect_uri"] == f"{URL}/sign-in/company/back"
    for name in ("state", "nonce", "code_challenge"):
        assert len(one[name]) >= 43
        assert one[name] != two[name]


def test_the_same_person_is_the_same_person_again(
    browser: Browser, provider: OidcProvider, records: Records
) -> None:
    enter(browser, provider)
    browser.cookies.clear()
    provider.claims["email"] = "ida.lind@company.example"  # the subject counts, not the e-mail
    enter(browser, provider)
    assert len({e["actor_id"] for e in entries(records, Event.SIGN_IN_OPENED)[-2:]}) == 1


def test_who_was_added_by_hand_is_tied_by_the_confirmed_email(
    browser: Browser, provider: OidcProvider, records: Records, people: dict[Role, str]
) -> None:
    provider.claims["email"] = "Reviewer@Company.example"
    enter(browser, provider)
    assert entries(records, Event.SIGN_IN_OPENED)[-1]["actor_id"] == people[Role.REVIEWER]
    (linked,) = entries(records, Event.PERSON_LINKED)
    assert linked["object"] == f"person:{people[Role.REVIEWER]}"
    browser.cookies.clear()
    provider.claims["sub"] = "u-2"  # somebody else who was given the address
    answer = enter(browser, provider)
    assert answer.headers["location"] == "/sign-in?said=tied_already"


def test_a_change_of_groups_changes_the_role_and_ends_the_old_sign_ins(
    company: FastAPI, browser: Browser, provider: OidcProvider, records: Records
) -> None:
    enter(browser, provider)
    provider.claims["groups"] = ["chat-lead"]
    with Browser(company) as other:
        enter(other, provider)
        assert "Lead" in other.get("/me").text
    assert browser.get("/queue").headers["location"].startswith("/sign-in?said=closed")
    (changed,) = entries(records, Event.PERSON_ROLE_CHANGED)
    assert changed["actor_id"] == "single_sign_on"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"groups": ["everybody"]}, "no_group"),
        ({"groups": "chat"}, "no_group"),
        ({"groups": None}, "no_group"),
        ({"employment": "contractor"}, "employment_kind"),
        ({"employment": "client"}, "employment_kind"),
        ({"employment": None}, "employment_kind"),
        ({"employment": ["employee"]}, "employment_kind"),
        ({"email": "ida@elsewhere.example"}, "email_domain"),
        ({"email": "ida@company.example.evil.example"}, "email_domain"),
        ({"email_verified": False}, "email_unverified"),
        ({"email_verified": "true"}, "email_unverified"),
        ({"email": ""}, "email_unverified"),
    ],
)
def test_who_may_not_come_in_is_refused_with_an_entry(
    browser: Browser,
    provider: OidcProvider,
    records: Records,
    change: dict[str, Any],
    reason: str,
) -> None:
    provider.claims |= change
    answer = enter(browser, provider)
    assert answer.headers["location"] == f"/sign-in?said={reason}"
    assert "__Host-sign-in" not in browser.cookies
    last = entries(records)[-1]
    assert (last["event"], last["outcome"], last["reason"]) == (
        "sign_in:refused",
        "refused",
        reason,
    )
    assert browser.get(answer.headers["location"]).text.count('role="status"') >= 1


def test_a_closed_account_stays_closed(
    browser: Browser, provider: OidcProvider, records: Records
) -> None:
    enter(browser, provider)
    person_id = entries(records, Event.SIGN_IN_OPENED)[-1]["actor_id"]
    with records.act(CLI) as act:
        disable_person(act, person_id)
    browser.cookies.clear()
    assert enter(browser, provider).headers["location"] == "/sign-in?said=disabled"


def test_a_purpose_that_is_not_of_the_role_is_refused(
    browser: Browser, provider: OidcProvider
) -> None:
    answer = enter(browser, provider, purpose=Purpose.AUDIT)
    assert answer.headers["location"] == "/sign-in?said=purpose"


class TestTheWayBack:
    def test_an_answer_counts_once(
        self, company: FastAPI, browser: Browser, provider: OidcProvider
    ) -> None:
        url = leave(browser)
        away = browser.cookies["__Host-away"]
        back = provider.authorize(url).removeprefix(URL)
        assert browser.get(back).headers["location"] == "/"
        with Browser(company) as other:
            other.cookies.set("__Host-away", away, domain="review.example")
            assert other.get(back).headers["location"] == "/sign-in?said=company"

    def test_an_answer_of_another_browser_does_not_count(
        self, company: FastAPI, browser: Browser, provider: OidcProvider
    ) -> None:
        back = provider.authorize(leave(browser)).removeprefix(URL)
        with Browser(company) as victim:
            assert victim.get(back).headers["location"] == "/sign-in?said=company"
            leave(victim)
            assert victim.get(back).headers["location"] == "/sign-in?said=company"
            assert "__Host-sign-in" not in victim.cookies

    @pytest.mark.parametrize(
        "query", ["", "?code=x", "?error=access_denied&state=x", "?code=x&state=y&iss=z"]
    )
    def test_what_is_no_answer_leads_back(self, browser: Browser, query: str) -> None:
        leave(browser)
        answer = browser.get(f"/sign-in/company/back{query}")
        assert answer.headers["location"] == "/sign-in?said=company"

    def test_an_answer_of_another_issuer_does_not_count(
        self, browser: Browser, provider: OidcProvider
    ) -> None:
        back = provider.authorize(leave(browser)).removeprefix(URL)
        start = back.index("&iss=")
        answer = browser.get(f"{back[:start]}&iss=https://evil.example")
        assert answer.headers["location"] == "/sign-in?said=company"

    def test_it_takes_ten_minutes_at_most(
        self, browser: Browser, provider: OidcProvider, clock: Clock
    ) -> None:
        url = leave(browser)
        clock.move(minutes=10)
        answer = come_back(browser, provider, url)
        assert answer.headers["location"] == "/sign-in?said=company"

    def test_it_leads_to_no_other_site(self, browser: Browser, provider: OidcProvider) -> None:
        answer = enter(browser, provider, next="https://evil.example")
        assert answer.headers["location"] == "/"

    def test_a_form_from_elsewhere_begins_nothing(self, browser: Browser) -> None:
        answer = browser.fill(
            "/sign-in/company",
            origin="https://evil.example",
            token=browser.token("/sign-in"),
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.headers["location"] == "/sign-in"
        assert "__Host-away" not in browser.cookies


class TestWhoIsSpokenTo:
    @pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
    def test_only_the_issuers_host(
        self, browser: Browser, provider: OidcProvider, endpoint: str
    ) -> None:
        provider.facts[endpoint] = "http://127.0.0.1:9/steal"
        assert enter(browser, provider).headers["location"] == "/sign-in?said=company"

    def test_a_browser_is_sent_nowhere_else_either(
        self, browser: Browser, provider: OidcProvider
    ) -> None:
        provider.facts["authorization_endpoint"] = "https://evil.example/authorize"
        answer = browser.fill(
            "/sign-in/company",
            token=browser.token("/sign-in"),
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.headers["location"] == "/sign-in?said=company"

    def test_no_redirect_is_followed(self, browser: Browser, provider: OidcProvider) -> None:
        provider.facts["jwks_uri"] = f"{provider.issuer}/elsewhere"
        assert enter(browser, provider).headers["location"] == "/sign-in?said=company"

    def test_an_issuer_that_says_to_be_another_is_not_believed(
        self, browser: Browser, provider: OidcProvider
    ) -> None:
        provider.facts["issuer"] = "https://evil.example"
        answer = browser.fill(
            "/sign-in/company",
            token=browser.token("/sign-in"),
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.headers["location"] == "/sign-in?said=company"


class TestAsAProof:
    def test_signing_in_there_anew_is_one(
        self, browser: Browser, provider: OidcProvider, clock: Clock, records: Records
    ) -> None:
        enter(browser, provider)
        clock.move(minutes=11)
        assert "Prove it with Company account" in browser.get("/prove").text
        page = browser.fill("/prove/company", next="/me/second-factor").text
        url = unescape(re.search(r'class="button first" href="([^"]+)"', page)[1])  # type: ignore[index]
        answer = come_back(browser, provider, url)
        assert answer.headers["location"] == "/me/second-factor"
        assert "data-asked" in browser.get("/me/second-factor").text
        assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")
        assert entries(records, Event.SIGN_IN_PROVED)[-1]["details"] == '{"by":"single_sign_on"}'

    @pytest.mark.parametrize("change", [{"auth_time": 0}, {"auth_time": None}, {"sub": "u-2"}])
    def test_an_old_sign_in_or_that_of_somebody_else_is_none(
        self, browser: Browser, provider: OidcProvider, clock: Clock, change: dict[str, Any]
    ) -> None:
        enter(browser, provider)
        clock.move(minutes=11)
        page = browser.fill("/prove/company", next="/me").text
        url = unescape(re.search(r'class="button first" href="([^"]+)"', page)[1])  # type: ignore[index]
        provider.claims |= change
        come_back(browser, provider, url)
        assert "data-asked" not in browser.get("/me/second-factor").text


def test_a_provider_that_is_gone_keeps_no_others_waiting(
    records: Records, clock: Clock, passwords: Passwords, provider: OidcProvider
) -> None:
    provider.issuer += "/gone"
    app = company_app(records, clock, passwords, provider)

    def press(times: int) -> None:
        with Browser(app) as browser:
            token = browser.token("/sign-in")
            for _ in range(times):
                purpose = Purpose.CUSTOMER_SERVICE
                answer = browser.fill("/sign-in/company", token=token, purpose=purpose)
                assert answer.headers["location"] == "/sign-in?said=company"

    press(5)
    assert len(provider.paths) == 1
    app.state.desk.provider._rests_until = 0.0  # half a minute later
    press(1)
    assert len(provider.paths) == 2


def test_without_a_provider_there_is_no_button(visitor: Browser) -> None:
    assert "/sign-in/company" not in visitor.get("/sign-in").text
    assert (
        visitor.get("/sign-in/company/back?code=x").headers["location"] == "/sign-in?said=company"
    )


def test_the_people_of_the_provider_are_employees(
    browser: Browser, provider: OidcProvider, records: Records
) -> None:
    enter(browser, provider)
    person_id = entries(records, Event.SIGN_IN_OPENED)[-1]["actor_id"]
    with records.peek() as look:
        person = find_person(look.db, person_id)
    assert person is not None
    assert (person.employment, person.has_password) == ("employee", False)
