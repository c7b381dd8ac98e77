import pytest

from ingest.adapters import KINDS, read_arrival
from ingest.arrivals import Event, Happening, SessionKind, identity_of
from ingest.errors import Unreadable
from ingest.limits import Limits
from redactor import Role
from tests.ingest.samples import as_bytes, event, offline_message, transcript, visitor


def read(kind, payload):
    return read_arrival(kind, as_bytes(payload), Limits())


@pytest.mark.parametrize("happening", list(Happening))
def test_an_event_tells_what_happened_and_who_the_visitor_is(happening):
    arrival = read(happening.value, event())
    assert arrival.reference == "7b0c-1"
    assert arrival.snapshot is None
    assert arrival.event == Event(happening=happening, text="first words")
    found = identity_of(arrival.facts)
    assert (found.ip, found.location, found.page) == (
        "203.0.113.9",
        "Berlin, Berlin, Germany",
        "https://shop.example/x",
    )
    assert found.name == ""


def test_everything_known_of_a_visitor_is_sought():
    found = identity_of(
        read(
            "unanswered",
            event(
                visitor=visitor(
                    name="Sara Lee",
                    email="sl@mail.example",
                    identUserId="u-77",
                    identTraits='{"Phone": "+1 212 555 0187", "plan": "pro"}',
                    referrerURL="https://search.example/?q=sara",
                    handle="z-sara-lee-3",
                )
            ),
        ).facts
    )
    assert (found.name, found.email, found.username) == ("Sara Lee", "sl@mail.example", "u-77")
    assert found.phone == "+1 212 555 0187"
    assert set(found.custom.values()) == {"https://shop.example/x", "pro"}
    assert found.page == "https://search.example/?q=sara"


def test_what_a_visitor_tells_under_keys_that_are_new_is_sought():
    told = visitor(firstName="Sara", phone="+1 212 555 0187", email=["sl@mail.example"], vip=True)
    found = identity_of(read("unanswered", event(visitor=told)).facts)
    assert (found.name, found.phone) == ("Sara", "+1 212 555 0187")
    assert found.email == "sl@mail.example"
    assert "true" not in found.custom.values()


def test_an_offline_form_may_ask_for_more():
    found = identity_of(read("offline_message", offline_message(phone="+1 212 555 0187")).facts)
    assert found.phone == "+1 212 555 0187"


@pytest.mark.parametrize("odd", [None, "", [], "Sara", 5])
def test_a_visitor_of_any_type_is_no_trouble(odd):
    assert read("unanswered", event(visitor=odd)).reference == "7b0c-1"


def test_the_user_agent_is_not_kept():
    assert "Mozilla" not in repr(read("unanswered", event()))


@pytest.mark.parametrize(
    "fields",
    [
        {"message": "thanks"},
        {"comment": "thanks", "message": "first words"},
        {"feedback": "thanks"},
        {"feedback": {"comment": "thanks", "rating": 5}},
        {"feedback": '{"message": "thanks"}'},
    ],
)
def test_feedback_is_read_under_any_of_its_names(fields):
    assert read("feedback", event(**fields)).event.text == "thanks"


def test_an_offline_message_is_a_session_of_its_own():
    arrival = read("offline_message", offline_message())
    assert arrival.kind is SessionKind.OFFLINE_MESSAGE
    assert [(message.role, message.text) for message in arrival.snapshot.messages] == [
        (Role.VISITOR, "Return"),
        (Role.VISITOR, "Please call me"),
    ]
    found = identity_of(arrival.facts)
    assert (found.name, found.email) == ("Sara Lee", "sara@mail.example")


def test_an_offline_message_sent_again_is_the_same_session():
    one = read("offline_message", offline_message())
    again = read("offline_message", offline_message(unknown="field"))
    assert one.reference == again.reference
    assert one.reference.startswith("offline:")
    assert "sara" not in one.reference


@pytest.mark.parametrize(
    "change",
    [
        {"message": "Please write"},
        {"subject": "Other"},
        {"visitor": visitor(UUID="other")},
        {"visitor": visitor(createdAt="2024-03-03T10:00:00Z")},
    ],
)
def test_another_offline_message_is_another_session(change):
    one = read("offline_message", offline_message())
    assert one.reference != read("offline_message", offline_message(**change)).reference


def test_an_offline_message_without_words_waits_for_a_person():
    with pytest.raises(Unreadable, match="content_missing") as caught:
        read("offline_message", offline_message(subject="", message=None))
    assert caught.value.reference == "", "it is of no conversation"


def test_the_pretty_address_alone_says_name_and_address():
    found = identity_of(
        read("offline_message", offline_message(name="", email="", visitor=None)).facts
    )
    assert (found.name, found.email) == ("Sara Lee", "sara@mail.example")


def test_an_unknown_kind_is_unreadable():
    with pytest.raises(Unreadable, match="kind_unknown"):
        read("surprise", event())


@pytest.mark.parametrize("kind", KINDS["chatlio"])
def test_an_address_in_the_wrong_box_loses_no_chat(kind):
    for payload in (transcript(), transcript(messages=[]), offline_message()):
        own_kind = "transcript" if "messages" in payload else "offline_message"
        assert read(kind, payload) == read(own_kind, payload)
        assert read(kind, payload).snapshot


@pytest.mark.parametrize("kind", ["conversation_started", "unanswered", "feedback"])
def test_what_shows_no_kind_is_what_its_address_says(kind):
    assert read(kind, event()).event.happening == kind
    with pytest.raises(Unreadable, match="reference_missing"):
        read(kind, event(conversationUUID=""))
