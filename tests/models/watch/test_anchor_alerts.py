"""Anchors that fail, or stop, are an alert: nothing else would be missed as little."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, ActorKind, Purpose, Role
from models.log.access_log import Event, find_entries
from models.log.anchor_health import PATIENCE, known_troubles, read_anchor_health
from models.log.anchor_places import Batch, note_delivered, note_failed, pending
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
    begin(records, {"file": None, "webhook": timedelta(0)})
    return Watch(records=records, actor=actor, anchor_every=MINUTE)


def anchored(records: Records) -> None:
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    write_checkpoint(records, KEY)


def deliver(records: Records) -> None:
    with records.peek() as look:
        batch = pending(look.db, "webhook")
    note_delivered(records, "webhook", batch)


def list_all(records: Records) -> list[int]:
    with records.peek() as look:
        return [row["seq"] for row in look.db.table("entries").rows]


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


def lags(records: Records, clock: Clock) -> list[tuple[str, int, str]]:
    with records.peek() as look:
        health = read_anchor_health(look.db, clock(), MINUTE)
    return [(each.name, each.entries, each.code) for each in health.behind]


def test_a_place_that_takes_nothing_lags_by_what_it_lacks(
    records: Records, watch: Watch, auditor: Actor, clock: Clock
) -> None:
    clock.move(hours=3)
    anchored(records)
    clock.move(seconds=PATIENCE.total_seconds() - 1)
    anchored(records)
    assert (watch.look_at_anchors(), lags(records, clock)) == (0, [])
    clock.move(seconds=1)
    assert watch.look_at_anchors() == 1
    (lag,) = lags(records, clock)
    assert lag == ("webhook", len(list_all(records)) - 1, "")  # all but that of the alert
    assert known_troubles(records, MINUTE) == ("anchor:webhook",)
    anchored(records)
    clock.move(minutes=30)
    assert watch.look_at_anchors() == 0
    assert told(records, auditor) == [("The service", AlertKind.ANCHOR_FAILING, 1)]
    deliver(records)
    assert lags(records, clock) == []


def test_a_service_that_was_stopped_for_long_lags_by_nothing_yet(
    records: Records, watch: Watch, clock: Clock
) -> None:
    anchored(records)
    clock.move(days=3)
    begin(records, {"file": None, "webhook": timedelta(0)})
    assert watch.look_at_anchors() == 0
    clock.move(minutes=5)
    assert lags(records, clock) == [("webhook", 1, "")]


def test_a_start_makes_no_new_outage_of_a_lag(
    records: Records, watch: Watch, auditor: Actor, clock: Clock
) -> None:
    anchored(records)
    for raised in (1, 0):
        begin(records, {"file": None, "webhook": timedelta(0)})
        clock.move(minutes=6)
        anchored(records)
        assert watch.look_at_anchors() == raised
    deliver(records)
    anchored(records)
    clock.move(minutes=6)
    anchored(records)
    assert watch.look_at_anchors() == 1, "the next is one of its own"
    assert len(told(records, auditor)) == 2


def test_a_place_that_rests_in_between_lags_only_after_its_rest(
    records: Records, clock: Clock
) -> None:
    begin(records, {"file": None, "webhook": timedelta(hours=24)})
    anchored(records)
    deliver(records)
    clock.move(hours=1)
    anchored(records)
    clock.move(hours=23, minutes=4)
    assert lags(records, clock) == []
    clock.move(minutes=1)
    assert lags(records, clock) == [("webhook", 1, "")]


def test_a_clock_that_was_ahead_hides_no_lag(records: Records, clock: Clock) -> None:
    begin(records, {"file": None, "webhook": timedelta(0)})
    clock.move(days=400)
    anchored(records)
    deliver(records)
    anchored(records)
    clock.move(days=-400)
    anchored(records)
    clock.move(minutes=5)
    assert [name for name, _, _ in lags(records, clock)] == ["webhook"]


def test_a_clock_that_is_set_back_a_little_makes_nothing_late(
    records: Records, clock: Clock
) -> None:
    begin(records, {"file": None, "webhook": timedelta(0)})
    clock.move(days=1)
    anchored(records)
    deliver(records)
    anchored(records)
    clock.move(hours=-1)
    assert lags(records, clock) == []


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
