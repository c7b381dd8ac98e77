from datetime import timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.arrivals import Arrival, Event, Happening, SessionKind, Snapshot, identity_of
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.merging import happenings_of, merge, session_of, span_of
from ingest.originals import dump, load
from redactor import Identity, Message, Role
from tests.ingest.times import NOON

LIMITS = Limits()
LATER = NOON + timedelta(minutes=5)


def said(*texts, last="2024-03-02T11:00:00.000000Z", **fields):
    messages = tuple(Message(text=text, at=last) for text in texts)
    return arrival(snapshot=Snapshot(messages=messages), **fields)


def arrival(**fields):
    return Arrival(**({"reference": "c1", "kind": SessionKind.CHAT} | fields))


def happened(happening, text="", **fields):
    return arrival(event=Event(happening=happening, text=text), **fields)


def merged(*arrivals, at=NOON, limits=LIMITS):
    original = None
    for number, one in enumerate(arrivals):
        moment = at + timedelta(seconds=number)
        original = merge(original, one, received_at=moment, limits=limits)
    return original


def texts(original):
    return [message.text for message in session_of(original, id="s").messages]


def test_without_a_transcript_there_is_nothing_to_show():
    original = merged(happened(Happening.CONVERSATION_STARTED, "first words"))
    assert session_of(original, id="s") is None
    assert happenings_of(original) == ("conversation_started",)
    assert span_of(original) == ("2024-03-02T12:00:00.000000Z", "")


def test_the_snapshot_with_the_latest_message_wins():
    old, new = said("a"), said("a", "b", last="2024-03-02T11:30:00.000000Z")
    assert texts(merged(old, new)) == ["a", "b"]
    assert texts(merged(new, old)) == ["a", "b"]


def test_of_snapshots_of_the_same_moment_the_longer_wins():
    assert texts(merged(said("a", "b"), said("a"))) == ["a", "b"]


def test_of_snapshots_that_are_alike_the_last_received_wins():
    assert texts(merged(said("typo"), said("mended"))) == ["mended"]


@pytest.mark.parametrize("now", [("a",), ("a", "mended")])
def test_what_was_taken_later_wins_however_late_the_other_comes(now):
    def taken(minute, *texts):
        messages = tuple(Message(text=text, at="2024-03-02T11:00:00.000000Z") for text in texts)
        moment = f"2024-03-02T11:{minute}:00.000000Z"
        return arrival(snapshot=Snapshot(messages=messages, taken_at=moment))

    before, after = taken(30, "a", "typo"), taken(31, *now)
    assert texts(merged(before, after)) == list(now)
    assert texts(merged(after, before)) == list(now)


def test_without_times_the_end_of_the_chat_decides():
    def ended(text, at):
        return arrival(snapshot=Snapshot(messages=(Message(text=text),), ended_at=at))

    new = ended("new", "2024-03-02T11:30:00.000000Z")
    old = ended("old", "2024-03-02T11:00:00.000000Z")
    assert texts(merged(new, old)) == ["new"]


def test_a_message_from_the_far_future_does_not_freeze_a_session():
    frozen = said("frozen", last="2999-01-01T00:00:00.000000Z")
    first = merge(None, frozen, received_at=NOON, limits=LIMITS)
    week = NOON + timedelta(days=7)
    late = said("thawed", last="2024-03-09T12:00:00.000000Z")
    assert texts(merge(first, late, received_at=week, limits=LIMITS)) == ["thawed"]


def test_identity_that_arrives_late_belongs_to_the_whole_session():
    original = merged(said("i am sara"), arrival(facts=(("name", "Sara Lee"),)))
    assert session_of(original, id="s").identity.name == "Sara Lee"


def test_identity_a_later_snapshot_no_longer_tells_is_still_sought():
    newer = said("b", last="2024-03-02T11:30:00.000000Z", facts=(("name", "S."),))
    original = merged(said("a", facts=(("name", "Sara Lee"),)), newer)
    assert session_of(original, id="s").identity == Identity(
        name="Sara Lee", custom={"other_name": "S."}
    )


def test_a_feedback_comment_is_the_visitors_last_message():
    original = merged(said("a", "b"), happened(Happening.FEEDBACK, "great, thanks Tom"))
    session = session_of(original, id="s")
    assert [(message.id, message.text) for message in session.messages][-1] == (
        "m3",
        "great, thanks Tom",
    )
    assert session.messages[-1].role is Role.VISITOR
    assert happenings_of(original) == ("feedback",)


def test_feedback_that_repeats_the_first_words_is_no_comment():
    assert texts(merged(happened(Happening.FEEDBACK, " First  words"), said("first words"))) == [
        "first words"
    ]


def test_other_events_add_a_code_and_no_message():
    original = merged(
        said("a"), happened(Happening.UNANSWERED, "x"), happened(Happening.UNANSWERED, "x")
    )
    assert texts(original) == ["a"]
    assert happenings_of(original) == ("unanswered",)


def test_a_session_spans_its_messages_and_not_what_the_vendor_says():
    snapshot = Snapshot(
        messages=(
            Message(text="a", at="2024-03-02T11:00:00.000000Z"),
            Message(text="b", at="2024-03-02T11:05:00.000000Z"),
        ),
        started_at="2023-03-02T11:00:00.000000Z",
        ended_at="2025-03-02T11:00:00.000000Z",
    )
    assert span_of(merged(arrival(snapshot=snapshot))) == (
        "2024-03-02T11:00:00.000000Z",
        "2024-03-02T11:05:00.000000Z",
    )


