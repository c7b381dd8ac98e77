"""Passkeys: made, named, shown, removed; and every answer that is not quite one, refused."""

import json
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from models.accounts.passkeys import passkeys_of
from models.accounts.people import disable_person
from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from review_ui.browser import public_address
from review_ui.passkeys import ceremonies, challenge_of
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import PASSWORD, Browser, SignIn, entries
from tests.review_ui.security_key import SecurityKey, asked

REVIEWER = "reviewer@company.example"
PURPOSE = Purpose.CUSTOMER_SERVICE


def add(browser: Browser, key: SecurityKey, name: str = "work laptop") -> object:
    options = asked(browser.get("/me/second-factor").text, "make")
    return browser.fill("/me/passkeys", name=name, passkey=key.make(options))


def enter(browser: Browser, key: SecurityKey, **fields: str) -> object:
    page = browser.get("/sign-in").text
    fields = {"purpose": PURPOSE, "passkey": key.show(asked(page, "show"))} | fields
    return browser.fill("/sign-in/passkey", token=browser.token("/sign-in"), **fields)


@pytest.fixture
def key(sign_in: SignIn) -> SecurityKey:
    """A key that holds a passkey of the reviewer."""
    key = SecurityKey()
    add(sign_in(Role.REVIEWER), key)
    return key


def test_adding_one_shows_recovery_codes_and_keeps_what_is_public(
    sign_in: SignIn, records: Records, people: dict[Role, str]
) -> None:
    key = SecurityKey()
    answer = add(sign_in(Role.REVIEWER), key)
    assert len(re.findall(r"<code>[a-z2-7-]{19}</code>", answer.text)) == 10  # type: ignore[attr-defined]
    (kept,) = passkeys_of(records, people[Role.REVIEWER])
    assert (kept.name, kept.credential_id) == ("work laptop", key.credential_id)
    (entry,) = entries(records, Event.PASSKEY_ADDED)
    assert entry["details"] == f'{{"passkey":"{kept.id}"}}'


def test_it_lets_in_without_a_password(
    visitor: Browser, key: SecurityKey, records: Records
) -> None:
    answer = enter(visitor, key, next="/queue")
    assert answer.headers["location"] == "/queue"  # type: ignore[attr-defined]
    assert visitor.get("/queue").status_code == 200
    assert entries(records, Event.SIGN_IN_OPENED)[-1]["details"] == (
        '{"by":"passkey","second":"none"}'
    )


def test_it_makes_the_device_known(visitor: Browser, key: SecurityKey) -> None:
    enter(visitor, key)
    assert "__Host-device" in visitor.cookies


def test_an_answer_counts_once(app: FastAPI, visitor: Browser, key: SecurityKey) -> None:
    page = visitor.get("/sign-in").text
    token = visitor.token("/sign-in")
    before = visitor.cookies["__Host-before"]
    passkey = key.show(asked(page, "show"))
    fields = {"purpose": PURPOSE, "passkey": passkey}
    assert visitor.fill("/sign-in/passkey", token=token, **fields).status_code == 303
    with Browser(app) as other:
        other.cookies.set("__Host-before", before, domain="review.example")
        answer = other.fill("/sign-in/passkey", token=token, **fields)
        assert answer.status_code in {401, 403}
        assert "__Host-sign-in" not in other.cookies


def test_a_synced_passkey_without_a_counter_counts_once_too(
    app: FastAPI, visitor: Browser, sign_in: SignIn
) -> None:
    class Synced(SecurityKey):
        def show(self, options: dict[str, object]) -> str:
            self.uses = -1
            return super().show(options)

    key = Synced()
    add(sign_in(Role.REVIEWER), key)
    page = visitor.get("/sign-in").text
    token, before = visitor.token("/sign-in"), visitor.cookies["__Host-before"]
    fields = {"purpose": PURPOSE, "passkey": key.show(asked(page, "show"))}
    assert visitor.fill("/sign-in/passkey", token=token, **fields).status_code == 303
    with Browser(app) as other:
        other.cookies.set("__Host-before", before, domain="review.example")
        assert other.fill("/sign-in/passkey", token=token, **fields).status_code == 403


def test_an_answer_of_another_browser_does_not_count(
    app: FastAPI, visitor: Browser, key: SecurityKey
) -> None:
    with Browser(app) as other:
        options = asked(other.get("/sign-in").text, "show")
    answer = enter(visitor, key, passkey=key.show(options))
    assert answer.status_code == 401  # type: ignore[attr-defined]


def test_an_answer_that_took_too_long_does_not_count(
    visitor: Browser, key: SecurityKey, clock: Clock
) -> None:
    options = asked(visitor.get("/sign-in").text, "show")
    clock.move(minutes=5)
    assert enter(visitor, key, passkey=key.show(options)).status_code == 401  # type: ignore[attr-defined]


def copied(key: SecurityKey) -> None:
    key.uses = 0


def unverified(key: SecurityKey) -> None:
    key.verified = False


def elsewhere(key: SecurityKey) -> None:
    key.origin = "https://review.example.evil.example"


