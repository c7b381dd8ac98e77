"""A reported value is masked too where people and signs repeat it."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from models.actors import Actor
from models.errors import Invalid
from models.log.events import Event
from models.records import Records, migrate
from models.review.reported_values import without_values
from models.review.reports import Made, ReportedEntity, report_missed
from models.review.reviews import list_reviews, save_review
from models.seals.sealing import seal
from models.store import opened as opened_file
from models.store import writing
from models.transcripts.sign_rows import bound_to
from models.transcripts.signs import OpenedSign, SignOutcome, close_sign, list_signs, open_sign
from redactor import Sign
from tests.models.review.reporting import again, opened, reasons
from tests.models.scene import Clock, lose_original, told


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

    def report(
        self,
        records: Records,
        reader: Actor,
        session: str,
        revision: int = 1,
        words: str = "Vexbury",
    ) -> None:
        with records.act(reader) as act:
            entity = ReportedEntity.PERSON
            report_missed(act, session, revision=revision, words=words, entity=entity)

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

    def seal_as_before(self, records: Records, sign_id: str, asked: str, said: str) -> None:
        """What an earlier version left: words that no report had reached."""
        with records.step() as step:
            session = step.db.table("signs").get(sign_id)["session_id"]
            bound = bound_to(session, sign_id)
            key = records.keys.key(f"session:{session}")
            sealed = seal(key, json.dumps([asked, said]).encode(), bound_to=bound)
            step.db.table("signs").update(sign_id, {"sealed": sealed})

    def test_nor_do_those_show_it_that_were_sealed_before_reports_reached_signs(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        self.report(records, reader, self.kept(keep_one, *self.SAID))
        sign_id = self.the_sign(records, officer)
        self.seal_as_before(records, sign_id, "Who is ill, VEXBURY?", "I, Vexbury, am")
        opened = self.opened(records, officer, sign_id)
        assert (opened.asked, opened.said) == ("Who is ill, [PERSON_1]?", "I, [PERSON_1], am")
        cut = "bury " + "x " * 297 + "x", "x " * 298 + "Vexb"
        self.seal_as_before(records, sign_id, *cut)
        opened = self.opened(records, officer, sign_id)
        assert (len(cut[0]), len(cut[1])) == (600, 600)
        assert {*(opened.asked + opened.said)} == {"x", " "}

    def test_nor_the_beginning_of_a_long_value(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        value = "Vexbury " * 20 + "Vexbury"
        session = self.kept(keep_one, "Hello", "Who is ill?", f"I, {value}, am")
        self.report(records, reader, session, words=value)
        sign_id = self.the_sign(records, officer)
        cut = ("x " * 300 + value)[-600:], (value[:-1] + "   " * 200)[:600]
        self.seal_as_before(records, sign_id, *cut)
        opened = self.opened(records, officer, sign_id)
        assert "Vexb" not in opened.asked + opened.said

    def test_what_was_found_to_be_harmless_is_shown(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        self.report(records, reader, self.kept(keep_one, *self.SAID))
        with records.step() as step:
            step.db.execute("UPDATE reports SET decision = 'not_personal'")
        sign_id = self.the_sign(records, officer)
        self.seal_as_before(records, sign_id, *self.SAID[1:])
        assert self.opened(records, officer, sign_id).said == self.SAID[2]

    def test_an_upgrade_leaves_no_sign_where_values_were_lost(
        self, records: Records, keep_one: Callable[..., str], reader: Actor, officer: Actor
    ) -> None:
        self.report(records, reader, self.kept(keep_one, *self.SAID))
        sign_id = self.the_sign(records, officer)
        for lost in (False, True):
            with opened_file(records.place.database) as db, writing(db):
                if lost:
                    db.execute("DELETE FROM report_values")
                db.execute("DELETE FROM _sqlite_migrations WHERE name = 'signs_of_lost_reports'")
            assert migrate(records.place) == ["signs_of_lost_reports"]
            with records.act(officer) as act:
                assert [sign.id for sign in list_signs(act)] == ([] if lost else [sign_id])

    def test_a_label_stays_whole_though_a_value_stands_in_it(self) -> None:
        text = "[PERSON_1] Person, [PERSON_2]"
        assert without_values(text, ["Person"], "[PERSON_3]") == "[PERSON_1] [PERSON_3], [PERSON_2]"
        assert without_values("[VEXBURY_1]", ["Vexbury"], "[PERSON_1]") == "[[PERSON_1]_1]"
