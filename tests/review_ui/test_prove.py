"""Being asked who one is before an act that matters, and coming back to it safely."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.accounts.people import make_invite
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.dependencies import Needs
from review_ui.permissions import may
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import PASSWORD, Browser, SignIn, entries
from tests.review_ui.conftest import Come
from tests.review_ui.matrix import POSITIONS, SIGNS_ONLY, Scene, look, targets
from tests.review_ui.routes import routes_of

NEW = {
    "name": 'Ida "New" <One>',
    "email": "ida@company.example",
    "role": "reviewer",
    "ends_at": "2027-01-31",
}


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to `action`."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'action="{action}"' in f)
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {
        name: value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        for name, value in fields
    }


@pytest.fixture
def stale(sign_in: SignIn, clock: Clock) -> Browser:
    """An administrator whose proof is too old."""
    browser = sign_in(Role.ADMINISTRATOR)
    clock.move(minutes=11)
    return browser


WITHOUT_PROOF = {
    "reads, or writes what is one's own": {
        "/alerts/{alert_id}/close",
        "/erasures/{session_id}/look",
        "/log/filters",
        "/log/filters/{filter_id}/delete",
        "/log/proof",
        "/me/shortcuts",
        "/notices/seen",
        "/search",
        "/sessions/{session_id}/review",
    },
    "masks or holds back more, or stops something": {
        "/holds",
        "/holds/persons",
        "/holds/persons/{hold_id}/keep",
        "/me/tokens/{token_id}/revoke",
        "/objections/{objection_id}/keep",
        "/requests/{request_id}/hold",
        "/sessions/{session_id}/missed",
        "/sign-out",
        "/signs/{sign_id}/withhold",
    },
    "asks only: somebody else decides, with a proof": {
        "/holds/persons/{hold_id}/ask",
        "/objections/{objection_id}/ask",
        "/purposes/ask",
        "/requests",
        "/requests/{request_id}/choices",
        "/requests/{request_id}/close",
        "/requests/{request_id}/corrections",
        "/requests/{request_id}/extend",
        "/requests/{request_id}/identifiers",
        "/requests/{request_id}/propose",
        "/requests/{request_id}/return",
        "/requests/{request_id}/search",
        "/requests/{request_id}/verify",
        "/sessions/{session_id}/reveal",
        "/sessions/{session_id}/wrong",
    },
    "is a part of what was decided already": {
        "/purposes/choose",
        "/reveals/{reveal_id}/show",
        "/sources/retry",
    },
    "is the way to a proof, or asks for one itself": {
        "/me/password",
        "/prove",
        "/prove/company",
    },
}
"""Every form that is taken without a fresh proof, by the reason. A new form stands here or asks."""


def asks_for_proof(app: FastAPI) -> dict[str, bool]:
    """Every form of a person who is signed in, and whether it asks for a fresh proof."""
    return {
        route.path: inner.call.proven
        for route in routes_of(app)
        for inner in getattr(route, "dependant", None).dependencies  # type: ignore[union-attr]
        if isinstance(inner.call, Needs) and "POST" in route.methods
    }


def test_every_form_asks_for_a_fresh_proof_or_has_its_reason(app: FastAPI) -> None:
    forms = asks_for_proof(app)
    without = {path for path, proven in forms.items() if not proven}
    assert without == {path for paths in WITHOUT_PROOF.values() for path in paths}
    assert len(forms) - len(without) > 20


@pytest.mark.slow
def test_with_an_old_proof_no_form_that_asks_does_anything(
    app: FastAPI, scene: Scene, browser: Browser, come: Come, clock: Clock
) -> None:
    asking = {path for path, proven in asks_for_proof(app).items() if proven}
    clock.move(minutes=11)
    for target in targets(app, scene):
        if target.method != "POST" or target.path not in asking:
            continue
        role, purpose = next(each for each in POSITIONS if may(*each, target.permission))
        sign_in = scene.sign_ins[role, purpose]
        found = look(browser, scene, target, sign_in)
        assert found.status == 401, target.address
        assert "Prove that it is you" in found.text
        assert [entry["reason"] for entry in found.entries] == ["proof"], target.address
        assert not found.changed - SIGNS_ONLY - {"notices"}, target.address


def test_a_fresh_sign_in_is_not_asked(sign_in: SignIn) -> None:
    assert "One-time link" in sign_in(Role.ADMINISTRATOR).fill("/people", **NEW).text


def test_a_form_that_comes_too_late_does_nothing_and_is_given_back(
    stale: Browser, records: Records
) -> None:
    answer = stale.fill("/people", **NEW)
    assert answer.status_code == 401
    assert "Prove that it is you" in answer.text
    assert not entries(records, Event.PERSON_ADDED)[6:]
    waiting = hidden(answer.text, "/prove")

    proved = stale.fill("/prove", **{**waiting, "password": PASSWORD})
    assert proved.status_code == 200
    assert not entries(records, Event.PERSON_ADDED)[6:], "nothing is sent on by itself"
    again = hidden(proved.text, "/people")
    assert {name: again[name] for name in NEW} == NEW
    assert "Ida &#34;New&#34; &lt;One&gt;" in proved.text

    done = stale.fill("/people", **again)
    assert "One-time link" in done.text


def test_a_wrong_password_keeps_what_was_entered(stale: Browser) -> None:
    waiting = hidden(stale.fill("/people", **NEW).text, "/prove")
    answer = stale.fill("/prove", **{**waiting, "password": "wrong wrong wrong"})
    assert answer.status_code == 401
    assert "did not match" in answer.text
    assert hidden(answer.text, "/prove") == waiting
    assert "wrong wrong wrong" not in answer.text


def test_a_page_is_come_back_to(stale: Browser) -> None:
    answer = stale.fill("/prove", next="/people?said=disabled", password=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/people?said=disabled")


def test_the_cookie_is_a_new_one_and_the_old_one_is_worth_nothing(stale: Browser) -> None:
    old = stale.cookies["__Host-sign-in"]
    stale.fill("/prove", password=PASSWORD)
    new = stale.cookies["__Host-sign-in"]
    assert new != old
    assert stale.get("/people").status_code == 200
    stale.cookies.set("__Host-sign-in", old, domain="review.example")
    assert stale.get("/people").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_neither_the_way_back_nor_the_form_leads_elsewhere(stale: Browser, evil: str) -> None:
    answer = stale.fill("/prove", next=evil, action=evil, password=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "evil" not in stale.get(f"/prove?next={evil}").text


def test_the_form_token_of_the_form_that_waits_is_not_carried_along(stale: Browser) -> None:
    waiting = hidden(stale.fill("/people", **NEW).text, "/prove")
    assert "sent.csrf_token" not in waiting


def test_a_form_from_elsewhere_is_not_given_back(stale: Browser) -> None:
    answer = stale.fill("/people", origin="https://evil.example", **NEW)
    assert answer.status_code == 403
    assert "Ida" not in answer.text


def test_who_may_not_do_it_is_refused_and_not_asked(sign_in: SignIn, clock: Clock) -> None:
    browser = sign_in(Role.REVIEWER)
    clock.move(minutes=11)
    assert browser.fill("/people", **NEW).status_code == 403


def test_the_fifth_failure_signs_out(stale: Browser) -> None:
    token = stale.token()
    answers = [stale.fill("/prove", token=token, password="wrong") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [303]
    assert answers[-1].headers["location"].startswith("/sign-in")


def test_who_came_by_a_link_sets_a_password_and_goes_on(
    app: FastAPI, records: Records, people: dict[Role, str], visitor: Browser
) -> None:
    from models.accounts.people import add_person

    with records.act(CLI) as act:
        person = add_person(
            act, name="Ada New", email="ada@company.example", role=Role.ADMINISTRATOR
        )
        path = f"/sign-in/once/{make_invite(act, person.id, timedelta(hours=1))}"
    visitor.fill(path, token=visitor.token(path), purpose=Purpose.OPERATION)
    asked = visitor.fill("/people", **NEW)
    assert "Set a password" in asked.text
    waiting = hidden(asked.text, "/prove")
    assert visitor.fill("/prove", **waiting).status_code == 401
    new = "seven slow river boats"
    assert visitor.fill("/me/password", password=new, again=new).status_code == 303
    assert "Send it now" in visitor.fill("/prove", **waiting).text


def test_a_password_is_changed_with_a_fresh_proof_only(stale: Browser, records: Records) -> None:
    new = "seven slow river boats"
    answer = stale.fill("/me/password", password=new, again=new)
    assert answer.headers["location"] == "/prove?next=/me"
    assert new not in stale.get("/prove?next=/me").text
    assert 'name="again"' not in stale.get("/me").text
    assert not entries(records, Event.PERSON_PASSWORD_SET)[5:]
