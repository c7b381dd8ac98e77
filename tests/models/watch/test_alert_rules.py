"""What each rule finds unusual, and what it leaves alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.log.access_log import Entry, Event
from models.times import to_text
from models.watch.alert_rules import RULES, ActorDay, judge
from models.watch.alert_words import AlertKind, Thresholds
from models.watch.business_hours import BusinessHours, read_days, read_hours

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOURS = BusinessHours()
LIMITS = Thresholds()


def entry(seq: int, event: Event = Event.SESSION_OPENED, **changes: object) -> Entry:
    at = changes.pop("when", MONDAY + timedelta(minutes=seq))
    assert isinstance(at, datetime)
    fields: dict[str, object] = {
        "seq": seq,
        "at": to_text(at),
        "actor_kind": "person",
        "actor_id": "a",
        "actor_name": "A",
        "actor_role": "reviewer",
        "event": event.value,
        "object": f"session:{seq:08d}",
        "purpose": "",
        "outcome": "allowed",
        "reason": "",
        "address": "10.0.3.7",
        "details": {},
        "previous": "",
        "hash": "",
    }
    return Entry(**(fields | changes))  # type: ignore[arg-type]


def day(entries: list[Entry], **changes: object) -> ActorDay:
    return ActorDay(actor_id="a", day="2026-03-02", entries=tuple(entries), **changes)  # type: ignore[arg-type]


def found(entries: list[Entry], **changes: object) -> list[AlertKind]:
    return [each.kind for each in judge(day(entries, **changes), LIMITS, HOURS)]


class TestVolume:
    def looks(self, count: int) -> list[Entry]:
        reviewed = [entry(1000 + n, Event.REVIEW_PUBLISHED, when=self.at(n)) for n in range(count)]
        opened = [entry(n, when=self.at(n)) for n in range(count)]
        return [each for pair in zip(opened, reviewed, strict=True) for each in pair]

    def at(self, n: int) -> datetime:
        return MONDAY + timedelta(minutes=2 * n)

    def test_far_more_than_usual(self) -> None:
        (alert,) = judge(day(self.looks(120), own=(30, 40, 50), team=(35, 38)), LIMITS, HOURS)
        assert (alert.kind, alert.count, alert.usual) == (AlertKind.VOLUME, 120, 40)

    @pytest.mark.parametrize(
        ("count", "own", "team"),
        [
            (79, (), ()),  # fewer than can be called many
            (119, (40,), ()),  # not three times one's own
            (119, (), (40,)),  # a team that works hard
            (119, (2,), (40,)),  # quiet so far, in a team that works hard
        ],
    )
    def test_what_is_usual_is_left_alone(
        self, count: int, own: tuple[int, ...], team: tuple[int, ...]
    ) -> None:
        assert found(self.looks(count), own=own, team=team) == []

    def test_one_wild_day_before_does_not_make_it_usual(self) -> None:
        assert found(self.looks(120), own=(30, 30, 900)) == [AlertKind.VOLUME]


class TestOwnName:
    def test_searched_for(self) -> None:
        search = entry(1, Event.SEARCH_RAN, object="", details={"words": "d" * 32})
        assert found([search], own_words=frozenset({"d" * 32})) == [AlertKind.OWN_NAME_SEARCHED]
        assert found([search], own_words=frozenset({"e" * 32})) == []
        assert found([entry(1, Event.SEARCH_RAN, object="")]) == []

    def test_a_chat_about_oneself(self) -> None:
        opened = entry(7)
        assert found([opened], own_sessions=frozenset({"00000007"})) == [AlertKind.OWN_CHAT_OPENED]
        assert found([opened], own_sessions=frozenset({"00000008"})) == []


class TestOffHours:
    def test_three_looks_at_night(self) -> None:
        night = [entry(n, when=MONDAY.replace(hour=22, minute=n)) for n in range(3)]
        assert found(night) == [AlertKind.OFF_HOURS]
        assert found(night[:2]) == []

    def test_the_edge_of_the_day(self) -> None:
        first = [entry(n, when=MONDAY.replace(hour=7, minute=0, second=n)) for n in range(3)]
        last = [entry(n, when=MONDAY.replace(hour=20, minute=0, second=n)) for n in range(3)]
        assert found(first) == []
        assert found(last) == [AlertKind.OFF_HOURS]

    def test_a_search_is_one_look_however_much_it_shows(self) -> None:
        night = [MONDAY.replace(hour=22, minute=n) for n in range(9)]
        search = entry(1, Event.SEARCH_RAN, object="", when=night[0])
        shown = [entry(n, Event.SESSION_FOUND, when=when) for n, when in enumerate(night, 2)]
        assert found([search, *shown]) == []

    def test_signs_are_looked_at_too(self) -> None:
        night = [
            entry(n, Event.SIGN_OPENED, when=MONDAY.replace(hour=22, minute=n)) for n in range(3)
        ]
        assert found(night) == [AlertKind.OFF_HOURS]

    def test_other_acts_at_night_are_no_looks(self) -> None:
        night = [
            entry(n, Event.POLICY_READ, when=MONDAY.replace(hour=22, minute=n)) for n in range(9)
        ]
        assert found(night) == []


class TestRefusals:
    def refused(self, count: int, **changes: object) -> list[Entry]:
        return [
            entry(n, Event.PAGE_REFUSED, outcome="refused", **({"reason": "permission"} | changes))
            for n in range(count)
        ]

    def test_again_and_again(self) -> None:
        assert found(self.refused(8)) == [AlertKind.REFUSALS]
        assert found(self.refused(7)) == []

    def test_a_page_left_open_is_no_attempt(self) -> None:
        assert found(self.refused(30, reason="idle")) == []

    def test_an_unfinished_scorecard_is_no_attempt(self) -> None:
        drafts = [
            entry(n, Event.REVIEW_PUBLISHED, outcome="refused", reason="incomplete")
            for n in range(30)
        ]
        assert found(drafts) == []


class TestScraping:
    def test_session_after_session(self) -> None:
        fast = [entry(n, when=MONDAY + timedelta(seconds=20 * n)) for n in range(25)]
        assert found(fast) == [AlertKind.SCRAPING]
        assert found(fast[:24]) == []

    def test_the_pace_of_reading(self) -> None:
        slow = [entry(n, when=MONDAY + timedelta(seconds=30 * n)) for n in range(60)]
        assert found(slow) == []

    def test_who_reviews_in_between_reads(self) -> None:
        steps = [entry(n, when=MONDAY + timedelta(seconds=15 * n)) for n in range(40)]
        steps.insert(20, entry(99, Event.REVIEW_PUBLISHED, when=MONDAY + timedelta(seconds=301)))
        assert found(steps) == []

    def test_an_empty_draft_is_no_review(self) -> None:
        steps = [entry(n, when=MONDAY + timedelta(seconds=15 * n)) for n in range(25)]
        steps.insert(20, entry(99, Event.REVIEW_DRAFTED, when=MONDAY + timedelta(seconds=301)))
        assert found(steps) == [AlertKind.SCRAPING]

    def test_the_same_session_again_is_one(self) -> None:
        again = [entry(n, object="session:AAAAAAAA", when=MONDAY) for n in range(40)]
        assert found(again) == []

    def test_ids_that_are_guessed(self) -> None:
        guesses = [
            entry(n, object="session:unknown", outcome="refused", when=MONDAY) for n in range(25)
        ]
        assert AlertKind.SCRAPING in found(guesses)

    def test_page_after_page_of_the_list(self) -> None:
        pages = [
            entry(n, Event.SESSION_LISTED, object="", details={"older": True}, when=MONDAY)
            for n in range(25)
        ]
        assert found(pages) == [AlertKind.SCRAPING]
        assert found([entry(n, Event.SESSION_LISTED, when=MONDAY) for n in range(25)]) == []

    def test_page_after_page_of_a_search(self) -> None:
        pages = [
            entry(n, Event.SEARCH_RAN, object="", details={"older": True}, when=MONDAY)
            for n in range(25)
        ]
        assert found(pages) == [AlertKind.SCRAPING]
        assert found(pages[:24]) == []
        assert found([entry(n, Event.SEARCH_RAN, object="", when=MONDAY) for n in range(25)]) == []

    def test_what_one_search_shows_is_no_scraping(self) -> None:
        assert found([entry(n, Event.SESSION_FOUND, when=MONDAY) for n in range(30)]) == []


def test_many_reveals_though_each_was_approved() -> None:
    shown = [entry(n, Event.ORIGINAL_REVEALED) for n in range(10)]
    assert AlertKind.REVEALS in found(shown)
    assert AlertKind.REVEALS not in found(shown[:9])
    refused = [entry(n, Event.ORIGINAL_REVEALED, outcome="refused") for n in range(10)]
    assert AlertKind.REVEALS not in found(refused)


def test_many_exports() -> None:
    exports = [entry(n, Event.LOG_EXPORTED, object="") for n in range(5)]
    assert found(exports) == [AlertKind.EXPORTS]
    assert found(exports[:4]) == []


def test_glass_that_was_broken_is_an_alert_each_time() -> None:
    broken = [entry(n, Event.GLASS_BROKEN) for n in (1, 2)]
    alerts = judge(day(broken), LIMITS, HOURS)
    assert [(a.kind, a.key) for a in alerts] == [("glass_broken", "1"), ("glass_broken", "2")]
    refused = entry(1, Event.GLASS_BROKEN, outcome="refused")
    assert found([refused]) == []


class TestNewAddress:
    OPENED = entry(60, Event.SIGN_IN_OPENED, object="person:a", address="192.0.2.9")
    FAILURES = tuple(MONDAY + timedelta(minutes=minute) for minute in (40, 45, 50))

    def test_after_failures(self) -> None:
        assert found([self.OPENED], failures=self.FAILURES) == [AlertKind.NEW_ADDRESS]

    def test_a_known_address(self) -> None:
        known = frozenset({"192.0.2.9"})
        assert found([self.OPENED], failures=self.FAILURES, known_addresses=known) == []

    def test_failures_long_ago_or_afterwards(self) -> None:
        for shift in (timedelta(hours=-2), timedelta(hours=1)):
            failures = tuple(each + shift for each in self.FAILURES)
            assert found([self.OPENED], failures=failures) == []

    def test_without_failures(self) -> None:
        assert found([self.OPENED], failures=self.FAILURES[:2]) == []


EVENTS = st.sampled_from(list(Event))


@given(
    st.lists(st.tuples(EVENTS, st.integers(0, 86_399), st.booleans()), max_size=60),
    st.integers(0, 59),
)
@settings(max_examples=60, deadline=None)
def test_more_entries_never_make_a_day_less_unusual(
    acts: list[tuple[Event, int, bool]], cut: int
) -> None:
    midnight = MONDAY.replace(hour=0)
    entries = [
        entry(
            n,
            event,
            when=midnight + timedelta(seconds=second),
            outcome="allowed" if allowed else "refused",
        )
        for n, (event, second, allowed) in enumerate(sorted(acts, key=lambda act: act[1]))
    ]
    before = {(a.kind, a.key) for a in judge(day(entries[:cut]), LIMITS, HOURS)}
    after = {(a.kind, a.key) for a in judge(day(entries), LIMITS, HOURS)}
    assert before <= after


@given(st.lists(st.tuples(EVENTS, st.integers(0, 86_399)), max_size=60))
@settings(max_examples=40, deadline=None)
def test_an_alert_points_at_entries_of_the_day(acts: list[tuple[Event, int]]) -> None:
    entries = [
        entry(n, event, when=MONDAY.replace(hour=0) + timedelta(seconds=second))
        for n, (event, second) in enumerate(sorted(acts, key=lambda act: act[1]), 1)
    ]
    for alert in judge(day(entries), LIMITS, HOURS):
        assert 1 <= alert.first_seq <= alert.last_seq <= len(entries)
        assert alert.count > 0


def test_every_kind_has_a_rule() -> None:
    of_the_log_itself = {AlertKind.ANCHOR_FAILING, AlertKind.CHECKPOINTS_STOPPED}
    assert len(RULES) == 9
    assert len(set(AlertKind) - of_the_log_itself) == 10  # own_name gives two


class TestBusinessHours:
    def test_they_are_read(self) -> None:
        assert read_hours("07:00-20:00") == (420, 1200)
        assert read_hours("00:00-24:00") == (0, 1440)
        assert read_days("mon-fri") == frozenset(range(5))
        assert read_days("sat,sun") == {5, 6}
        assert read_days("fri-mon") == {4, 5, 6, 0}

    @pytest.mark.parametrize("text", ["", "7-20", "20:00-07:00", "08:00-08:00", "09:00-24:30"])
    def test_what_cannot_be_read_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="business hours"):
            read_hours(text)
        with pytest.raises(ValueError, match="business days"):
            read_days(text or "monday")

    @given(st.integers(0, 60 * 24 * 400), st.integers(1, 60 * 24 * 20), st.data())
    @settings(max_examples=60, deadline=None)
    def test_a_moment_is_in_the_spans_when_nobody_works(
        self, start: int, length: int, data: st.DataObject
    ) -> None:
        hours = BusinessHours(zone=ZoneInfo("Europe/Berlin"))
        since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
        until = since + timedelta(minutes=length)
        spans = hours.off_spans(since, until)
        assert all(a < b for a, b in spans)
        assert all(one[1] < two[0] for one, two in pairwise(spans))
        moment = since + timedelta(minutes=data.draw(st.integers(0, length - 1)))
        within = any(a <= moment < b for a, b in spans)
        assert within is not hours.are_open(moment)
