"""Nobody learns from an answer, its words or its time which accounts, links and chats there are.

Time is measured as work of this process, not by the clock on the wall: other processes do not
count. Of many tries, taken by turns, the cheapest of each kind are compared.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from time import process_time

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx import Response

from ingest.app import create_app as create_hooks
from models.accounts.people import disable_person, make_invite
from models.actors import Purpose, Role
from models.intake.sources import add_source, disable_source, renew_tokens
from models.records import Records
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.ingest.vendor import Vendor
from tests.models.scene import CLI, Clock, make_person
from tests.review_ui.browser import URL, Browser, said_by
from tests.review_ui.conftest import EMAILS, Come
from tests.review_ui.matrix import Scene

pytestmark = pytest.mark.slow
COSTLY = PasswordHasher(time_cost=2, memory_cost=16 * 1024, parallelism=1)
LEAST_ROUNDS, MOST_ROUNDS = 6, 40
ALIKE = 1.5
"""How many times as much work one answer may take as another; a missing hash makes it ten."""
WRONG = "five quiet reading towns"

Try = Callable[[], Response]


def told_apart(tries: Mapping[str, Try], before: Callable[[], object] = lambda: None) -> list[str]:
    """By what the answers can be told apart; nothing, if they cannot.

    The least work that was seen only sinks, towards what the work is: so there are more rounds
    until it is alike, and only what stays apart is said.
    """
    least = dict.fromkeys(tries, float("inf"))
    seen = {name: set[tuple[int, str]]() for name in tries}
    for number in range(MOST_ROUNDS):
        for name, attempt in tries.items():
            before()
            began = process_time()
            answer = attempt()
            least[name] = min(least[name], process_time() - began)
            seen[name].add((answer.status_code, words_of(answer)))
        if number > LEAST_ROUNDS and max(least.values()) < ALIKE * min(least.values()):
            break
    else:
        return [
            f"the work differs: { {name: round(1000 * took, 1) for name, took in least.items()} }"
        ]
    return ["the answers differ"] if len(set(map(frozenset, seen.values()))) > 1 else []


def words_of(answer: Response) -> str:
    """What a person can read, and which headers there are."""
    words = re.sub(r"<[^>]*>", " ", said_by(answer) if answer.content else "")
    return f"{words} {sorted(answer.headers)}"


@pytest.fixture
def strict(records: Records, clock: Clock) -> FastAPI:
    """The pages, with passwords that cost something."""
    return create_app(records, public_url=URL, clock=clock, passwords=Passwords(COSTLY))


def signing_in(app: FastAPI, records: Records, people: Mapping[Role, str]) -> list[str]:
    hashed = Passwords(COSTLY).hash("six quiet reading rooms")
    with records.step() as step:
        step.db.execute("UPDATE people SET password_hash = ?", [hashed])
    make_person(records, "Ida New", "invited@company.example", Role.REVIEWER)
    with records.act(CLI) as act:
        disable_person(act, people[Role.LEAD])
    browser = Browser(app)
    token = browser.token("/sign-in")

    def entering(email: str) -> Try:
        return lambda: browser.fill(
            "/sign-in",
            token=token,
            email=email,
            password=WRONG,
            purpose=str(Purpose.CUSTOMER_SERVICE),
        )

    def forget() -> None:
        with records.step() as step:
            step.db.execute("DELETE FROM sign_in_failures")

    emails = {
        "known": EMAILS[Role.REVIEWER],
        "unknown": "nobody01@company.example",
        "without a password": "invited@company.example",
        "closed": EMAILS[Role.LEAD],
    }
    tries = {name: entering(email) for name, email in emails.items()}
    with browser:
        return told_apart(tries, forget)


def test_a_sign_in_does_not_say_who_has_an_account(
    strict: FastAPI, records: Records, people: dict[Role, str]
) -> None:
    assert signing_in(strict, records, people) == []


def test_it_is_noticed_when_unknown_people_cost_no_hash(
    strict: FastAPI, records: Records, people: dict[Role, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Passwords.check
    monkeypatch.setattr(
        Passwords, "check", lambda self, kept, word: kept != self.dummy and check(self, kept, word)
    )
    (said,) = signing_in(strict, records, people)
    assert said.startswith("the work differs")


def test_a_one_time_link_does_not_say_whether_it_ever_was(
    app: FastAPI, records: Records, people: dict[Role, str], clock: Clock
) -> None:
    def made(role: Role, change: str) -> str:
        with records.act(CLI) as act:
            token = make_invite(act, people[role], timedelta(hours=1))
        with records.step() as step:
            step.db.execute(f"UPDATE invites SET {change} WHERE person_id = ?", [people[role]])
        return token

    spent = made(Role.REVIEWER, "used_at = '2026-03-02'")
    old = made(Role.AUDITOR, "ends_at = '2026-01-01'")
    closed = made(Role.LEAD, "used_at = NULL")
    with records.step() as step:
        step.db.execute("UPDATE people SET disabled_at = 'x' WHERE id = ?", [people[Role.LEAD]])
    tokens = {"spent": spent, "old": old, "closed": closed, "never": "x" * 43}
    with Browser(app) as browser:
        tries = {
            name: (lambda token=token: browser.get(f"/sign-in/once/{token}"))
            for name, token in tokens.items()
        }
        assert told_apart(tries) == []


def test_what_is_held_back_does_not_say_that_it_is_there(
    browser: Browser, scene: Scene, come: Come
) -> None:
    come(Role.REVIEWER, Purpose.CUSTOMER_SERVICE)
    _, *held = scene.shown_ids[:-1]
    tries = {
        name: (lambda name=name: browser.get(f"/sessions/{name}")) for name in (*held, "0ZZZZZZZ")
    }
    assert len(tries) == 4
    assert told_apart(tries) == []


def test_a_webhook_does_not_say_which_sources_there_are(records: Records, clock: Clock) -> None:
    with records.act(CLI) as act:
        closed = add_source(act, name="Closed", vendor="chatlio", kinds=["transcript"])
        renewed = add_source(act, name="Renewed", vendor="chatlio", kinds=["transcript"])
        renew_tokens(act, renewed.source.id)
        now = renew_tokens(act, renewed.source.id)["transcript"]
    with records.act(CLI) as act:
        disable_source(act, closed.source.id)
    vendor = Vendor(create_hooks(records, max_body_bytes=4_096, clock=clock))
    tokens = {
        "closed": closed.tokens["transcript"],
        "old": renewed.tokens["transcript"],
        "never": "x" * 43,
        "nearly": now[:-1] + ("A" if now[-1] != "A" else "B"),
    }
    tries = {
        name: (lambda token=token: vendor.post(f"/chatlio/transcript/{token}", content=b"{}"))
        for name, token in tokens.items()
    }
    assert told_apart(tries) == []
