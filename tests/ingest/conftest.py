"""Real records in a temporary folder, with a clock the test moves."""

import shutil
from datetime import timedelta

import pytest

from ingest.adapters import KINDS
from ingest.app import create_app
from ingest.standard_webhooks import read_secret, sign
from ingest.worker import Worker
from models.accounts.people import add_person
from models.actors import Actor, ActorKind, Purpose, Role
from models.intake import inbox
from models.intake.inbox import DeliveryStatus, counts
from models.intake.sources import add_secret, add_source
from models.log.access_log import export_entries
from models.records import Place, Records
from models.transcripts.sessions import QueueFilter, SessionStatus, open_session, queue
from tests.ingest.door import LIMIT, status
from tests.ingest.samples import as_bytes, session
from tests.ingest.times import Clock
from tests.ingest.vendor import Vendor
from tests.ingest.working import LEASE, NamesOnly

OPERATOR = Actor(kind=ActorKind.SYSTEM, id="cli", name="operator", purpose=Purpose.OPERATION)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(place: Place, migrated: Place, clock: Clock) -> Records:
    shutil.copy(migrated.database, place.database)
    shutil.copy(migrated.key_store, place.key_store)
    return Records.open(place, master_key=b"k" * 32, clock=clock)


@pytest.fixture
def operator() -> Actor:
    return OPERATOR


@pytest.fixture
def tally(records: Records):
    """How many deliveries are in each state, without the empty ones."""

    def count() -> dict[DeliveryStatus, int]:
        return {status: number for status, number in counts(records).items() if number}

    return count


@pytest.fixture
def entries(records: Records, operator: Actor):
    """All entries of the access log so far, oldest first."""

    def export():
        with records.act(operator) as act:
            return [entry for entry in export_entries(act) if entry.actor_id != operator.id]

    return export


@pytest.fixture
def engine():
    return NamesOnly()


@pytest.fixture
def make_worker(records, engine, clock):
    def making(name="worker-1", **options):
        return Worker(records, engine, name=name, lease=LEASE, clock=clock, **options)

    return making


@pytest.fixture
def worker(make_worker):
    return make_worker()


@pytest.fixture
def source_id(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"]).source.id


@pytest.fixture
def deliver(records, source_id, clock):
    """Keep a delivery as the door does."""

    def delivering(kind, payload):
        clock.pass_(timedelta(seconds=1))
        body = payload if isinstance(payload, bytes) else as_bytes(payload)
        actor = Actor(kind=ActorKind.SERVICE, id=source_id, name="Website")
        with records.act(actor) as act:
            inbox.accept(act, source_id=source_id, kind=kind, body=body)

    return delivering


@pytest.fixture
def reviewer(records, operator):
    with records.act(operator) as act:
        person = add_person(act, name="Rosa", email="rosa@shop.example", role=Role.REVIEWER)
    return Actor(
        kind=ActorKind.PERSON,
        id=person.id,
        name=person.name,
        role=person.role,
        purpose=Purpose.CUSTOMER_SERVICE,
    )


@pytest.fixture
def sessions_by(records, reviewer):
    """The sessions there are, by their status."""

    def finding(status=None):
        with records.act(reviewer) as act:
            return list(queue(act, QueueFilter(status=status)).rows)

    return finding


@pytest.fixture
def pages(records, reviewer, sessions_by):
    """What reviewers read: each session's texts."""

    def reading():
        found = []
        for row in sessions_by(SessionStatus.WAITING):
            with records.act(reviewer) as act:
                page = open_session(act, row.id)
                found.append([message.text for message in page.messages])
        return found

    return reading


@pytest.fixture
def app(records, clock):
    return create_app(records, max_body_bytes=LIMIT, clock=clock, body_seconds=0.2)


@pytest.fixture
def client(app):
    return Vendor(app)


@pytest.fixture
def chatlio(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"])


@pytest.fixture
def standard(records, operator):
    with records.act(operator) as act:
        return add_source(act, name="Engine", vendor="standard", kinds=KINDS["standard"])


@pytest.fixture
def secret(records, operator, standard):
    with records.act(operator) as act:
        return read_secret(add_secret(act, standard.source.id))


@pytest.fixture
def address(chatlio):
    return f"/chatlio/transcript/{chatlio.tokens['transcript']}"


@pytest.fixture
def send(client, standard, secret, clock):
    """Send a signed session."""

    def sending(body=None, *, id_="msg_1", age=0, key=None, **headers):
        body = as_bytes(session()) if body is None else body
        sent_at = int(clock().timestamp()) - age
        signed = sign(body, [key or secret], id=id_, sent_at=sent_at) | headers
        path = f"/standard/session/{standard.tokens['session']}"
        return status(client.post(path, content=body, headers=signed))

    return sending
