"""What was reported stays masked when its chat is redacted anew."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import NotFound
from models.log.events import Event
from models.records import Records
from models.review.report_desk import ReportDecision, decide_report
from models.review.reports import Made
from models.review.reviews import save_review
from models.review.scorecards import current_scorecard
from models.transcripts.search import search
from models.transcripts.sessions import SessionStatus
from tests.models.review.reporting import CHLOE, TEXTS, again, opened, reasons, texts
from tests.models.scene import lose_original, told


class TestRedactedAnew:
    def test_what_was_reported_stays_masked_wherever_it_stands_then(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        again(records, source_id, "A new line", *TEXTS, "bye, Chloe Vexbury!")
        assert texts(opened(records, reader, session_id)) == [
            "A new line",
            "Hi, [PERSON_1] [PERSON_2] here",
            "Hello [PERSON_1], one moment",
            "mail [PERSON_2], or [PERSON_2]'s desk",
            "bye, [PERSON_1] [PERSON_2]!",
        ]
        with records.act(reader) as act:
            assert search(act, "vexbury").total == 0

    def test_also_after_a_snapshot_that_lacked_it(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        again(records, source_id, "Nothing of it")
        again(records, source_id, *TEXTS)
        assert "vexbury" not in str(texts(opened(records, reader, session_id))).lower()

    def test_and_what_a_mask_cuts_off_now(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report("Vexbury's desk")
        now = told(*TEXTS, masking=CHLOE | {"Vexb": ("PERSON", "[PERSON_5]")})
        again(records, source_id, *TEXTS, **now)
        said = texts(opened(records, reader, session_id))
        assert said[2] == "mail vexbury, or [PERSON_6]"

    def test_a_review_of_what_reads_the_same_still_counts(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        with records.act(reader) as act:
            scores = {c.id: c.values[0] for c in current_scorecard(act).criteria}
            save_review(act, session_id, scores, "", publish=True)
        again(records, source_id, *TEXTS)
        assert opened(records, reader, session_id).row.status is SessionStatus.REVIEWED

    def test_where_that_cannot_be_sworn_to_nobody_reads_the_session(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        again(records, source_id, *TEXTS, original=b"not what was said")
        with pytest.raises(NotFound, match="quarantined"):
            opened(records, reader, session_id)
        assert ("allowed", "report_lost") in reasons(records, Event.SESSION_QUARANTINED)

    def test_also_when_its_value_went_with_the_original(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        lose_original(records, session_id)
        with records.act(reader) as act:
            save_review(act, session_id, {}, "Still readable.", publish=False)
        again(records, source_id, *TEXTS)
        with pytest.raises(NotFound, match="quarantined"):
            opened(records, reader, session_id)

    def test_a_report_that_was_turned_down_is_not_carried_on(
        self,
        records: Records,
        source_id: str,
        session_id: str,
        reader: Actor,
        officer: Actor,
        report: Callable[..., Made],
    ) -> None:
        made = report()
        with records.act(officer) as act:
            decide_report(act, made.report_id, ReportDecision.NOT_PERSONAL)
        again(records, source_id, *TEXTS)
        assert "Vexbury" in texts(opened(records, reader, session_id))[0]
