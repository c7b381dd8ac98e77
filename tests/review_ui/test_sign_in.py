"""Signing in: passwords, one-time links, cookies, purposes, forms from elsewhere."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.accounts.invites import open_with_invite
from models.accounts.people import disable_person, make_invite
from models.accounts.sign_ins import close
from models.actors import Purpose, Role
from models.errors import SignInEnded
from models.log.access_log import Event, find_entries
from models.records import Records
from review_ui.app import create_app
from review_ui.errors import UnsafeAddress
from review_ui.passwords import Passwords
from review_ui.visits import Visit
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import PASSWORD, Browser, SignIn, entries, said_by

REVIEWER = "reviewer@company.example"


def invite(records: Records, person_id: str) -> str:
    with records.act(CLI) as act:
        return make_invite(act, person_id, timedelta(days=2))


class TestWithAPassword:
    def test_leads_home_with_a_cookie_that_cannot_be_stolen(self, visitor: Browser) -> None:
        answer = visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = next(
            line for line in answer.headers.get_list("set-cookie") if "__Host-sign-in" in line
        )
        for part in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"):
            assert part in cookie
        assert "Domain" not in cookie

    @pytest.mark.parametrize(
        ("email", "password"),
        [(REVIEWER, "not the password"), ("nobody@company.example", PASSWORD), ("", "")],
    )
    def test_tells_nobody_which_half_was_wrong(
        self, visitor: Browser, records: Records, email: str, password: str
    ) -> None:
        answer = visitor.enter(email, Purpose.CUSTOMER_SERVICE, password)
        assert answer.status_code == 401
        assert "do not belong together" in answer.text
        assert password not in answer.text or not password
        assert entries(records, Event.SIGN_IN_REFUSED)

    def test_keeps_the_email_that_was_typed(self, visitor: Browser) -> None:
        answer = visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE, "wrong wrong wrong")
        assert f'value="{REVIEWER}"' in answer.text

    def test_is_locked_after_five_failures_even_for_the_right_password(
        self, visitor: Browser
    ) -> None:
        for _ in range(5):
            visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE, "wrong wrong wrong")
        answer = visitor.enter(REVIEWER, Purpose.CUSTOMER_SERVICE)
        assert answer.status_code == 429
        assert "Try again after 09:02" in answer.text

    def test_a_known_device_is_not_locked_by_strangers(self, app: FastAPI, sign_in: SignIn) -> None:
        device = sign_in(Role.REVIEWER).cookies["__Host-device"]
        with Browser(app) as stranger, Browser(app) as known:
            for _ in range(25):
                stranger.enter(REVIEWER, Purpose.CUSTOMER_SERVICE, "wrong wrong wrong")
            assert stranger.enter(REVIEWER, Purpose.CUSTOMER_SERVICE).status_code == 429
            known.cookies.set("__Host-device", device, domain="review.example")
            assert known.enter(REVIEWER, Purpose.CUSTOMER_SERVICE).status_code == 303

    def test_a_link_makes_no_device_known(
        self, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        path = f"/sign-in/once/{invite(records, people[Role.AUDITOR])}"
        visitor.fill(path, token=visitor.token(path), purpose=Purpose.AUDIT)
        assert "__Host-sign-in" in visitor.cookies
        assert "__Host-device" not in visitor.cookies

    def test_refuses_a_purpose_the_role_does_not_have(self, visitor: Browser) -> None:
        answer = visitor.enter(REVIEWER, Purpose.AUDIT)
        assert answer.status_code == 403
        assert "does not include this purpose" in answer.text
        assert "__Host-sign-in" not in visitor.cookies

    def test_wants_a_purpose(self, visitor: Browser) -> None:
        answer = visitor.fill(
            "/sign-in", token=visitor.token("/sign-in"), email=REVIEWER, password=PASSWORD
        )
        assert answer.status_code == 422

    @pytest.mark.parametrize(
        "origin", [None, "null", "https://evil.example", "http://review.example"]
    )
    def test_refuses_a_form_from_elsewhere(self, visitor: Browser, origin: str | None) -> None:
        answer = visitor.fill(
            "/sign-in",
            origin=origin,
            token=visitor.token("/sign-in"),
            email=REVIEWER,
            password=PASSWORD,
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.status_code == 403
        assert "__Host-sign-in" not in visitor.cookies

    def test_refuses_a_form_without_its_cookie(self, visitor: Browser) -> None:
        token = visitor.token("/sign-in")
        visitor.cookies.clear()
        answer = visitor.fill(
            "/sign-in",
            token=token,
            email=REVIEWER,
            password=PASSWORD,
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
    )
    def test_never_leads_to_another_site(self, visitor: Browser, wanted: str) -> None:
        answer = visitor.fill(
            "/sign-in",
            token=visitor.token("/sign-in"),
            email=REVIEWER,
            password=PASSWORD,
            purpose=Purpose.CUSTOMER_SERVICE,
            next=wanted,
        )
        assert answer.headers["location"] == "/"

    def test_leads_back_to_the_page_that_was_wanted(self, visitor: Browser) -> None:
        sent = visitor.get("/sessions/AAAAAAAA").headers["location"]
        assert sent == "/sign-in?next=/sessions/AAAAAAAA"
        assert 'name="next" value="/sessions/AAAAAAAA"' in visitor.get(sent).text


class TestWithAOneTimeLink:
    def test_looking_does_not_use_it_up(
        self, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        path = f"/sign-in/once/{invite(records, people[Role.AUDITOR])}"
        for _ in range(3):
            assert visitor.get(path).status_code == 200
        answer = visitor.fill(path, token=visitor.token(path), purpose=Purpose.AUDIT)
        assert answer.headers["location"] == "/me?said=welcome"

    def test_works_once(
        self, app: FastAPI, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        path = f"/sign-in/once/{invite(records, people[Role.AUDITOR])}"
        with Browser(app) as other:
            token = other.token(path)
            visitor.fill(path, token=visitor.token(path), purpose=Purpose.AUDIT)
            answer = other.fill(path, token=token, purpose=Purpose.AUDIT)
        assert answer.status_code == 410
        assert [e["reason"] for e in entries(records, Event.SIGN_IN_REFUSED)] == ["invite_spent"]

    def test_greets_the_person_and_offers_the_purposes_of_the_role(
        self, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        def offered(role: Role) -> list[tuple[str, bool]]:
            page = visitor.get(f"/sign-in/once/{invite(records, people[role])}").text
            assert f"Welcome, <bdi>{role.words} One</bdi>" in page
            assert f"as {role.words.lower()}" in page
            found = re.findall(r'name="purpose" value="([a-z_]+)"( checked)?', page)
            return [(code, bool(checked)) for code, checked in found]

        assert offered(Role.AUDITOR) == [("access_audit", True)]
        assert offered(Role.PRIVACY_OFFICER) == [
            ("privacy_duties", False),
            ("customer_service_improvement", False),
        ]

    def test_a_link_that_lets_nobody_in_does_not_say_why(
        self, visitor: Browser, records: Records, people: dict[Role, str], clock: Clock
    ) -> None:
        spent = invite(records, people[Role.AUDITOR])
        old = invite(records, people[Role.LEAD])
        path = f"/sign-in/once/{spent}"
        visitor.fill(path, token=visitor.token(path), purpose=Purpose.AUDIT)
        clock.move(days=3)
        answers = [visitor.get(f"/sign-in/once/{token}") for token in (spent, old, "never-was")]
        assert [answer.status_code for answer in answers] == [410, 410, 410]
        assert len({said_by(answer) for answer in answers}) == 1
        assert "This link no longer works" in answers[0].text
        assert "One" not in answers[0].text.split("<main")[1]

    def test_a_form_left_open_on_a_spent_link_gets_the_same_page(
        self, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        path = f"/sign-in/once/{invite(records, people[Role.AUDITOR])}"
        token = visitor.token(path)
        invite(records, people[Role.AUDITOR])
        for fields in ({}, {"purpose": Purpose.AUDIT}):
            answer = visitor.fill(path, token=token, **fields)
            assert answer.status_code == 410
            assert said_by(answer) == said_by(visitor.get(path))

    def test_a_wrong_purpose_does_not_use_it_up(
        self, visitor: Browser, records: Records, people: dict[Role, str]
    ) -> None:
        path = f"/sign-in/once/{invite(records, people[Role.AUDITOR])}"
        token = visitor.token(path)
        assert visitor.fill(path, token=token, purpose=Purpose.PRIVACY).status_code == 403
        assert visitor.fill(path, token=token, purpose=Purpose.AUDIT).status_code == 303


class TestAfterwards:
    def test_a_password_can_be_set_and_used(
        self, app: FastAPI, sign_in: SignIn, records: Records
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        new = "a longer reading list"
        assert browser.fill("/me/password", password=new, again=new).status_code == 303
        assert entries(records, Event.PERSON_PASSWORD_SET)
        with Browser(app) as other:
            assert other.enter(REVIEWER, Purpose.CUSTOMER_SERVICE, new).status_code == 303

    def test_a_new_password_signs_the_person_out_everywhere_else(
        self, sign_in: SignIn, records: Records
    ) -> None:
        here, there = sign_in(Role.REVIEWER), sign_in(Role.REVIEWER)
        new = "a longer reading list"
        answer = here.fill("/me/password", password=new, again=new)
        assert "1 other sign-in was closed" in here.get(answer.headers["location"]).text
        assert there.get("/queue").headers["location"].startswith("/sign-in?said=closed")
        (entry,) = entries(records, Event.PERSON_PASSWORD_SET)[-1:]
        assert entry["details"] == '{"sign_ins_closed":1}'

    @pytest.mark.parametrize(
        ("password", "again", "words"),
        [
            ("short", "short", "at least 12"),
            ("a longer reading list", "another reading list", "differ"),
            (REVIEWER, REVIEWER, "too easy"),
            ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "too easy"),
            ("P@ssw0rd123456", "P@ssw0rd123456", "commonly used password"),
            ("qwertyuiop1234", "qwertyuiop1234", "too easy"),
            ("Reviewer.One.company", "Reviewer.One.company", "too easy"),
            ("chatredactor review", "chatredactor review", "too easy"),
            ("x" * 257, "x" * 257, "at most 256"),
        ],
    )
    def test_a_weak_password_is_refused_in_words(
        self, sign_in: SignIn, password: str, again: str, words: str
    ) -> None:
        answer = sign_in(Role.REVIEWER).fill("/me/password", password=password, again=again)
        assert answer.status_code == 422
        assert words in answer.text

    def test_signing_out_ends_it_here_and_in_the_records(
        self, sign_in: SignIn, records: Records
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        token = browser.cookies["__Host-sign-in"]
        answer = browser.fill("/sign-out")
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        browser.cookies.set("__Host-sign-in", token, domain="review.example")
        assert browser.get("/queue").headers["location"].startswith("/sign-in?said=closed")
        assert entries(records, Event.SIGN_IN_CLOSED)

    def test_half_an_hour_without_a_request_ends_it(self, sign_in: SignIn, clock: Clock) -> None:
        browser = sign_in(Role.REVIEWER)
        clock.move(minutes=31)
        answer = browser.get("/queue")
        assert answer.headers["location"] == "/sign-in?said=idle&next=/queue"
        assert "without use" in browser.get(answer.headers["location"]).text

    def test_a_new_sign_in_at_the_same_browser_closes_the_old_one(
        self, sign_in: SignIn, records: Records
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        old = browser.cookies["__Host-sign-in"]
        browser.cookies.set("__Host-before", "known", domain="review.example")
        answer = browser.fill(
            "/sign-in",
            token="known",
            email=REVIEWER,
            password=PASSWORD,
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        assert answer.status_code == 303
        assert browser.cookies["__Host-sign-in"] != old
        assert len(entries(records, Event.SIGN_IN_CLOSED)) == 1

    @pytest.mark.parametrize("origin", [None, "null", "https://evil.example"])
    def test_forms_from_elsewhere_are_refused_and_stand_in_the_log(
        self, sign_in: SignIn, records: Records, origin: str | None
    ) -> None:
        answer = sign_in(Role.REVIEWER).fill("/search", origin=origin, words="refund")
        assert answer.status_code == 403
        assert "Nothing was saved" in answer.text
        assert [e["reason"] for e in entries(records, Event.PAGE_REFUSED)] == ["origin"]
        assert not entries(records, Event.SEARCH_RAN)

    def test_the_token_of_another_sign_in_does_not_fit(self, sign_in: SignIn) -> None:
        other = sign_in(Role.LEAD).token()
        assert sign_in(Role.REVIEWER).fill("/search", token=other, words="x").status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        "http://review.example",
        "ftp://review.example",
        "review.example",
        "https://a.example/path",
        "http://127.0.0.1.evil.example",
        "https://user@a.example",
        "https://:secret@a.example",
        "https://a.example#top",
        "https://a b.example",
        "https://bücher.example",
        "https://a.example:99999",
    ],
)
def test_it_does_not_start_where_the_cookie_would_travel_unprotected(
    records: Records, clock: Clock, passwords: Passwords, url: str
) -> None:
    with pytest.raises(UnsafeAddress):
        create_app(records, public_url=url, clock=clock, passwords=passwords)


def test_plain_http_on_this_machine_has_a_plain_cookie(
    records: Records, clock: Clock, passwords: Passwords
) -> None:
    app = create_app(records, public_url="http://127.0.0.1:8080", clock=clock, passwords=passwords)
    with Browser(app) as browser:
        answer = browser.get("http://127.0.0.1:8080/sign-in")
    assert answer.headers["set-cookie"].startswith("before=")
    assert "strict-transport-security" not in answer.headers


class TestWhileAPageIsMade:
    @pytest.mark.parametrize("ending", ["closed", "disabled"])
    def test_who_is_signed_out_meanwhile_looks_at_nothing(
        self, app: FastAPI, records: Records, people: dict[Role, str], ending: str
    ) -> None:
        opened = open_with_invite(
            records,
            token=invite(records, people[Role.AUDITOR]),
            purpose=Purpose.AUDIT,
            address="",
        )
        visit = Visit(desk=app.state.desk, sign_in=opened, from_address="", form={})
        with records.act(CLI) as act:
            if ending == "closed":
                close(act, opened.token)
            else:
                disable_person(act, opened.person.id)
        with pytest.raises(SignInEnded, match=ending), visit.act() as act:
            find_entries(act)
        last = entries(records)[-1]
        assert (last["event"], last["reason"]) == ("page:refused", ending)
        assert last["actor_id"] == opened.person.id
        assert not entries(records, Event.LOG_LISTED)