def another_key(key: SecurityKey) -> None:
    key._key = SecurityKey()._key


def of_somebody_else(key: SecurityKey) -> None:
    key.handle = b"somebody-else"


@pytest.mark.parametrize("wrong", [copied, unverified, elsewhere, another_key, of_somebody_else])
def test_what_is_not_quite_it_lets_nobody_in_and_is_an_entry(
    visitor: Browser, key: SecurityKey, records: Records, wrong: Callable[[SecurityKey], None]
) -> None:
    enter(visitor, key)
    visitor.cookies.clear()
    wrong(key)
    answer = enter(visitor, key)
    assert answer.status_code == 401  # type: ignore[attr-defined]
    assert "not known here" in answer.text  # type: ignore[attr-defined]
    assert "__Host-sign-in" not in visitor.cookies
    last = entries(records)[-1]
    assert (last["event"], last["reason"]) == ("sign_in:refused", "passkey")


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "1", '{"response":{}}', '{"id":1}', "x" * 20_000, '{"a":' * 5000],
)
def test_rubbish_lets_nobody_in(visitor: Browser, key: SecurityKey, answer: str) -> None:
    assert challenge_of(answer) == b""
    assert enter(visitor, key, passkey=answer).status_code == 401  # type: ignore[attr-defined]


def test_a_passkey_nobody_has_leaves_no_entry(
    visitor: Browser, key: SecurityKey, records: Records
) -> None:
    before = len(entries(records))
    stranger = SecurityKey(credential_id=b"x" * 32)
    assert enter(visitor, stranger).status_code == 401  # type: ignore[attr-defined]
    assert len(entries(records)) == before


def test_a_closed_account_is_not_let_in(
    visitor: Browser, key: SecurityKey, records: Records, people: dict[Role, str]
) -> None:
    options = asked(visitor.get("/sign-in").text, "show")
    with records.act(CLI) as act:
        disable_person(act, people[Role.REVIEWER])
    assert enter(visitor, key, passkey=key.show(options)).status_code == 401  # type: ignore[attr-defined]


def test_the_purpose_has_to_fit_the_role(visitor: Browser, key: SecurityKey) -> None:
    answer = enter(visitor, key, purpose=Purpose.AUDIT)
    assert answer.status_code == 403  # type: ignore[attr-defined]


def test_with_one_a_password_alone_is_not_enough(visitor: Browser, key: SecurityKey) -> None:
    answer = visitor.enter(REVIEWER, PURPOSE)
    assert answer.headers["location"] == "/sign-in/second"
    page = visitor.get("/sign-in/second").text
    fields = {"passkey": key.show(asked(page, "show"))}
    token = visitor.token("/sign-in/second")
    answer = visitor.fill("/sign-in/second", token=token, **fields)
    assert answer.headers["location"] == "/"
    assert visitor.get("/queue").status_code == 200


def test_who_has_passkeys_only_is_asked_for_one_first_and_told_what_they_can_use(
    visitor: Browser, key: SecurityKey
) -> None:
    visitor.enter(REVIEWER, PURPOSE)
    page = visitor.get("/sign-in/second").text
    assert page.index("Use a passkey") < page.index("Sign in with a recovery code")
    token = visitor.token("/sign-in/second")
    said = visitor.fill("/sign-in/second", token=token, code="aaaa-bbbb").text
    assert "Use your passkey, or another recovery code." in said
    assert "next code" not in said  # there is no app that would show one
    said = visitor.fill("/sign-in/second", token=token, passkey="{}").text
    assert "That passkey is not known here" in said


def test_the_passkey_of_somebody_else_finishes_no_half(
    visitor: Browser, key: SecurityKey, sign_in: SignIn
) -> None:
    theirs = SecurityKey()
    add(sign_in(Role.LEAD), theirs)
    visitor.enter(REVIEWER, PURPOSE)
    page = visitor.get("/sign-in/second").text
    answer = visitor.fill(
        "/sign-in/second",
        token=visitor.token("/sign-in/second"),
        passkey=theirs.show(asked(page, "show")),
    )
    assert answer.headers["location"] == "/sign-in?said=half"
    assert "__Host-sign-in" not in visitor.cookies


class TestAsAProof:
    def test_it_is_one(self, visitor: Browser, key: SecurityKey, clock: Clock) -> None:
        enter(visitor, key)
        clock.move(minutes=11)
        page = visitor.get("/prove?next=/me").text
        answer = visitor.fill("/prove", next="/me", passkey=key.show(asked(page, "show")))
        assert answer.headers["location"] == "/me"
        assert asked(visitor.get("/me/second-factor").text, "make")

    def test_that_of_somebody_else_is_none(
        self, visitor: Browser, key: SecurityKey, sign_in: SignIn, clock: Clock
    ) -> None:
        theirs = SecurityKey()
        add(sign_in(Role.LEAD), theirs)
        enter(visitor, key)
        clock.move(minutes=11)
        page = visitor.get("/prove?next=/me").text
        answer = visitor.fill("/prove", next="/me", passkey=theirs.show(asked(page, "show")))
        assert answer.status_code == 401


