"""Where one is signed in, and signing out there; roles and last days by an administrator."""

import re
from datetime import timedelta

import pytest

from models.accounts.people import make_invite
from models.accounts.sign_in_limits import SignInLimits
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.device_words import device_words
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import Browser, SignIn, entries


def test_each_sign_in_stands_there_with_device_address_and_time(sign_in: SignIn) -> None:
    sign_in(Role.REVIEWER)
    page = sign_in(Role.REVIEWER).get("/me/sign-ins").text
    assert page.count("Another browser") >= 2
    assert page.count("testclient") == 2
    assert page.count("2 Mar 2026, 09:00") == 2
    assert page.count(">Here<") == 1


def test_a_one_time_link_is_called_so_there_too(
    visitor: Browser, records: Records, people: dict[Role, str]
) -> None:
    with records.act(CLI) as act:
        path = f"/sign-in/once/{make_invite(act, people[Role.LEAD], timedelta(hours=1))}"
    visitor.fill(path, token=visitor.token(path), purpose=Purpose.CUSTOMER_SERVICE)
    assert "One-time link" in visitor.get("/me/sign-ins").text


def test_signing_out_elsewhere_ends_the_others_and_not_this(
    sign_in: SignIn, records: Records
) -> None:
    there, here, other = sign_in(Role.REVIEWER), sign_in(Role.REVIEWER), sign_in(Role.LEAD)
    here.fill("/me/sign-ins/close")
    assert there.get("/queue").headers["location"].startswith("/sign-in?said=closed")
    assert here.get("/queue").status_code == 200
    assert other.get("/queue").status_code == 200
    (entry,) = entries(records, Event.SIGN_IN_CLOSED)
    assert (entry["reason"], entry["details"]) == ("elsewhere", '{"count":1}')


def test_one_of_them_can_be_ended_but_nobody_elses(sign_in: SignIn) -> None:
    there, here, lead = sign_in(Role.REVIEWER), sign_in(Role.REVIEWER), sign_in(Role.LEAD)
    found = re.search(r"/me/sign-ins/(\w+)/close", here.get("/me/sign-ins").text)
    assert found
    assert lead.fill(f"/me/sign-ins/{found[1]}/close").status_code == 404
    assert there.get("/queue").status_code == 200
    assert here.fill(f"/me/sign-ins/{found[1]}/close").status_code == 303
    assert there.get("/queue").status_code == 303


def test_one_that_ended_by_itself_is_not_listed(sign_in: SignIn, clock: Clock) -> None:
    sign_in(Role.REVIEWER)
    clock.move(minutes=31)
    assert sign_in(Role.REVIEWER).get("/me/sign-ins").text.count("testclient") == 1


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux; rv:140.0) Gecko/2010 Firefox/140.0",
            "Firefox on Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("<script>alert(1)</script>", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_device_is_said_in_words_of_ours(header: str, words: str) -> None:
    assert device_words(header) == words


def test_how_long_a_sign_in_lasts_is_a_setting(
    records: Records, sign_in: SignIn, clock: Clock
) -> None:
    records.sign_in_limits = SignInLimits(longest=timedelta(hours=1), idle=timedelta(minutes=5))
    browser = sign_in(Role.REVIEWER)
    for _ in range(14):
        clock.move(minutes=4)
        assert browser.get("/queue").status_code == 200
    clock.move(minutes=4)
    assert browser.get("/queue").headers["location"].startswith("/sign-in?said=ended")
    again = sign_in(Role.REVIEWER)
    clock.move(minutes=5)
    assert again.get("/queue").headers["location"].startswith("/sign-in?said=idle")


def test_others_are_ended_with_a_fresh_proof_only(sign_in: SignIn, clock: Clock) -> None:
    there, here = sign_in(Role.REVIEWER), sign_in(Role.REVIEWER)
    (one,) = re.findall(r"/me/sign-ins/(\w+)/close", here.get("/me/sign-ins").text)
    clock.move(minutes=11)
    assert here.fill(f"/me/sign-ins/{one}/close").status_code == 401
    assert here.fill("/me/sign-ins/close").status_code == 401
    assert there.get("/queue").status_code == 200
    assert here.fill("/sign-out").status_code == 303  # to leave, nobody has to prove anything


