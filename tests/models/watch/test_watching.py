"""The watch raises each alert once, goes on where it stopped, and tells the right people."""

from collections.abc import Callable

import pytest
from sqlite_utils import Database

from models.accounts.people import Person
from models.actors import Actor, ActorKind, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.log.access_log import Event, find_entries
from models.migrations import desk
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.subject_index import digests_of, index_session
from models.transcripts.reading import open_session
from models.transcripts.search import search
from models.watch.alert_words import AlertKind, AlertVerdict, Thresholds
from models.watch.alerts import close_alert, list_alerts, open_alert
from models.watch.watching import Watch
from tests.models.scene import actor_of, make_person

WATCH = Actor(kind=ActorKind.SYSTEM, id="watch", name="Watch", purpose=Purpose.AUDIT)


@pytest.fixture
def auditor(records: Records) -> Actor:
    person = make_person(records, "Ada Audit", "ada@company.example", Role.AUDITOR)
    return actor_of(person, Purpose.AUDIT)


@pytest.fixture
def watch(records: Records) -> Watch:
    return Watch(records=records, actor=WATCH, limits=Thresholds(scraping_steps=4, refusals=3))


def search_for(records: Records, actor: Actor, words: str) -> None:
    with records.act(actor) as act:
        search(act, words)


def alerts(records: Records, actor: Actor) -> list[tuple[AlertKind, int]]:
    with records.act(actor) as act:
        return [(alert.kind, alert.count) for alert in list_alerts(act).alerts]


@pytest.mark.parametrize(
    "words",
    [
        "Rosa Review",
        "review rosa",
        "ROSA",
        "rosa@company.example",
        "rosa, review!",
        "rósa",
        "rosa rosa",
        "rosa revi",
        "company.example rosa",
    ],
)
def test_ones_own_name_is_noticed_without_a_word_in_the_log(
    records: Records, reader: Actor, auditor: Actor, watch: Watch, words: str
) -> None:
    search_for(records, reader, words)
    assert watch.run() == 1
    assert alerts(records, auditor) == [(AlertKind.OWN_NAME_SEARCHED, 1)]
    raw = records.place.database.read_bytes()
    with records.peek() as look:
        kept = str([dict(row) for row in look.db.table("entries").rows])
    assert raw
    assert "rosa " not in kept.lower().replace("rosa review", "")


@pytest.mark.parametrize("words", ["refund", "Rosalind", "Ada Audit", "", "rev", "review refund"])
def test_other_searches_are_left_alone(
    records: Records, reader: Actor, auditor: Actor, watch: Watch, words: str
) -> None:
    search_for(records, reader, words)
    assert watch.run() == 0
    assert alerts(records, auditor) == []


def test_a_chat_about_oneself_is_noticed(
    records: Records,
    reader: Actor,
    person: Person,
    auditor: Actor,
    watch: Watch,
    keep_one: Callable[..., str],
) -> None:
    mine, other = keep_one(), keep_one(reference="conversation-2")
    given = Identifier(kind=IdentifierKind.EMAIL, value=person.email)
    with records.step() as step:
        index_session(step, mine, digests_of(records, [given]))
    with records.act(reader) as act:
        open_session(act, other)
    assert watch.run() == 0
    with records.act(reader) as act:
        open_session(act, mine)
    assert watch.run() == 1
    assert alerts(records, auditor) == [(AlertKind.OWN_CHAT_OPENED, 1)]


def test_an_alert_is_raised_once_and_counts_on(
    records: Records, reader: Actor, auditor: Actor, watch: Watch
) -> None:
    for count in (1, 2, 3):
        search_for(records, reader, "rosa")
        watch.run()
        assert alerts(records, auditor) == [(AlertKind.OWN_NAME_SEARCHED, count)]
    with records.act(auditor) as act:
        raised = [e for e in find_entries(act).entries if e.event == Event.ALERT_RAISED]
    assert len(raised) == 1
    assert raised[0].details["kind"] == "own_name_searched"
    assert "person" not in raised[0].object


def test_looking_twice_at_the_same_entries_changes_nothing(
    records: Records, reader: Actor, auditor: Actor, watch: Watch
) -> None:
    search_for(records, reader, "rosa")
    assert watch.run() == 1
    with records.step() as step:
        step.db.execute("UPDATE watch SET seq = 0")  # as if killed before it was noted
    assert watch.run() == 0
    assert alerts(records, auditor) == [(AlertKind.OWN_NAME_SEARCHED, 1)]


