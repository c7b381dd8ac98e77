"""Officers decide on reports, and count what was missed."""

from collections.abc import Callable

import pytest

from models.accounts.notices import NoticeKind, count_unseen, list_notices
from models.accounts.people import Person
from models.actors import Actor, Purpose
from models.errors import Conflict, NotAllowed
from models.records import Records
from models.reveal.reveal_words import MaskPlace
from models.review.report_desk import ReportDecision, ReportDesk, decide_report, open_desk
from models.review.reports import Made, ReportedEntity, report_missed, report_wrong
from models.review.reviews import save_review
from models.review.scorecards import current_scorecard
from tests.models.review.reporting import opened, texts
from tests.models.scene import told


class TestDesk:
    def desk(self, records: Records, officer: Actor) -> ReportDesk:
        with records.act(officer) as act:
            return open_desk(act)

    def test_officers_are_told_and_decide_and_the_reporter_hears_of_it(
        self,
        records: Records,
        session_id: str,
        reader: Actor,
        officer: Actor,
        report: Callable[..., Made],
    ) -> None:
        made = report()
        with records.act(officer) as act:
            (notice,) = list_notices(act).notices
        assert (notice.kind, notice.object) == (
            NoticeKind.MISS_REPORTED,
            f"report:{made.report_id}",
        )
        (open_report,) = self.desk(records, officer).reports
        assert (open_report.decision, open_report.positions) == (None, (1, 3))
        assert "vexbury" not in repr(self.desk(records, officer)).lower()
        with records.act(officer) as act:
            decide_report(act, made.report_id, ReportDecision.CONFIRMED)
        assert self.desk(records, officer).open == 0
        assert count_unseen(records, officer.id) == 0
        assert count_unseen(records, reader.id) == 1
        with pytest.raises(Conflict, match="decided"), records.act(officer) as act:
            decide_report(act, made.report_id, ReportDecision.NOT_PERSONAL)

    def test_a_wrong_mask_stays_and_is_asked_about_once(
        self, records: Records, session_id: str, reader: Actor, officer: Actor
    ) -> None:
        place = MaskPlace(position=1, label="[PERSON_1]")
        with records.act(reader) as act:
            report_wrong(act, session_id, revision=1, place=place)
        with pytest.raises(Conflict, match="reported"), records.act(reader) as act:
            report_wrong(act, session_id, revision=1, place=place)
        assert "[PERSON_1]" in texts(opened(records, reader, session_id))[0]
        (asked,) = self.desk(records, officer).reports
        assert (asked.label, asked.source, asked.positions) == ("[PERSON_1]", "identity:name", (1,))
        with pytest.raises(Conflict, match="decision"), records.act(officer) as act:
            decide_report(act, asked.id, ReportDecision.CONFIRMED)
        with records.act(officer) as act:
            decide_report(act, asked.id, ReportDecision.ALLOW)
        (count,) = self.desk(records, officer).counts
        assert (count.upheld, count.source) == (1, "identity:name")

    def test_a_mask_that_is_not_there_cannot_be_asked_about(
        self, records: Records, session_id: str, reader: Actor
    ) -> None:
        with pytest.raises(Conflict, match="unplaced"), records.act(reader) as act:
            report_wrong(
                act, session_id, revision=1, place=MaskPlace(position=1, label="[PERSON_2]")
            )

    def test_the_leak_estimate_counts_reviewed_sessions_with_a_miss(
        self,
        records: Records,
        session_id: str,
        keep_one: Callable[..., str],
        reader: Actor,
        officer: Actor,
        report: Callable[..., Made],
    ) -> None:
        assert self.desk(records, officer).estimate.reviewed == 0
        for number in range(9):
            clean = keep_one(reference=f"clean-{number}", **told("fine", masking={}))
            with records.act(reader) as act:
                scores = {c.id: c.values[0] for c in current_scorecard(act).criteria}
                save_review(act, clean, scores, "", publish=True)
        made = report()
        found = self.desk(records, officer).estimate
        assert (found.reviewed, found.reported) == (10, 1)
        assert (round(found.low, 3), round(found.high, 3)) == (0.018, 0.404)
        with records.act(officer) as act:
            decide_report(act, made.report_id, ReportDecision.NOT_PERSONAL)
        assert self.desk(records, officer).estimate.reported == 0

    def test_nobody_decides_on_their_own_report(
        self, records: Records, session_id: str, officer: Actor, person: Person
    ) -> None:
        reading = Actor(
            kind=officer.kind,
            id=officer.id,
            name=officer.name,
            role=officer.role,
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        with records.act(reading) as act:
            made = report_missed(
                act, session_id, revision=1, words="Vexbury", entity=ReportedEntity.PERSON
            )
        with pytest.raises(NotAllowed, match="own"), records.act(officer) as act:
            decide_report(act, made.report_id, ReportDecision.CONFIRMED)
        with pytest.raises(NotAllowed, match="purpose"), records.act(reading) as act:
            open_desk(act)
