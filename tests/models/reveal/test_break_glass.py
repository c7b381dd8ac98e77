"""An emergency: the original is shown first, and others hear of it and review it."""

import pytest

from models.accounts.notices import count_unseen
from models.accounts.people import Person
from models.actors import Actor, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from models.log.events import Event
from models.records import Act, Records
from models.reveal.reveal_words import GlassVerdict, Reveal, RevealReason, RevealRules, RevealState
from models.reveal.revealing import Revealed, break_glass, review_glass
from models.reveal.reveals import list_reveals
from tests.models.reveal.asking import PLACE, RULES, VALUE, events, show
from tests.models.scene import Clock, actor_of, make_person


@pytest.fixture
def auditor(records: Records) -> Person:
    return make_person(records, "Aud Itor", "aud@company.example", Role.AUDITOR)


class TestBreakGlass:
    def broken(self, records: Records, session_id: str, by: Actor, **changes: object) -> Revealed:
        fields: dict[str, object] = {
            "revision": 1,
            "place": PLACE,
            "reason": RevealReason.SAFETY,
            "note": "The visitor says to be in danger.",
            "minutes": 10,
            "rules": RULES,
        }
        with records.act(by) as act:
            return break_glass(act, session_id, **(fields | changes))  # type: ignore[arg-type]

    def test_an_original_is_shown_and_others_hear_of_it_at_once(
        self, records: Records, session_id: str, lead: Actor, officer: Actor, auditor: Person
    ) -> None:
        shown = self.broken(records, session_id, lead)
        assert shown.value == VALUE
        assert [count_unseen(records, who) for who in (officer.id, auditor.id, lead.id)] == [
            1,
            1,
            0,
        ]
        assert events(records, Event.GLASS_BROKEN) == [("allowed", "safety")]
        with pytest.raises(Conflict, match="glass"):
            show(records, lead, self.listed(records, officer)[0])

    def listed(self, records: Records, officer: Actor) -> tuple[Reveal, ...]:
        with records.act(officer) as act:
            return list_reveals(act)

    def test_its_review_stays_open_until_another_officer_closes_it(
        self,
        records: Records,
        session_id: str,
        officer_person: Person,
        officer: Actor,
        clock: Clock,
        auditor: Person,
    ) -> None:
        self.broken(records, session_id, actor_of(officer_person))
        (reveal,) = self.listed(records, officer)
        clock.move(days=400)
        assert self.listed(records, officer)[0].state is RevealState.GLASS

        def review(act: Act, note: str = "I spoke with them.") -> None:
            review_glass(act, reveal.id, GlassVerdict.JUSTIFIED, note)

        with pytest.raises(NotAllowed, match="own"), records.act(officer) as act:
            review(act)
        second = make_person(records, "Otto", "otto@company.example", Role.PRIVACY_OFFICER)
        other = actor_of(second, Purpose.PRIVACY)
        with pytest.raises(Invalid, match="note_missing"), records.act(other) as act:
            review(act, " ")
        with records.act(other) as act:
            review(act)
        closed = self.listed(records, officer)[0]
        assert (closed.state, closed.verdict) == (RevealState.REVIEWED, GlassVerdict.JUSTIFIED)
        assert count_unseen(records, auditor.id) == 0
        with pytest.raises(Conflict, match="reviewed"), records.act(other) as act:
            review(act)

    def test_the_review_outlives_the_session(
        self, records: Records, session_id: str, lead: Actor, officer: Actor
    ) -> None:
        self.broken(records, session_id, lead)
        records.keys.shred(f"session:{session_id}")
        (reveal,) = self.listed(records, officer)
        with records.act(officer) as act:
            review_glass(act, reveal.id, GlassVerdict.UNJUSTIFIED, "No danger there.")
        assert self.listed(records, officer)[0].verdict is GlassVerdict.UNJUSTIFIED

    @pytest.mark.parametrize(
        ("changes", "error", "reason"),
        [
            ({"rules": RevealRules(break_glass=False)}, NotAllowed, "switched_off"),
            ({"reason": RevealReason.ADVICE}, Invalid, "reason"),
            ({"note": "  "}, Invalid, "note_missing"),
            ({"note": "a@b.example"}, Invalid, "note_email"),
            ({"minutes": 61}, Invalid, "minutes"),
        ],
    )
    def test_it_needs_an_emergency_and_a_word_about_it(
        self,
        records: Records,
        session_id: str,
        lead: Actor,
        changes: dict[str, object],
        error: type[Refused],
        reason: str,
    ) -> None:
        with pytest.raises(error, match=reason):
            self.broken(records, session_id, lead, **changes)
        assert events(records, Event.GLASS_BROKEN) == [("refused", reason)]

    def test_a_reviewer_cannot(self, records: Records, session_id: str, reader: Actor) -> None:
        with pytest.raises(NotAllowed, match="role"):
            self.broken(records, session_id, reader)

    def test_what_is_withheld_stays_so(
        self, records: Records, session_id: str, lead: Actor
    ) -> None:
        with records.step() as step:
            step.db.table("sessions").update(session_id, {"status": "withheld"})
        with pytest.raises(NotFound):
            self.broken(records, session_id, lead)