def test_it_goes_on_where_it_stopped(
    records: Records, reader: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.watch.watching.BATCH", 2)
    for words in ("a", "b", "c", "rosa", "d"):
        search_for(records, reader, words)
    assert watch.run() == 1
    assert watch.run_once() is None


def test_the_one_concerned_is_not_told_and_sees_nothing(
    records: Records, auditor: Actor, watch: Watch
) -> None:
    officer = make_person(records, "Olga Officer", "olga@company.example", Role.PRIVACY_OFFICER)
    twin = make_person(records, "Otto Officer", "otto@company.example", Role.PRIVACY_OFFICER)
    search_for(records, actor_of(officer), "Olga Officer")
    assert watch.run() == 1
    with records.peek() as look:
        told = {row["person_id"] for row in look.db.table("notices").rows}
        (alert_id,) = [row["id"] for row in look.db.table("alerts").rows]
    assert told == {auditor.id, twin.id}
    own = actor_of(officer, Purpose.PRIVACY)
    assert alerts(records, own) == []
    with pytest.raises(NotFound), records.act(own) as act:
        open_alert(act, alert_id)
    with pytest.raises(NotFound), records.act(own) as act:
        close_alert(act, alert_id, verdict=AlertVerdict.EXPLAINED, note="It was only me, really.")
    assert alerts(records, auditor) == [(AlertKind.OWN_NAME_SEARCHED, 1)]


class TestClosing:
    @pytest.fixture
    def alert_id(self, records: Records, reader: Actor, watch: Watch, auditor: Actor) -> str:
        search_for(records, reader, "rosa")
        watch.run()
        with records.peek() as look:
            return str(next(iter(look.db.table("alerts").rows))["id"])

    def test_with_a_note_that_stands_in_no_entry(
        self, records: Records, auditor: Actor, alert_id: str
    ) -> None:
        note = "Asked her: she looked for a chat she had answered."
        with records.act(auditor) as act:
            close_alert(act, alert_id, verdict=AlertVerdict.EXPLAINED, note=note)
        with records.act(auditor) as act:
            found = open_alert(act, alert_id)
            closed = list_alerts(act, closed=True)
            text = str(find_entries(act).entries)
        assert (found.note, found.closed_name) == (note, "Ada Audit")
        assert [alert.note for alert in closed.alerts] == [""]
        assert "answered" not in text
        with pytest.raises(Conflict), records.act(auditor) as act:
            close_alert(act, alert_id, verdict=AlertVerdict.EXPLAINED, note=note)

    @pytest.mark.parametrize(
        ("note", "reason"),
        [
            ("ok", "note_short"),
            ("x" * 501, "note_long"),
            ("She looked for chloe@mail.example in there", "note_email"),
        ],
    )
    def test_not_with_any_note(
        self, records: Records, auditor: Actor, alert_id: str, note: str, reason: str
    ) -> None:
        with pytest.raises(Invalid) as refused, records.act(auditor) as act:
            close_alert(act, alert_id, verdict=AlertVerdict.EXPLAINED, note=note)
        assert refused.value.reason == reason

    def test_not_by_just_anybody(self, records: Records, lead: Actor, alert_id: str) -> None:
        with pytest.raises(NotAllowed), records.act(lead) as act:
            list_alerts(act)
        with pytest.raises(NotAllowed), records.act(lead) as act:
            close_alert(act, alert_id, verdict=AlertVerdict.EXPLAINED, note="Nothing to see here.")

    def test_its_notices_need_no_look_any_more(
        self, records: Records, auditor: Actor, alert_id: str
    ) -> None:
        with records.act(auditor) as act:
            close_alert(act, alert_id, verdict=AlertVerdict.FALSE_ALARM, note="A common name.")
        with records.peek() as look:
            assert look.db.table("notices").count_where("seen_at IS NULL") == 0


class TestAfterClosing:
    """Who closes an alert early must not make its person free for the rest of the day."""

    @pytest.fixture
    def close(self, records: Records, auditor: Actor) -> Callable[[], None]:
        def close_open_one() -> None:
            with records.act(auditor) as act:
                (alert,) = list_alerts(act).alerts
                close_alert(
                    act, alert.id, verdict=AlertVerdict.EXPLAINED, note="Asked, and it was fine."
                )

        return close_open_one

    def test_what_goes_on_is_another_alert(
        self,
        records: Records,
        reader: Actor,
        auditor: Actor,
        watch: Watch,
        close: Callable[[], None],
    ) -> None:
        for count in (2, 1, 3):
            for _ in range(count):
                search_for(records, reader, "rosa")
                watch.run()
            assert alerts(records, auditor) == [(AlertKind.OWN_NAME_SEARCHED, count)]
            close()
            assert watch.run() == 0
        with records.act(auditor) as act:
            closed = list_alerts(act, closed=True).alerts
        assert sorted(alert.count for alert in closed) == [1, 2, 3]

    def test_as_much_as_the_first_time_is_needed(
        self,
        records: Records,
        reader: Actor,
        auditor: Actor,
        watch: Watch,
        close: Callable[[], None],
    ) -> None:
        def turn(pages: int) -> int:
            for _ in range(pages):
                with records.act(reader) as act:
                    search(act, "x", before=9)
            return watch.run()

        assert turn(4) == 1
        close()
        assert turn(3) == 0
        assert turn(1) == 1
        assert alerts(records, auditor) == [(AlertKind.SCRAPING, 4)]


def test_history_from_before_the_watch_is_not_judged() -> None:
    db = Database(memory=True)
    db.table("entries").insert_all([{"seq": seq} for seq in range(1, 6)])
    desk.alerts(db)
    assert list(db.table("watch").rows) == [{"id": 1, "seq": 5}]
    db.close()
