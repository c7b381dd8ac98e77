"""Anchors that fail, or stop, are an alert: nothing else would be missed as little."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, ActorKind, Purpose, Role
from models.log.access_log import Event, find_entries
from models.log.anchor_health import PATIENCE, known_troubles, read_anchor_health
from models.log.anchor_places import Batch, note_delivered, note_failed
from models.log.anchor_places import watch as begin
from models.log.anchors import write_checkpoint
from models.records import Records
from models.watch.alert_words import AlertKind
from models.watch.alerts import list_alerts
from models.watch.watching import Watch
from tests.models.scene import CLI, Clock, actor_of, make_person

MINUTE = timedelta(minutes=1)
KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def auditor(records: Records) -> Actor:
    person = make_person(records, "Ada Audit", "ada@company.example", Role.AUDITOR)
    return actor_of(person, Purpose.AUDIT)


@pytest.fixture
def watch(records: Records) -> Watch:
    actor = Actor(kind=ActorKind.SYSTEM, id="watch", name="Watch", purpose=Purpose.AUDIT)
    begin(records, ("file", "webhook"))
    return Watch(records=records, actor=actor, anchor_every=MINUTE)


def anchored(records: Records) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    write_checkpoint(records, KEY)


def told(records: Records, auditor: Actor) -> list[tuple[str, AlertKind, int]]:
    with records.act(auditor) as act:
        return [(a.actor_name, a.kind, a.count) for a in list_alerts(act).alerts]


def test_a_place_that_fails_for_minutes_is_told_once(
    records: Records, watch: Watch, auditor: Actor, clock: Clock
) -> None:
    anchored(records)
    note_failed(records, "webhook", "status_500")
    clock.move(seconds=PATIENCE.total_seconds() - 1)
    anchored(records)
    assert watch.look_at_anchors() == 0
    clock.move(seconds=1)
    assert watch.look_at_anchors() == 1
    assert told(records, auditor) == [("The service", AlertKind.ANCHOR_FAILING, 1)]
    note_failed(records, "webhook", "status_500")
    assert watch.look_at_anchors() == 0
    assert told(records, auditor) == [("The service", AlertKind.ANCHOR_FAILING, 2)]
    assert known_troubles(records, MINUTE) == ("anchor:webhook",)


def test_the_next_outage_is_an_alert_of_its_own(
    records: Records, watch: Watch, auditor: Actor, clock: Clock
) -> None:
    for _ in range(2):
        note_failed(records, "webhook", "timeout")
        clock.move(minutes=6)
        anchored(records)
        assert watch.look_at_anchors() == 1
        note_delivered(records, "webhook", Batch(statements=(), number=0))
        anchored(records)
        assert known_troubles(records, MINUTE) == ()
    assert len(told(records, auditor)) == 2


def test_checkpoints_that_stop_are_told_with_the_first_entry_they_lack(
    records: Records, watch: Watch, auditor: Actor, clock: Clock
) -> None:
    anchored(records)
    with records.act(CLI) as act:
        first = act.log(Event.HEALTH_READ).seq
    clock.move(minutes=4)
    assert watch.look_at_anchors() == 0
    clock.move(seconds=1)
    assert watch.look_at_anchors() == 1
    assert watch.look_at_anchors() == 0
    assert told(records, auditor) == [("The service", AlertKind.CHECKPOINTS_STOPPED, 1)]
    with records.peek() as look:
        health = read_anchor_health(look.db, clock(), MINUTE)
    assert (health.unsigned_seq, health.codes) == (first, ("checkpoints",))
    write_checkpoint(records, KEY)
    with records.act(auditor) as act:
        raised = [e for e in find_entries(act).entries if e.event == Event.ALERT_RAISED]
    assert [e.details["kind"] for e in raised] == ["checkpoints_stopped"]


def test_a_quiet_log_is_no_trouble(records: Records, clock: Clock) -> None:
    anchored(records)
    clock.move(days=3)
    assert known_troubles(records, MINUTE) == ()


def test_where_nobody_said_how_often_nothing_is_late(records: Records, clock: Clock) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    clock.move(days=3)
    assert known_troubles(records, None) == ()
    assert known_troubles(records, MINUTE) == ("checkpoints",)
