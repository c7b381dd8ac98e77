"""Reports: a missed value is masked everywhere at once, and stays masked."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.accounts.notices import NoticeKind, count_unseen, list_notices
from models.accounts.people import Person
from models.actors import Actor, Purpose
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.log.events import Event
from models.records import Records
from models.reveal.reveal_words import MaskPlace
from models.review.report_desk import ReportDecision, ReportDesk, decide_report, open_desk
from models.review.reports import Made, ReportedEntity, report_missed, report_wrong
from models.review.reviews import list_reviews, save_review
from models.review.scorecards import current_scorecard
from models.transcripts.mask_places import find_places
from models.transcripts.search import search
from models.transcripts.sessions import SessionPage, SessionStatus, keep, open_session, queue
from models.transcripts.signs import OpenedSign, SignOutcome, close_sign, list_signs, open_sign
from redactor import Sign
from tests.models.scene import WORKER, Clock, lose_original, snapshot, told

CHLOE = {"Chloe": ("PERSON", "[PERSON_1]")}
TEXTS = ("Hi, Chloe Vexbury here", "Hello Chloe, one moment", "mail vexbury, or VEXBURY's desk")


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    return keep_one(**told(*TEXTS, masking=CHLOE))


@pytest.fixture
def report(records: Records, session_id: str, reader: Actor, officer: Actor) -> Callable[..., Made]:
    def reporting(words: str = "Vexbury", **changes: object) -> Made:
        fields: dict[str, object] = {
            "revision": 1,
            "words": words,
            "entity": ReportedEntity.PERSON,
        }
        with records.act(reader) as act:
            return report_missed(act, session_id, **(fields | changes))  # type: ignore[arg-type]

    return reporting


def opened(records: Records, reader: Actor, session_id: str) -> SessionPage:
    with records.act(reader) as act:
        return open_session(act, session_id)


def texts(page: SessionPage) -> list[str]:
    return [message.text for message in page.messages]


def reasons(records: Records, event: Event) -> list[tuple[str, str]]:
    with records.peek() as look:
        return look.db.execute(
            "SELECT outcome, reason FROM entries WHERE event = ? ORDER BY seq", [event]
        ).fetchall()


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


def again(records: Records, source_id: str, *said: str, **changes: object) -> None:
    with records.act(WORKER) as act:
        keep(act, snapshot(source_id, **(told(*said, masking=CHLOE) | changes)))


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


class TestComments:
    def test_a_reported_value_leaves_the_comments_that_were_written(
        self,
        records: Records,
        session_id: str,
        reader: Actor,
        lead: Actor,
        report: Callable[..., Made],
    ) -> None:
        with records.act(lead) as act:
            save_review(act, session_id, {}, "Why is vexbury not masked?", publish=False)
        report()
        with records.act(lead) as act:
            (review,) = list_reviews(act, session_id)
        assert review.comment == "Why is [PERSON_2] not masked?"

    def test_and_those_that_follow(
        self, records: Records, session_id: str, reader: Actor, report: Callable[..., Made]
    ) -> None:
        report()
        with records.act(reader) as act:
            review = save_review(act, session_id, {}, "I saw Vexbury.", publish=False)
        assert review.comment == "I saw [PERSON_2]."

    def test_also_of_another_who_had_read_it(
        self,
        records: Records,
        clock: Clock,
        session_id: str,
        lead: Actor,
        report: Callable[..., Made],
    ) -> None:
        opened(records, lead, session_id)
        clock.move(minutes=1)
        report()
        with records.act(lead) as act:
            review = save_review(act, session_id, {}, "I saw Vexbury.", publish=False)
        assert review.comment == "I saw [PERSON_2]."

    def test_who_never_could_read_it_cannot_have_a_guess_confirmed(
        self,
        records: Records,
        clock: Clock,
        session_id: str,
        lead: Actor,
        report: Callable[..., Made],
    ) -> None:
        report()
        clock.move(minutes=1)
        opened(records, lead, session_id)
        guesses = "anna vexbury carl"
        with records.act(lead) as act:
            review = save_review(act, session_id, {}, guesses, publish=False)
        assert review.comment == guesses

    @pytest.mark.parametrize(
        ("comment", "reason"),
        [
            ("ask sara@mail.example", "comment_email"),
            ("call 212 555 0187", "comment_number"),
            ("see https://shop.example/u/77", "comment_link"),
            ("DE89 3704 0044 0532 0130 00", "comment_account"),
        ],
    )
    def test_a_comment_with_a_value_that_its_form_gives_away_is_refused(
        self, records: Records, session_id: str, reader: Actor, comment: str, reason: str
    ) -> None:
        with pytest.raises(Invalid, match=reason), records.act(reader) as act:
            save_review(act, session_id, {}, comment, publish=False)

    @pytest.mark.parametrize(
        "comment",
        ["Answered on 2026-11-26 at 10:05, 3/4.", "4 of 5. 1,299.00 was said"],
    )
    def test_ordinary_comments_pass(
        self, records: Records, session_id: str, reader: Actor, comment: str
    ) -> None:
        with records.act(reader) as act:
            assert save_review(act, session_id, {}, comment, publish=False).comment == comment


class TestSigns:
    SAID = ("Hello, Vexbury here", "Who is ill, Vexbury?", "I, Vexbury, am")

    def kept(self, keep_one: Callable[..., str], *said: str, at: int | None = 2) -> str:
        fields = told(*said, masking={})
        signs = () if at is None else (Sign(flag="special_health", message=at, source="pattern:x"),)
        fields["redacted"] = replace(fields["redacted"], signs=signs)  # type: ignore[type-var]
        return keep_one(**fields)

    def the_sign(self, records: Records, officer: Actor) -> str:
        with records.act(officer) as act:
            (sign,) = list_signs(act)
        return sign.id

    def opened(self, records: Records, officer: Actor, sign_id: str) -> OpenedSign:
        with records.act(officer) as act:
            return open_sign(act, sign_id)

    def report(self, records: Records, reader: Actor, session: str, revision: int = 1) -> None:
        with records.act(reader) as act:
            entity = ReportedEntity.PERSON
            report_missed(act, session, revision=revision, words="Vexbury", entity=entity)

    def test_a_reported_value_leaves_the_words_of_signs(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        self.report(records, reader, self.kept(keep_one, *self.SAID))
        opened = self.opened(records, officer, self.the_sign(records, officer))
        assert (opened.asked, opened.said) == ("Who is ill, [PERSON_1]?", "I, [PERSON_1], am")

    def test_no_words_are_sealed_where_reported_values_cannot_be_masked_any_more(
        self,
        records: Records,
        source_id: str,
        keep_one: Callable[..., str],
        reader: Actor,
        officer: Actor,
    ) -> None:
        session = self.kept(keep_one, *self.SAID)
        self.report(records, reader, session)
        lose_original(records, session)
        fields = told(*self.SAID, masking={})
        sign = Sign(flag="special_health", message=2, source="pattern:x")
        fields["redacted"] = replace(fields["redacted"], signs=(sign,))  # type: ignore[type-var]
        again(records, source_id, *self.SAID, **fields)
        assert ("allowed", "report_lost") in reasons(records, Event.SESSION_QUARANTINED)
        with records.act(officer) as act:
            assert list_signs(act) == ()
        with records.peek() as look:
            assert not look.db.table("mask_places").count

    def test_also_where_the_words_were_cut_within_it(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        asked, said = "Vexbury " + "x " * 298, "x " * 298 + "Vexbury"
        self.report(records, reader, self.kept(keep_one, "Hi", asked, said))
        opened = self.opened(records, officer, self.the_sign(records, officer))
        assert "ury" not in opened.asked
        assert "Vexb" not in opened.said

    def test_also_those_of_a_decided_sign_of_an_earlier_snapshot(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        session = self.kept(keep_one, *self.SAID)
        sign_id = self.the_sign(records, officer)
        with records.act(officer) as act:
            close_sign(act, sign_id, SignOutcome.NOTHING)
        self.kept(keep_one, "A new line", *self.SAID, at=None)
        assert self.opened(records, officer, sign_id).said == self.SAID[2]
        self.report(records, reader, session, revision=2)
        opened = self.opened(records, officer, sign_id)
        assert (opened.asked, opened.said) == ("Who is ill, [PERSON_1]?", "I, [PERSON_1], am")


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
        place = MaskPlace(position=1, original_start=4)
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
            report_wrong(act, session_id, revision=1, place=MaskPlace(position=1, original_start=5))

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