@pytest.mark.parametrize("started_at", ["", "2025-03-02T11:00:00.000000Z"])
def test_no_session_begins_after_its_end(started_at):
    ended_at = "2024-03-02T11:00:00.000000Z"  # an hour before it was received
    snapshot = Snapshot(messages=(Message(text="a"),), started_at=started_at, ended_at=ended_at)
    assert span_of(merged(arrival(snapshot=snapshot))) == (ended_at, ended_at)


def test_a_flood_of_events_or_facts_is_refused_and_not_cut():
    with pytest.raises(Unreadable, match="too_many_events"):
        merged(*(happened(Happening.FEEDBACK, str(n)) for n in range(3)), limits=Limits(events=2))
    with pytest.raises(Unreadable, match="too_many_facts"):
        merged(*(arrival(facts=(("name", str(n)),)) for n in range(3)), limits=Limits(facts=2))


def test_more_people_than_can_be_sought_are_refused_and_not_cut():
    def chat(agents=0, speakers=0):
        return arrival(
            snapshot=Snapshot(
                messages=tuple(Message(text="a", speaker=f"Ann {n}") for n in range(speakers)),
                agents=tuple(Identity(name=f"Ann {n}") for n in range(agents)),
            )
        )

    few = Limits(people=2)
    assert texts(merged(chat(agents=2, speakers=2), limits=few)) == ["a", "a"]
    for crowd in (chat(agents=3, speakers=1), chat(agents=1, speakers=3)):
        with pytest.raises(Unreadable, match="too_many_people"):
            merged(crowd, limits=few)


@pytest.mark.parametrize(
    "place",
    [
        lambda text: arrival(facts=(("custom.note", text),)),
        lambda text: arrival(snapshot=Snapshot(messages=(Message(text="a", speaker=text),))),
        lambda text: arrival(snapshot=Snapshot(messages=(), agents=(Identity(email=text),))),
    ],
)
def test_what_is_told_of_people_is_no_longer_than_can_be_sought(place):
    merged(place("a" * LIMITS.fact_characters))
    with pytest.raises(Unreadable, match="fact_too_long"):
        merged(place("a" * (LIMITS.fact_characters + 1)))


def test_what_was_kept_before_there_was_a_limit_holds_nothing_up():
    before = merged(arrival(facts=(("page", "x" * 20),)), said("a"))
    short = Limits(fact_characters=10)
    assert texts(merge(before, said("a", "b"), received_at=LATER, limits=short)) == ["a", "b"]


def test_every_value_of_a_field_is_in_the_identity():
    facts = [
        ("name", "Sara"),
        ("name", "Sara Lee"),
        ("name", "SARA"),
        ("email", "a@b"),
        ("name", ""),
    ]
    facts += [("custom.other_name", "clash"), ("custom.plan", "pro")]
    found = identity_of(facts)
    assert (found.name, found.email) == ("Sara Lee", "a@b")
    assert found.custom == {"other_name": "clash", "other_3_name": "SARA", "plan": "pro"}


def test_as_many_values_of_one_field_as_there_may_be_take_no_time():
    long = "x" * (LIMITS.fact_characters - 5)
    facts = [("custom.note", f"{number:05}{long}") for number in range(LIMITS.facts)]
    begun = process_time()
    assert len(identity_of(facts).custom) == LIMITS.facts
    assert process_time() - begun < 1


def test_places_stand_side_by_side():
    assert (
        identity_of([("location", "Berlin"), ("location", "Porto, PT")]).location
        == "Porto, PT; Berlin"
    )


fact = st.tuples(
    st.sampled_from(["name", "email", "custom.a", "custom.other_name"]), st.text(max_size=5)
)
text = st.text(max_size=5)
arrivals = st.builds(
    arrival,
    facts=st.lists(fact, max_size=3).map(tuple),
    event=st.none() | st.builds(Event, happening=st.sampled_from(Happening), text=text),
    snapshot=st.none()
    | st.builds(
        Snapshot,
        messages=st.lists(
            st.builds(Message, text=text, role=st.sampled_from(Role), speaker=text, at=st.none()),
            min_size=1,
            max_size=3,
        ).map(tuple),
        ended_at=st.sampled_from(
            ["", "2024-03-02T11:00:00.000000Z", "2024-03-02T11:30:00.000000Z"]
        ),
        taken_at=st.sampled_from(["", "2024-03-02T11:15:00.000000Z"]),
    ),
)


@given(st.lists(arrivals, min_size=1, max_size=5), st.randoms())
def test_the_order_deliveries_are_processed_in_does_not_matter(found, random):
    received = [(one, NOON + timedelta(seconds=number)) for number, one in enumerate(found)]
    shuffled = random.sample(received, len(received))
    originals = []
    for sequence in (received, shuffled, [*shuffled, *received]):
        original = None
        for one, moment in sequence:
            original = merge(original, one, received_at=moment, limits=LIMITS)
            original = load(dump(original))
        originals.append(dump(original))
    assert originals[0] == originals[1] == originals[2]


def test_a_message_longer_than_can_be_searched_in_time_is_not_read():
    assert texts(merged(said("a" * LIMITS.characters))) == ["a" * LIMITS.characters]
    with pytest.raises(Unreadable, match="message_too_long"):
        merged(said("fine", "a" * (LIMITS.characters + 1)))
    with pytest.raises(Unreadable, match="message_too_long"):
        merged(happened(Happening.FEEDBACK, "a" * (LIMITS.characters + 1)))


def test_more_blanks_than_anybody_reads_are_left_out():
    assert texts(merged(said("a" + " " * 15_000 + "b"))) == ["a" + " " * 100 + "b"]
    assert texts(merged(said("a" + "\n " * 40 + "b"))) == ["a" + "\n " * 40 + "b"]
