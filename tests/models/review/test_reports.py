"""Reports: a missed value is masked everywhere at once, and stays masked."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed
from models.log.events import Event
from models.records import Records
from models.review.reports import Made, ReportedEntity, report_missed
from models.transcripts.mask_places import find_places
from models.transcripts.search import search
from models.transcripts.sessions import queue
from tests.models.review.reporting import opened, reasons, texts
from tests.models.scene import lose_original, told


def test_a_reported_value_is_masked_everywhere_it_stands(
    records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
) -> None:
    made = report()
    assert (made.label, made.places) == ("[PERSON_2]", 3)
    page = opened(records, reader, session_id)
    assert texts(page) == [
        "Hi, [PERSON_1] [PERSON_2] here",
        "Hello [PERSON_1], one moment",
        "mail [PERSON_2], or [PERSON_2]'s desk",
    ]
    for message in page.messages:
        for mask in message.masks:
            assert message.text[mask.start : mask.end] == mask.label
    with records.act(reader) as act:
        (row,) = queue(act).rows
        assert row.preview == "Hi, [PERSON_1] [PERSON_2] here"
        assert row.mask_count == 5
        assert search(act, "vexbury").total == 0
        assert search(act, "moment").total == 1


def test_the_masks_know_where_they_come_from(
    records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
) -> None:
    report()
    marks = [m for message in opened(records, reader, session_id).messages for m in message.marks]
    origins = [mark.origin for mark in marks]
    assert origins == [(4, 9), (10, 17), (6, 11), (5, 12), (17, 24)]


def test_whoever_goes_by_the_original_finds_the_new_masks_too(
    records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
) -> None:
    report()
    with records.act(reader) as act:
        places = find_places(act, session_id)
        act.log(Event.HEALTH_READ)
    assert places is not None
    assert [(p.start, p.end, p.label) for p in places.messages[2]] == [
        (5, 12, "[PERSON_2]"),
        (17, 24, "[PERSON_2]"),
    ]


def test_words_over_a_mask_are_masked_around_it(
    records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
) -> None:
    report("i, [PERSON_1] Vexb", position=1)
    assert texts(opened(records, reader, session_id))[0] == "[PERSON_2], [PERSON_1] [PERSON_2] here"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "words_missing"),
        ("x" * 201, "words_long"),
        ("Nowhere", "words_not_found"),
        ("[PERSON_1]", "all_masked"),
        (",", "all_masked"),
        ("s desk", ""),
    ],
)
def test_what_cannot_be_reported(
    records: Records, report: Callable[..., Made], words: str, reason: str
) -> None:
    if not reason:
        assert report(words).places == 1
        return
    with pytest.raises(Invalid, match=reason):
        report(words)
    assert reasons(records, Event.REPORT_MADE) == [("refused", reason)]


def test_one_letter_is_not_masked_everywhere(
    records: Records, keep_one: Callable[..., str], reader: Actor
) -> None:
    session = keep_one(reference="other", **told("a b a", masking={}))
    with pytest.raises(Invalid, match="words_short"), records.act(reader) as act:
        report_missed(act, session, revision=1, words="b", entity=ReportedEntity.PERSON, position=1)


def test_a_report_of_another_revision_or_by_who_may_not_read_is_refused(
    records: Records, session_id: str, report: Callable[..., Made], officer: Actor
) -> None:
    with pytest.raises(Conflict, match="revision_moved"):
        report(revision=2)
    with pytest.raises(NotAllowed), records.act(officer) as act:
        report_missed(act, session_id, revision=1, words="Vexbury", entity=ReportedEntity.PERSON)


def test_a_value_is_masked_also_where_the_original_is_not_kept_any_more(
    records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
) -> None:
    lose_original(records, session_id)
    assert report().places == 3
    assert "vexbury" not in str(texts(opened(records, reader, session_id))).lower()
