"""The log can only be added to, and reading it stands in it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from models.accounts.people import Person
from models.actors import Actor
from models.errors import LogBroken, NotFound
from models.log.access_log import EntryFilter, Event, export_entries, find_entries, thing
from models.log.request_ids import answering
from models.log.verify import GENESIS
from models.records import Records
from tests.models.scene import CLI, Clock


@pytest.fixture
def log(records: Records) -> Iterator[sqlite3.Connection]:
    """Three entries, and a plain connection to them."""
    for number in range(3):
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ, count=number)
    connection = sqlite3.connect(records.place.database)
    yield connection
    connection.close()


def row(log: sqlite3.Connection, **changes: object) -> dict[str, object]:
    log.row_factory = sqlite3.Row
    last = dict(log.execute("SELECT * FROM entries ORDER BY seq DESC LIMIT 1").fetchone())
    return last | changes


def insert(log: sqlite3.Connection, verb: str, values: dict[str, object]) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    log.execute(f"{verb} INTO entries ({names}) VALUES ({marks})", values)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET actor_name = 'Nobody' WHERE seq = 2",
        "UPDATE OR IGNORE entries SET actor_name = 'Nobody'",
        "UPDATE OR REPLACE entries SET seq = 1 WHERE seq = 2",
        "UPDATE entries SET seq = seq",
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM entries",
    ],
)
def test_the_log_cannot_be_changed_or_cut(log: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        log.execute(sql)


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
@pytest.mark.parametrize("seq", [1, 3, 5, None, 0, -1])
def test_an_entry_out_of_order_is_not_taken(
    log: sqlite3.Connection, verb: str, seq: int | None
) -> None:
    values = row(log, seq=seq)
    values["previous"] = values["hash"]
    with pytest.raises(sqlite3.IntegrityError, match="must follow"):
        insert(log, verb, values)
    assert log.execute("SELECT count(*) FROM entries").fetchone()[0] == 3


def test_an_entry_that_does_not_link_to_the_last_is_not_taken(log: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="must follow"):
        insert(log, "INSERT", row(log, seq=4, previous=GENESIS))


def test_an_upsert_is_not_taken(log: sqlite3.Connection) -> None:
    values = row(log)
    with pytest.raises(sqlite3.IntegrityError):
        log.execute(
            f"INSERT INTO entries ({', '.join(values)}) "
            f"VALUES ({', '.join(':' + name for name in values)}) "
            "ON CONFLICT(seq) DO UPDATE SET actor_name = 'Nobody'",
            values,
        )


def test_a_hash_that_is_none_is_not_taken(log: sqlite3.Connection) -> None:
    values = row(log, seq=4)
    values |= {"previous": values["hash"], "hash": "x" * 64}
    with pytest.raises(sqlite3.IntegrityError):
        insert(log, "INSERT", values)


def test_pages_go_from_new_to_old(records: Records) -> None:
    for number in range(5):
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ, count=number)
    with records.act(CLI) as act:
        first = find_entries(act, limit=2)
        second = find_entries(act, before_seq=first.next, limit=2)
        third = find_entries(act, before_seq=second.next, limit=2)
    assert [entry.seq for entry in first.entries] == [5, 4]
    assert [entry.seq for entry in second.entries] == [3, 2]
    assert [entry.seq for entry in third.entries] == [1]
    assert third.next is None
    assert first.total == 5


def test_a_filter_finds_who_what_and_when(records: Records, reader: Actor, clock: Clock) -> None:
    start = clock.now
    with records.act(reader) as act:
        act.log(Event.SESSION_OPENED, "session:8F3KQ2ZD")
    clock.move(minutes=1)
    with pytest.raises(NotFound), records.act(reader):
        raise NotFound(Event.SESSION_OPENED, "session:AAAAAAAA", "unknown")
    found = {}
    filters = {
        "actor": EntryFilter(actor=reader.id),
        "thing": EntryFilter(object="session:8F3KQ2ZD"),
        "refused": EntryFilter(outcome="refused"),
        "event": EntryFilter(event="session:opened"),
        "since": EntryFilter(actor=reader.id, since=start + timedelta(minutes=1)),
        "until": EntryFilter(actor=reader.id, until=start + timedelta(minutes=1)),
        "hostile": EntryFilter(actor="' OR 1=1 --"),
    }
    with records.act(CLI) as act:
        for name, wanted in filters.items():
            found[name] = [entry.object for entry in find_entries(act, wanted).entries]
    both = ["session:AAAAAAAA", "session:8F3KQ2ZD"]
    assert found == {
        "actor": both,
        "thing": ["session:8F3KQ2ZD"],
        "refused": ["session:AAAAAAAA"],
        "event": both,
        "since": ["session:AAAAAAAA"],
        "until": ["session:8F3KQ2ZD"],
        "hostile": [],
    }


def test_reading_the_log_stands_in_the_log(records: Records, reader: Actor) -> None:
    with records.act(reader) as act:
        find_entries(act)
        export_entries(act, EntryFilter(actor="nobody"))
    with records.act(CLI) as act:
        last = export_entries(act)
    assert [(entry.event, dict(entry.details)) for entry in last[-2:]] == [
        ("log:listed", {"count": 1}),
        ("log:exported", {"count": 0, "filtered": True, "who": "unknown"}),
    ]


def test_an_entry_says_who_what_for_and_from_where(records: Records, reader: Actor) -> None:
    with records.act(reader) as act:
        entry = act.log(Event.SESSION_OPENED, "session:8F3KQ2ZD", revision=1)
    assert json.loads(entry.as_json()) | {"actor_id": "", "hash": ""} == {
        "seq": entry.seq,
        "at": "2026-03-02T09:00:00.000000Z",
        "actor_kind": "person",
        "actor_id": "",
        "actor_name": "Rosa Review",
        "actor_role": "reviewer",
        "event": "session:opened",
        "object": "session:8F3KQ2ZD",
        "purpose": "customer_service_improvement",
        "outcome": "allowed",
        "reason": "",
        "address": "10.0.3.7",
        "details": {"revision": 1},
        "previous": entry.previous,
        "hash": "",
    }


def test_what_stood_in_an_address_line_does_not_reach_the_log() -> None:
    assert thing("session", "8F3KQ2ZD") == "session:8F3KQ2ZD"
    assert thing("session", "chloe.zhang") == "session:unknown"
    assert thing("session", "8f3kq2zd\n") == "session:unknown"


def test_an_entry_that_was_tampered_with_is_not_shown_as_if_it_were_whole(
    records: Records, log: sqlite3.Connection
) -> None:
    log.execute("DROP TRIGGER entries_no_update")
    log.execute("UPDATE entries SET details = '{not json' WHERE seq = 2")
    log.commit()
    with pytest.raises(LogBroken), records.act(CLI) as act:
        find_entries(act)


def test_every_event_is_thing_acted_and_has_words() -> None:
    for event in Event:
        subject, _, acted = event.value.partition(":")
        assert subject.isidentifier()
        assert acted.isidentifier()
        assert event.words
        assert event.name == event.value.replace(":", "_").upper()
        assert Event(event.value) is event


def test_the_filter_that_cannot_be_a_code_stands_in_no_entry(
    records: Records, reader: Actor
) -> None:
    with records.act(reader) as act:
        find_entries(act, EntryFilter(object="session:chloe zhang", actor="<b>"))
    assert last_details(records) == {"count": 0, "of": "unknown", "who": "unknown"}


def test_what_was_typed_into_the_filter_stands_in_no_entry(
    records: Records, reader: Actor, person: Person
) -> None:
    """A name or a number may look like a code: only what the records know is written down."""
    typed = EntryFilter(
        object="session:2125550187",
        actor="quackenbush",
        event="quackenbush",
        outcome="quackenbush",
        request="quackenbush",
    )
    with records.act(reader) as act:
        find_entries(act, typed)
        act.log(Event.SESSION_OPENED, "session:8F3KQ2ZD")
    said = ("of", "who", "what", "how", "asked_request")
    assert last_details(records, Event.LOG_LISTED) == {"count": 0} | dict.fromkeys(said, "unknown")
    known = EntryFilter(
        object="session:8F3KQ2ZD",
        actor=person.id,
        event="health:read",
        outcome="refused",
        request="aaaa-bbbb-cccc",
    )
    with records.act(reader) as act:
        find_entries(act, known)
    codes = (known.object, known.actor, known.event, known.outcome, known.request)
    assert last_details(records) == {"count": 0} | dict(zip(said, codes, strict=True))


def test_who_and_what_no_entry_speaks_of_yet_is_known_all_the_same(
    records: Records, reader: Actor, keep_one: Callable[..., str], lead: Actor
) -> None:
    kept = keep_one()
    with sqlite3.connect(records.place.database) as db:
        db.execute("DROP TRIGGER entries_no_delete")
        db.execute("DELETE FROM entries")
    db.close()
    with records.act(reader) as act:
        find_entries(act, EntryFilter(object=f"session:{kept}", actor=lead.id))
    assert last_details(records) == {"count": 0, "of": f"session:{kept}", "who": lead.id}


def test_a_request_is_found_by_its_id(records: Records, reader: Actor) -> None:
    with answering("aaaa-bbbb-cccc"), records.act(reader) as act:
        act.log(Event.POLICY_READ)
        act.log(Event.NOTICE_LISTED)
    with answering("aaaa-bbbb-cccd"), records.act(reader) as act:
        act.log(Event.POLICY_READ)
    with records.act(reader) as act:
        found = find_entries(act, EntryFilter(request="aaaa-bbbb-cccc"))
    assert [entry.event for entry in found.entries] == ["notice:listed", "policy:read"]


def test_spans_leave_what_is_within_one_of_them(
    records: Records, reader: Actor, clock: Clock
) -> None:
    start = clock()
    for _ in range(6):
        with records.act(reader) as act:
            act.log(Event.POLICY_READ)
        clock.move(hours=1)
    hours = [start + timedelta(hours=hour) for hour in range(7)]
    spans = ((hours[1], hours[2]), (hours[4], hours[6]))
    asked = EntryFilter(event="policy:read", kind="person", spans=spans)
    with records.act(reader) as act:
        found = find_entries(act, asked, limit=2)
        rest = find_entries(act, asked, before_seq=found.next, limit=2)
        nothing = find_entries(act, EntryFilter(spans=()))
    assert [e.at[11:13] for e in (*found.entries, *rest.entries)] == ["14", "13", "10"]
    assert (found.total, rest.next, nothing.total) == (3, None, 0)


def test_pages_walk_through_times_that_are_the_same(records: Records, reader: Actor) -> None:
    for _ in range(7):
        with records.act(reader) as act:
            act.log(Event.POLICY_READ)
    seen: list[int] = []
    before = None
    with records.act(reader) as act:
        while True:
            page = find_entries(act, EntryFilter(event="policy:read"), before_seq=before, limit=2)
            seen += [entry.seq for entry in page.entries]
            before = page.next
            if before is None:
                break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 7


def last_details(records: Records, event: str = "") -> dict[str, object]:
    last = "SELECT details FROM entries WHERE event LIKE ? ORDER BY seq DESC LIMIT 1"
    with records.peek() as look:
        row = next(look.db.query(last, [event or "%"]))
    return dict(json.loads(row["details"]))


def test_the_newest_are_found_in_order_however_many_fit(
    records: Records, reader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few and many are found by different ways, with the same answer, page by page."""
    for number in range(12):
        with records.act(reader) as act:
            act.log(Event.SESSION_LISTED if number % 3 else Event.SEARCH_RAN)
    answers = []
    for few in (0, 10**6):
        monkeypatch.setattr("models.log.access_log._FEW", few)
        with records.peek() as look:
            (newest,) = look.db.execute("SELECT max(seq) FROM entries").fetchone()
        with records.act(reader) as act:
            chosen = EntryFilter(event=Event.SESSION_LISTED)
            first = find_entries(act, chosen, limit=5)
            second = find_entries(act, chosen, before_seq=first.next, limit=5)
            everything = find_entries(act, limit=3)
        assert (first.total, second.total, second.next) == (8, 8, None)
        assert everything.total == newest + 2  # with the entries of the two looks before
        answers.append([e.seq for page in (first, second) for e in page.entries])
    assert answers[0] == answers[1] == sorted(answers[0], reverse=True)