class TestKeepingThem:
    def test_a_person_has_several_with_names(
        self, sign_in: SignIn, records: Records, people: dict[Role, str]
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        add(browser, SecurityKey(), "work laptop")
        answer = add(browser, SecurityKey(), 'blue "key" <b>')
        assert answer.headers["location"] == "/me/second-factor?said=added"  # type: ignore[attr-defined]
        page = browser.get("/me/second-factor").text
        assert "work laptop" in page
        assert "blue &#34;key&#34; &lt;b&gt;" in page
        first, second = passkeys_of(records, people[Role.REVIEWER])
        browser.fill(f"/me/passkeys/{first.id}/rename", name="old laptop")
        browser.fill(f"/me/passkeys/{second.id}/remove")
        assert [p.name for p in passkeys_of(records, people[Role.REVIEWER])] == ["old laptop"]

    def test_the_browser_is_told_which_it_has(self, sign_in: SignIn, key: SecurityKey) -> None:
        browser = sign_in_with(sign_in, key)
        options = asked(browser.get("/me/second-factor").text, "make")
        assert len(options["excludeCredentials"]) == 1
        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options["rp"]["id"] == "review.example"

    def test_a_removed_one_lets_nobody_in_and_a_password_is_enough_again(
        self, app: FastAPI, visitor: Browser, sign_in: SignIn, records: Records
    ) -> None:
        key, browser = SecurityKey(), sign_in(Role.REVIEWER)
        add(browser, key)
        passkey_id = re.search(r"/me/passkeys/(\w+)/remove", browser.get("/me/second-factor").text)
        assert passkey_id
        browser.fill(f"/me/passkeys/{passkey_id[1]}/remove")
        assert enter(visitor, key).status_code == 401  # type: ignore[attr-defined]
        assert visitor.enter(REVIEWER, PURPOSE).headers["location"] == "/"

    def test_nobody_touches_those_of_others(
        self, key: SecurityKey, sign_in: SignIn, records: Records, people: dict[Role, str]
    ) -> None:
        (theirs,) = passkeys_of(records, people[Role.REVIEWER])
        lead = sign_in(Role.LEAD)
        for path in ("rename", "remove"):
            answer = lead.fill(f"/me/passkeys/{theirs.id}/{path}", name="mine now")
            assert answer.status_code == 404
        assert passkeys_of(records, people[Role.REVIEWER]) == (theirs,)

    @pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\nb"])
    def test_a_name_is_wanted(self, sign_in: SignIn, name: str) -> None:
        answer = add(sign_in(Role.REVIEWER), SecurityKey(), name)
        assert answer.status_code == 422  # type: ignore[attr-defined]

    @pytest.mark.parametrize("wrong", [unverified, elsewhere])
    def test_what_is_not_quite_a_passkey_is_not_kept(
        self, sign_in: SignIn, records: Records, wrong: Callable[[SecurityKey], None]
    ) -> None:
        key = SecurityKey()
        wrong(key)
        assert add(sign_in(Role.REVIEWER), key).status_code == 422  # type: ignore[attr-defined]
        assert not entries(records, Event.PASSKEY_ADDED)

    def test_a_passkey_made_for_another_sign_in_is_not_kept(
        self, sign_in: SignIn, records: Records
    ) -> None:
        options = asked(sign_in(Role.LEAD).get("/me/second-factor").text, "make")
        answer = sign_in(Role.REVIEWER).fill(
            "/me/passkeys", name="x", passkey=SecurityKey().make(options)
        )
        assert answer.status_code == 422

    def test_it_takes_a_fresh_proof(self, sign_in: SignIn, clock: Clock) -> None:
        browser = sign_in(Role.REVIEWER)
        options = asked(browser.get("/me/second-factor").text, "make")
        clock.move(minutes=11)
        assert "data-asked" not in browser.get("/me/second-factor").text
        answer = browser.fill("/me/passkeys", name="x", passkey=SecurityKey().make(options))
        assert answer.status_code == 401


def sign_in_with(sign_in: SignIn, key: SecurityKey) -> Browser:
    """A signed-in browser of the lead, for whom `key` was added as well."""
    browser = sign_in(Role.LEAD)
    add(browser, key)
    return browser


@pytest.mark.parametrize(
    ("url", "host", "origins"),
    [
        ("https://review.example", "review.example", ("https://review.example",)),
        ("https://review.example:8443", "review.example", ("https://review.example:8443",)),
        ("http://127.0.0.1:8000", "localhost", ("http://localhost:8000",)),
    ],
)
def test_passkeys_belong_to_the_name_people_type(
    url: str, host: str, origins: tuple[str, ...]
) -> None:
    made = ceremonies(public_address(url), "Chat Redactor")
    assert (made.host, made.origins) == (host, origins)


def test_the_password_is_asked_for_nowhere_else(visitor: Browser, key: SecurityKey) -> None:
    options = asked(visitor.get("/sign-in").text, "show")
    assert options.get("allowCredentials", []) == []
    assert PASSWORD not in json.dumps(options)
