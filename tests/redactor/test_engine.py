import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor import (
    Action,
    FailedClosed,
    Identity,
    Message,
    PolicyInvalid,
    RedactedSession,
    Redactor,
    Role,
    Session,
)
from redactor.engine import BATCH_MESSAGES
from redactor.reading import read
from redactor.said import Said
from redactor.spans import Span

Make = Callable[..., Session]

LETTERS = st.characters(max_codepoint=0x24F)
WORDS = st.sampled_from(
    [
        "Sara Lee", "sara", "sara@lee.example", "+1 212 555 0187", "2125550187", "[PERSON_1]",
        "hello", "my", "order", "Tom Lee", "5", "55", "@", "\u200b", "ｓａｒａ", "é", "\n", "will",
        "five five five one two three four", "thanks", ":", "name", "zip",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, st.text(LETTERS, max_size=6)), max_size=8).map(" ".join)
SESSIONS = st.builds(
    Session,
    id=st.just("s"),
    messages=st.lists(
        st.builds(Message, text=TEXTS, role=st.sampled_from(list(Role))), max_size=5
    ).map(tuple),
    identity=st.sampled_from(
        [Identity(), Identity(name="Sara Lee", email="sara@lee.example", phone="2125550187")]
    ),
)


def check(session: Session, result: RedactedSession) -> None:
    assert len(result.messages) == len(session.messages)
    for before, after in zip(session.messages, result.messages, strict=True):
        hidden = [f for f in after.findings if f.action is not Action.KEEP]
        at = place = 0
        for finding, mask in zip(hidden, after.masks, strict=True):
            assert at <= finding.start < finding.end <= len(before.text)
            assert after.text[mask.start : mask.end] == mask.label == finding.label
            assert len(before.text[at : finding.start]) == len(after.text[place : mask.start])
            at, place = finding.end, mask.end
        assert len(before.text) - at == len(after.text) - place


@settings(max_examples=150)
@given(session=SESSIONS)
def test_every_session_comes_out_whole(cheap: Redactor, session: Session) -> None:
    check(session, cheap.redact(session))


@settings(max_examples=100)
@given(session=SESSIONS)
def test_no_found_value_survives(cheap: Redactor, cheap_detector: object, session: Session) -> None:
    result = cheap.redact(session)
    for message in result.messages:
        for mark in ("sara@lee.example", "2125550187", "sara lee"):
            assert mark not in read(message.text).text.lower()


@settings(max_examples=100)
@given(session=SESSIONS)
def test_equal_values_have_equal_labels(cheap: Redactor, session: Session) -> None:
    result = cheap.redact(session)
    labels: dict[tuple[str, str], set[str]] = {}
    for before, after in zip(session.messages, result.messages, strict=True):
        for finding in after.findings:
            value = before.text[finding.start : finding.end].lower()
            labels.setdefault((finding.entity, value), set()).add(finding.label)
    assert all(len(seen) == 1 for seen in labels.values())


def test_identity_that_nobody_mentions_still_has_its_label(cheap: Redactor) -> None:
    identity = Identity(name="Sara Lee", email="sl@mail.example", company="Lee Ltd")
    session = Session(
        id="s",
        messages=(Message(text="hi, Lee ltd here, mail sl@mail.example"),),
        identity=identity,
    )
    result = cheap.redact(session)
    assert result.messages[0].text == "hi, [COMPANY_1] here, mail [EMAIL_1]"
    assert result.identity == {
        "name": "[PERSON_1]",
        "email": "[EMAIL_1]",
        "company": "[COMPANY_1]",
    }


def test_identity_that_arrives_late_masks_what_came_before(
    cheap: Redactor, session_of: Make
) -> None:
    session = session_of(
        ("visitor", "it's for chloe"), ("agent", "Your full name?"), ("visitor", "chloe zhang")
    )
    assert [m.text for m in cheap.redact(session).messages] == [
        "it's for [PERSON_1]",
        "Your full name?",
        "[PERSON_1]",
    ]


def test_a_session_carries_what_made_it(cheap: Redactor, session_of: Make) -> None:
    result = cheap.redact(session_of(("visitor", "I'm 14")))
    assert (result.policy, result.model, result.flags) == ("standard@1", "cheap@1", ("minor",))