class TestSigningOut:
    def test_a_person_is_signed_out_everywhere_and_comes_in_again(
        self, sign_in: SignIn, people: dict[Role, str], records: Records
    ) -> None:
        one, two, other = sign_in(Role.REVIEWER), sign_in(Role.REVIEWER), sign_in(Role.LEAD)
        administrator = sign_in(Role.ADMINISTRATOR)
        answer = administrator.fill(f"/people/{people[Role.REVIEWER]}/sign-out")
        assert answer.headers["location"] == "/people?said=out"
        for browser in (one, two):
            assert browser.get("/queue").headers["location"].startswith("/sign-in?said=closed")
        assert other.get("/queue").status_code == 200
        (entry,) = entries(records, Event.PERSON_SIGNED_OUT)
        assert (entry["actor_id"], entry["object"], entry["details"]) == (
            people[Role.ADMINISTRATOR],
            f"person:{people[Role.REVIEWER]}",
            '{"sign_ins":2}',
        )
        assert sign_in(Role.REVIEWER).get("/queue").status_code == 200

    def test_everybody_is_signed_out_but_who_asks(self, sign_in: SignIn, records: Records) -> None:
        others = [sign_in(Role.LEAD), sign_in(Role.AUDITOR), sign_in(Role.ADMINISTRATOR)]
        administrator = sign_in(Role.ADMINISTRATOR)
        assert administrator.fill("/people/sign-out").headers["location"] == "/people?said=all_out"
        assert [browser.get("/me").status_code for browser in others] == [303] * 3
        assert administrator.get("/people").status_code == 200
        (entry,) = entries(records, Event.PERSON_SIGNED_OUT)
        assert (entry["object"], entry["reason"], entry["details"]) == (
            "",
            "everybody",
            '{"sign_ins":3}',
        )

    def test_half_a_sign_in_ends_too(
        self, sign_in: SignIn, people: dict[Role, str], records: Records
    ) -> None:
        with records.step() as step:
            step.db.table("half_sign_ins").insert(
                {
                    "token_digest": "d",
                    "person_id": people[Role.LEAD],
                    "purpose": "audit",
                    "opened_by": "password",
                    "ends_at": "2026-03-02T10:00:00.000000Z",
                }
            )
        sign_in(Role.ADMINISTRATOR).fill(f"/people/{people[Role.LEAD]}/sign-out")
        with records.peek() as look:
            assert look.db.table("half_sign_ins").count == 0

    def test_a_closed_account_has_nothing_to_end(
        self, sign_in: SignIn, people: dict[Role, str]
    ) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        administrator.fill(f"/people/{people[Role.LEAD]}/disable")
        answer = administrator.fill(f"/people/{people[Role.LEAD]}/sign-out")
        assert "closed already" in answer.text

    @pytest.mark.parametrize("path", ["/people/sign-out", "/people/{}/sign-out"])
    def test_it_takes_an_administrator_with_a_fresh_proof(
        self, sign_in: SignIn, people: dict[Role, str], clock: Clock, path: str
    ) -> None:
        lead, administrator = sign_in(Role.LEAD), sign_in(Role.ADMINISTRATOR)
        reviewer, path = sign_in(Role.REVIEWER), path.format(people[Role.REVIEWER])
        assert lead.fill(path).status_code == 403
        clock.move(minutes=11)
        assert administrator.fill(path).status_code == 401
        assert reviewer.get("/queue").status_code == 200


class TestMovers:
    def test_a_role_is_changed_with_a_fresh_proof_and_ends_all(
        self, sign_in: SignIn, people: dict[Role, str], visitor: Browser, clock: Clock
    ) -> None:
        mover, administrator = sign_in(Role.REVIEWER), sign_in(Role.ADMINISTRATOR)
        path = f"/people/{people[Role.REVIEWER]}/role"
        clock.move(minutes=11)
        assert administrator.fill(path, role="auditor").status_code == 401
        clock.move(minutes=-11)
        assert administrator.fill(path, role="auditor").headers["location"] == "/people?said=moved"
        assert mover.get("/queue").headers["location"].startswith("/sign-in?said=closed")
        answer = visitor.enter("reviewer@company.example", Purpose.CUSTOMER_SERVICE)
        assert answer.status_code == 403
        assert visitor.enter("reviewer@company.example", Purpose.AUDIT).status_code == 303

    @pytest.mark.parametrize("role", ["", "reviewer", "king"])
    def test_what_is_no_other_role_is_refused(
        self, sign_in: SignIn, people: dict[Role, str], role: str
    ) -> None:
        answer = sign_in(Role.ADMINISTRATOR).fill(
            f"/people/{people[Role.REVIEWER]}/role", role=role
        )
        assert answer.status_code == 422

    def test_the_last_administrator_stays(self, sign_in: SignIn, people: dict[Role, str]) -> None:
        answer = sign_in(Role.ADMINISTRATOR).fill(
            f"/people/{people[Role.ADMINISTRATOR]}/role", role="lead"
        )
        assert "Add another administrator first" in answer.text

    def test_a_last_day_is_set_and_taken_away(
        self, sign_in: SignIn, people: dict[Role, str], clock: Clock
    ) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        path = f"/people/{people[Role.LEAD]}/last-day"
        assert administrator.fill(path, ends_at="2026-03-03").status_code == 303
        assert "Tue 3 Mar 2026" in administrator.get("/people").text
        assert administrator.fill(path, ends_at="2026-02-01").status_code == 422
        assert administrator.fill(path, ends_at="").status_code == 303
        assert "Tue 3 Mar 2026" not in administrator.get("/people").text
