from pathlib import Path

import pytest

from redactor import Action, Finding, RedactedMessage, RedactedSession, Role
from redactor.evaluate.marked import MarkedChat, parse
from redactor.evaluate.scoring import misses, score, wilson

CHAT = parse(Path("x.txt"), "slices: clean\n\nvisitor: {{PERSON|Ana Li}} here, {{-|Ada}} broke\n")


def redacted(*spans: tuple[int, int], action: Action = Action.MASK) -> RedactedSession:
    findings = tuple(
        Finding(
            start=start,
            end=end,
            entity="PERSON",
            score=1.0,
            label="[PERSON_1]",
            source="test:given",
            action=action,
        )
        for start, end in spans
    )
    message = RedactedMessage(id="m1", role=Role.VISITOR, text="", findings=findings, masks=())
    return RedactedSession(id="x", policy="p", engine="e", model="m", messages=(message,))


def test_a_covered_value_does_not_leak() -> None:
    total = score([(CHAT, redacted((0, 3), (4, 6)))])
    person = total.entities["PERSON"]
    assert (person.values, person.touched, person.covered, total.leaking) == (1, 1, 1, 0)
    assert (total.words, total.overmasked, total.precision) == (3, 0, 1.0)


def test_a_value_touched_but_not_covered_leaks() -> None:
    total = score([(CHAT, redacted((0, 3)))])
    assert (total.entities["PERSON"].touched, total.entities["PERSON"].covered) == (1, 0)
    assert total.leak_rate == 1.0
    assert [mark.entity for mark in misses(CHAT, redacted((0, 3)))] == ["PERSON"]


def test_a_kept_finding_covers_nothing() -> None:
    assert score([(CHAT, redacted((0, 6), action=Action.KEEP))]).leaking == 1


def test_a_masked_harmless_word_is_over_masking() -> None:
    total = score([(CHAT, redacted((0, 6), (13, 16)))])
    assert total.overmasked == 1
    assert total.precision == pytest.approx(2 / 3)


def test_the_interval_holds_the_share() -> None:
    low, high = wilson(2, 100)
    assert low < 0.02 < high
    assert wilson(0, 0) == (0.0, 1.0)


def test_no_chats_is_no_leak() -> None:
    nothing: list[tuple[MarkedChat, RedactedSession]] = []
    assert score(nothing).leak_rate == 0.0
