"""The pages over real records in a temporary folder, and browsers that are signed in."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from models.accounts.people import set_password
from models.actors import ROLE_PURPOSES, Purpose, Role
from models.intake.sources import add_source
from models.records import Place, Records, migrate
from models.transcripts.sessions import keep
from redactor import Action
from review_ui.app import create_app
from review_ui.passwords import Passwords
from review_ui.policy_facts import PolicyFact, PolicyFacts
from tests.models.scene import CLI, MASTER_KEY, WORKER, Clock, make_person, redacted, snapshot
from tests.review_ui.browser import PASSWORD, URL, Browser, SignIn
from tests.review_ui.company import company_app
from tests.review_ui.matrix import Scene
from tests.review_ui.oidc_provider import OidcProvider, serving
from tests.review_ui.peopled_scene import peopled_scene

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
EMAILS = {role: f"{role.value}@company.example" for role in Role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Peopled:
    """A place with one person in every role, to copy: making one takes longer than a test."""

    place: Place
    people: dict[Role, str]


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Peopled:
    folder = tmp_path_factory.mktemp("peopled")
    place = Place(
        database=folder / "records.db", key_store=folder / "keys.db", anchor=folder / "anchors"
    )
    migrate(place)
    records = Records.open(place, master_key=MASTER_KEY, clock=Clock())
    kept = Passwords(CHEAP).hash(PASSWORD)
    people = {}
    for role in Role:
        person = make_person(records, f"{role.words} One", EMAILS[role], role)
        with records.act(CLI) as act:
            set_password(act, person.id, kept)
        people[role] = person.id
    with sqlite3.connect(place.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return Peopled(place=place, people=people)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, peopled: Peopled, clock: Clock) -> Records:
    place = Place(
        database=tmp_path / "records.db",
        key_store=tmp_path / "keys.db",
        anchor=tmp_path / "anchors.jsonl",
    )
    shutil.copy(peopled.place.database, place.database)
    shutil.copy(peopled.place.key_store, place.key_store)
    return Records.open(place, master_key=MASTER_KEY, clock=clock)


@pytest.fixture
def people(peopled: Peopled) -> dict[Role, str]:
    """The ids of one person in every role."""
    return peopled.people


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(CHEAP)


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
    facts = PolicyFacts(
        name="standard@1",
        facts=(
            PolicyFact(entity="PERSON", action=Action.MASK, above=0.4),
            PolicyFact(entity="DATE_TIME", action=Action.KEEP),
        ),
        retention=("Originals are erased after 90 days.",),
    )
    return create_app(records, public_url=URL, clock=clock, passwords=passwords, policy_facts=facts)


@pytest.fixture
def provider(clock: Clock) -> Iterator[OidcProvider]:
    """The provider of the company's sign-ons, over real HTTP."""
    with serving(OidcProvider(now=lambda: clock.now.timestamp())) as served:
        yield served


@pytest.fixture
def company(
    records: Records, clock: Clock, passwords: Passwords, provider: OidcProvider
) -> FastAPI:
    """The pages of a company whose people come in through that provider."""
    return company_app(records, clock, passwords, provider)


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[Browser]:
    """A browser nobody is signed in at."""
    with Browser(app) as browser:
        yield browser


@pytest.fixture
def sign_in(app: FastAPI) -> Iterator[SignIn]:
    opened: list[Browser] = []

    def enter(role: Role, purpose: Purpose | None = None) -> Browser:
        browser = Browser(app)
        opened.append(browser)
        answer = browser.enter(EMAILS[role], purpose or ROLE_PURPOSES[role][0])
        assert answer.status_code == 303, answer.text
        return browser

    yield enter
    for browser in opened:
        browser.close()


@pytest.fixture
def source_id(records: Records) -> str:
    with records.act(CLI) as act:
        return add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"]).source.id


KeepSession = Callable[..., str]


@pytest.fixture
def keep_session(records: Records, source_id: str) -> KeepSession:
    """Keeps a session of these masked texts, visitor and agent by turns; gives its id."""

    def kept(*texts: str, reference: str = "conversation-1", **changes: object) -> str:
        changes = {"redacted": redacted(*texts)} | changes
        with records.act(WORKER) as act:
            return keep(act, snapshot(source_id, reference=reference, **changes)).session_id

    return kept


@pytest.fixture
def session_id(keep_session: KeepSession) -> str:
    return keep_session("Hi, I am [PERSON_1]", "Hello, how can I help?")


@pytest.fixture
def scene(
    records: Records, clock: Clock, keep_session: KeepSession, people: dict[Role, str]
) -> Scene:
    """Something of each kind there is, and everybody signed in."""
    return peopled_scene(records, clock, keep_session, people)


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Browser]:
    """A browser that becomes whoever is wanted."""
    with Browser(app) as opened:
        yield opened


Come = Callable[[Role, Purpose], str]


@pytest.fixture
def come(browser: Browser, scene: Scene) -> Come:
    """Makes `browser` that of a position in the scene; gives the token of its forms."""

    def come_as(role: Role, purpose: Purpose) -> str:
        sign_in = scene.sign_ins[role, purpose]
        browser.cookies.clear()
        browser.cookies.set("__Host-sign-in", sign_in.token, domain="review.example")
        return sign_in.csrf_token

    return come_as
