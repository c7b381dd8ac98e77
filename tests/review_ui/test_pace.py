"""Who asks faster than anybody reads has to wait; the log cannot be filled that way."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from models.accounts.people import disable_person
from models.actors import Role
from models.log.access_log import Event
from models.networks import network
from models.records import Records
from review_ui.app import create_app
from review_ui.pace import _MOST_KEPT, Pace, Rates
from review_ui.passwords import Passwords
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import URL, Browser, SignIn, entries
from tests.review_ui.test_api import make

RATES = Rates(person=10, address=30, sign_in=5)


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
    return create_app(records, public_url=URL, clock=clock, passwords=passwords, rates=RATES)


def refusals(records: Records) -> list[dict[str, str]]:
    return [e for e in entries(records, Event.PAGE_REFUSED) if e["reason"] == "too_many"]


def test_a_person_who_asks_too_fast_waits_and_leaves_one_entry(
    sign_in: SignIn, records: Records, clock: Clock
) -> None:
    browser = sign_in(Role.REVIEWER)
    answers = [browser.get("/me") for _ in range(15)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 5
    assert "Wait a moment" in answers[-1].text
    assert 0 < int(answers[-1].headers["retry-after"]) <= 7
    (entry,) = refusals(records)
    assert entry["actor_role"] == "reviewer"
    clock.move(seconds=6)
    assert browser.get("/me").status_code == 200
    assert browser.get("/me").status_code == 429


def test_nobody_waits_for_a_clock_that_was_set_back(clock: Clock) -> None:
    pace = Pace(RATES)
    ahead = [pace.take("person", "someone", clock()) for _ in range(11)]
    assert [verdict.ok for verdict in ahead] == [True] * 10 + [False]
    clock.move(days=-1)
    verdict = pace.take("person", "someone", clock())
    assert (verdict.ok, verdict.tell) == (False, True)
    assert 0 < verdict.wait_seconds <= 7
    clock.move(seconds=verdict.wait_seconds)
    assert pace.take("person", "someone", clock()).ok


def test_one_person_does_not_slow_another(sign_in: SignIn) -> None:
    fast, calm = sign_in(Role.REVIEWER), sign_in(Role.AUDITOR)
    assert {fast.get("/me").status_code for _ in range(12)} == {200, 429}
    assert calm.get("/me").status_code == 200


def test_who_comes_with_an_old_cookie_waits_as_long_and_fills_no_log(
    sign_in: SignIn, records: Records, people: dict[Role, str], clock: Clock
) -> None:
    browser = sign_in(Role.REVIEWER)
    with records.act(CLI) as act:
        disable_person(act, people[Role.REVIEWER])
    codes = [browser.get("/me").status_code for _ in range(15)]
    assert codes == [303] * 10 + [429] * 5
    reasons = [e["reason"] for e in entries(records, Event.PAGE_REFUSED)]
    assert reasons == ["disabled"] * 10 + ["too_many"]
    clock.move(minutes=2)
    assert browser.get("/me").headers["location"].startswith("/sign-in?said=disabled")


def test_so_does_a_machine_whatever_its_token_is_worth(
    sign_in: SignIn, visitor: Browser, records: Records, people: dict[Role, str], clock: Clock
) -> None:
    token = make(sign_in(Role.AUDITOR))

    def codes() -> list[int]:
        clock.move(minutes=2)
        headers = {"Authorization": f"Bearer {token}"}
        return [visitor.get("/api/log", headers=headers).status_code for _ in range(12)]

    assert codes() == [200] * 10 + [429] * 2
    with records.act(CLI) as act:
        disable_person(act, people[Role.AUDITOR])
    assert codes() == [401] * 10 + [429] * 2
    assert len(refusals(records)) == 2


def test_an_address_that_floods_waits_and_leaves_one_entry_a_minute(
    visitor: Browser, records: Records, clock: Clock
) -> None:
    codes = [visitor.get("/nowhere").status_code for _ in range(50)]
    assert codes == [404] * 30 + [429] * 20
    assert len(refusals(records)) == 1
    clock.move(minutes=2)
    assert {visitor.get("/nowhere").status_code for _ in range(50)} == {404, 429}
    assert len(refusals(records)) == 2


def test_forms_to_get_in_are_slower_still(visitor: Browser) -> None:
    codes = [visitor.fill("/sign-in", token="x").status_code for _ in range(8)]
    assert codes == [403] * 5 + [429] * 3


def test_so_are_answers_of_a_provider(visitor: Browser) -> None:
    codes = [visitor.get("/sign-in/company/back?state=x").status_code for _ in range(8)]
    assert codes == [303] * 5 + [429] * 3


def test_styles_and_health_are_free(visitor: Browser) -> None:
    assert {visitor.get("/healthz").status_code for _ in range(40)} == {200}
    assert {visitor.get("/static/x/y.css").status_code for _ in range(40)} == {404}


def test_many_addresses_cannot_fill_the_log() -> None:
    pace, now = Pace(RATES), Clock()()
    told = 0
    for number in range(200):
        for _ in range(7):
            told += pace.take("sign_in", f"198.51.100.{number}", now).tell
    assert told == 20


def test_what_is_remembered_is_bounded() -> None:
    pace, now = Pace(RATES), Clock()()
    for number in range(_MOST_KEPT + 500):
        pace.take("address", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", now)
    assert len(pace._free_at) <= _MOST_KEPT


@given(st.lists(st.floats(0, 30), max_size=60))
def test_no_minute_holds_more_than_twice_the_rate(waits: list[float]) -> None:
    pace, clock, granted = Pace(Rates(person=10)), Clock(), []
    for wait in waits:
        clock.move(seconds=wait)
        if pace.take("person", "p", clock()).ok:
            granted.append(clock())
    for start in granted:
        within = [at for at in granted if 0 <= (at - start).total_seconds() < 60]
        assert len(within) <= 20


def test_no_rate_is_no_limit() -> None:
    pace, now = Pace(Rates()), Clock()()
    assert all(pace.take("person", "p", now).ok for _ in range(1000))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("testclient", "testclient", True),
    ],
)
def test_a_network_is_what_one_customer_has(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[Browser]:
    with Browser(app) as browser:
        yield browser