def test_sessions_come_lazily_and_in_order(cheap: Redactor) -> None:
    drawn = 0

    def sessions() -> Iterator[Session]:
        nonlocal drawn
        for number in range(1_000):
            drawn += 1
            yield Session(id=str(number), messages=(Message(text="hi"),) * 16)

    results = cheap.redact_many(sessions())
    assert [next(results).id for _ in range(20)] == [str(number) for number in range(20)]
    assert drawn <= 2 * BATCH_MESSAGES / 16


def test_sessions_without_messages_do_not_wait_for_ever(cheap: Redactor) -> None:
    endless = (Session(id=str(number), messages=()) for number in count())
    assert next(cheap.redact_many(endless)).id == "0"


class Stumbling:
    """A detector that stumbles over one word, quoting it."""

    model = "stumbling@1"

    def find(self, chats: Sequence[Sequence[Said]]) -> list[list[tuple[Span, ...]]]:
        return [[self.find_shapes(text) for _, text in chat] for chat in chats]

    def find_shapes(self, text: str) -> tuple[Span, ...]:
        if "stone" in text:
            raise ValueError(f"stumbled over {text}")
        return ()


def test_one_bad_session_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    sessions = [
        Session(id=text, messages=(Message(text=text),)) for text in ("a", "stone", "b", "c")
    ]
    failures: list[FailedClosed] = []
    with caplog.at_level(logging.DEBUG):
        results = list(
            Redactor(detector=Stumbling()).redact_many(sessions, on_failure=failures.append)
        )
    assert [result.id for result in results] == ["a", "b", "c"]
    assert [failure.reason for failure in failures] == ["engine_error"]
    assert "ValueError" in caplog.text
    assert "stumbled over" not in caplog.text


def test_an_engine_error_quotes_nothing() -> None:
    session = Session(id="s", messages=(Message(text="secret stone"),))
    with pytest.raises(FailedClosed) as failure:
        Redactor(detector=Stumbling()).redact(session)
    assert "secret" not in str(failure.value)
    assert failure.value.__cause__ is None
    assert failure.value.__context__ is None


def test_an_unknown_policy_is_refused_before_the_model_is_loaded() -> None:
    with pytest.raises(PolicyInvalid):
        Redactor(policy="lax")


def test_product_words_are_allowed(cheap_detector: object, session_of: Make) -> None:
    redactor = Redactor(allow=["Olga Petrova"], detector=cheap_detector)  # type: ignore[arg-type]
    result = redactor.redact(session_of(("visitor", "the Olga Petrova chair")))
    assert result.messages[0].text == "the Olga Petrova chair"


def test_a_very_long_message_and_session_still_work(cheap: Redactor) -> None:
    long = "please call sara at 2125550187 about the parcel. " * 400
    session = Session(id="s", messages=(Message(text=long), *[Message(text="hi Sara")] * 1_000))
    result = cheap.redact(session)
    assert "2125550187" not in result.messages[0].text
    assert result.messages[-1].text == "hi [PERSON_1]"


def test_a_message_longer_than_may_be_fails_its_session_closed_and_no_other(
    cheap_detector: object,
) -> None:
    def said(*texts: str) -> Session:
        return Session(id=texts[0][:1], messages=tuple(Message(text=text) for text in texts))

    failed: list[FailedClosed] = []
    sessions = [said("a"), said("b" * 20_001, "b"), said("c" * 20_000), said("d", "e" * 30_000)]
    redactor = Redactor(detector=cheap_detector)  # type: ignore[arg-type]
    done = list(redactor.redact_many(sessions, on_failure=failed.append))
    assert [each.id for each in done] == ["a", "c"]
    assert [(each.session_id, each.reason, each.count) for each in failed] == [
        ("b", "message_too_long", 1),
        ("d", "message_too_long", 1),
    ]
    with pytest.raises(FailedClosed, match="message_too_long"):
        redactor.redact(sessions[1])
    more = Redactor(detector=cheap_detector, most_characters=20_001)  # type: ignore[arg-type]
    assert more.redact(sessions[1]).messages[1].text == "b"


def test_a_value_is_the_same_thing_in_every_message(cheap: Redactor, session_of: Make) -> None:
    session = session_of(
        ("agent", "Your zip code?"),
        ("visitor", "do you mean 2125550187"),
        ("visitor", "2125550187"),
    )
    found = [f.entity for m in cheap.redact(session).messages for f in m.findings]
    assert set(found) == {"PHONE_NUMBER"}
