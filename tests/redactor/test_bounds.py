import pytest

from redactor import FailedClosed, Identity, Message, Redactor, Session
from redactor.bounds import find_excess
from redactor.conversation import MOST_TOLD

HELLO = Message(text="hello")


def session(**fields: object) -> Session:
    return Session(**{"id": "s", "messages": (HELLO,), **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "reason", "count"),
    [
        ({"messages": (HELLO, Message(text="x" * 101))}, "message_too_long", 1),
        ({"identity": Identity(name="x" * 101)}, "identity_too_long", 1),
        ({"identity": Identity(custom={"note": "x" * 101})}, "identity_too_long", 1),
        ({"identity": Identity(custom={"x" * 101: "note"})}, "identity_too_long", 1),
        ({"agents": (Identity(), Identity(email="x" * 101))}, "identity_too_long", 1),
        ({"messages": (Message(text="hello", speaker="x" * 101),)}, "identity_too_long", 1),
    ],
)
def test_one_value_that_is_too_long_is_too_much(
    fields: dict[str, object], reason: str, count: int
) -> None:
    excess = find_excess(session(**fields), 100)
    assert excess
    assert (excess.session_id, excess.reason, excess.count) == ("s", reason, count)
    assert "xx" not in str(excess)


def test_many_values_that_are_too_long_together_are_too_much() -> None:
    half = {f"note{number}": "x" * 95 for number in range(MOST_TOLD // 200)}
    assert find_excess(session(identity=Identity(custom=half)), 100) is None
    agents = (Identity(custom=half), Identity(custom=half))
    excess = find_excess(session(agents=agents), 100)
    assert excess
    assert excess.reason == "identity_too_long"


def test_a_speaker_is_counted_once() -> None:
    many = (Message(text="hello", speaker="Sara Lee"),) * (MOST_TOLD // 4)
    assert find_excess(session(messages=many), 100) is None


def test_what_is_too_much_fails_closed_and_no_other(cheap: Redactor) -> None:
    failed: list[FailedClosed] = []
    loud = session(id="loud", identity=Identity(name="x" * 20_001))
    done = cheap.redact_many([session(), loud, session()], on_failure=failed.append)
    assert [each.id for each in done] == ["s", "s"]
    assert [(each.session_id, each.reason) for each in failed] == [("loud", "identity_too_long")]
