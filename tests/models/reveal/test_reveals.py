"""Reveals: one person asks, another decides, and the original is shown once, in time, logged."""

from collections.abc import Callable

import pytest

from models.accounts.notices import NoticeKind, count_unseen, list_notices
from models.accounts.people import Person, disable_person
from models.actors import Actor, Purpose, Role
from models.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from models.log.events import Event
from models.records import Act, Records
from models.reveal.reveal_words import (
    ASK_LASTS,
    GlassVerdict,
    MaskPlace,
    Reveal,
    RevealReason,
    RevealRules,
    RevealState,
)
from models.reveal.revealing import Revealed, break_glass, review_glass, show_reveal
from models.reveal.reveals import ask_reveal, decide_reveal, list_reveals, open_reveal
from models.transcripts.sessions import keep
from tests.models.scene import (
    CLI,
    WORKER,
    Clock,
    actor_of,
    lose_original,
    make_person,
    snapshot,
    told,
)

VALUE = "Quillon Vexbury"
RULES = RevealRules(most_minutes=60)
NOTE = "The reply speaks of a second account."
CHAT = told(
    f"Hi, {VALUE} here", "Hello, how can I help?", masking={VALUE: ("PERSON", "[PERSON_1]")}
)
PLACE = MaskPlace(position=1, original_start=4)

Ask = Callable[..., Reveal]


@pytest.fixture
def session_id(keep_one: Callable[..., str]) -> str:
    return keep_one(**CHAT)


@pytest.fixture
def auditor(records: Records) -> Person:
    return make_person(records, "Aud Itor", "aud@company.example", Role.AUDITOR)


@pytest.fixture
def ask(records: Records, reader: Actor, session_id: str, officer: Actor) -> Ask:
    def asking(by: Actor = reader, **changes: object) -> Reveal:
        fields: dict[str, object] = {
            "revision": 1,
            "place": PLACE,
            "reason": RevealReason.ADVICE,
            "note": NOTE,
            "minutes": 10,
            "rules": RULES,
        }
        with records.act(by) as act:
            return ask_reveal(act, session_id, **(fields | changes))  # type: ignore[arg-type]

    return asking


@pytest.fixture
def approve(records: Records, officer: Actor) -> Callable[[Reveal], Reveal]:
    def approving(reveal: Reveal) -> Reveal:
        with records.act(officer) as act:
            return decide_reveal(act, reveal.id, approve=True)

    return approving


def show(records: Records, by: Actor, reveal: Reveal) -> Revealed:
    with records.act(by) as act:
        return show_reveal(act, reveal.id)


def events(records: Records, event: Event) -> list[tuple[str, str]]:
    with records.peek() as look:
        return look.db.execute(
            "SELECT outcome, reason FROM entries WHERE event = ? ORDER BY seq", [event]
        ).fetchall()


def test_what_one_mask_hides_is_shown_once_to_who_asked_after_another_approved(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask()
    assert (reveal.label, reveal.entity, reveal.state) == ("[PERSON_1]", "PERSON", "asked")
    assert approve(reveal).state is RevealState.APPROVED
    shown = show(records, reader, reveal)
    assert (shown.value, shown.label, shown.messages) == (VALUE, "[PERSON_1]", ())
    assert VALUE not in repr(shown)
    with pytest.raises(Conflict, match="shown"):
        show(records, reader, reveal)
    assert events(records, Event.ORIGINAL_REVEALED) == [
        ("allowed", "advice"),
        ("refused", "shown"),
    ]


def test_a_whole_session_is_shown_message_by_message(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask(place=None)
    assert reveal.whole
    approve(reveal)
    shown = show(records, reader, reveal)
    assert [message.text for message in shown.messages] == [
        f"Hi, {VALUE} here",
        "Hello, how can I help?",
    ]


def test_nobody_decides_on_what_they_asked_for(
    records: Records, session_id: str, ask: Ask, officer_person: Person, officer: Actor
) -> None:
    reveal = ask(by=actor_of(officer_person, Purpose.CUSTOMER_SERVICE))
    with pytest.raises(NotAllowed, match="own"), records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=True)
    assert events(records, Event.REVEAL_APPROVED) == [("refused", "own")]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEAD, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_officer_decides(records: Records, ask: Ask, role: Role) -> None:
    reveal = ask()
    other = make_person(records, "Some One", "some@company.example", role)
    with pytest.raises(NotAllowed, match="role"), records.act(actor_of(other)) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_an_officer_who_is_here_to_read_does_not_decide(
    records: Records, ask: Ask, officer_person: Person
) -> None:
    reveal = ask()
    reading = actor_of(officer_person, Purpose.CUSTOMER_SERVICE)
    with pytest.raises(NotAllowed, match="purpose"), records.act(reading) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_it_is_not_shown_before_a_decision_nor_after_a_refusal(
    records: Records, reader: Actor, ask: Ask, officer: Actor
) -> None:
    reveal = ask()
    with pytest.raises(Conflict, match="undecided"):
        show(records, reader, reveal)
    with records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=False)
    with pytest.raises(Conflict, match="refused"):
        show(records, reader, reveal)
    with pytest.raises(Conflict, match="decided"), records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=True)


def test_the_time_runs_out(
    records: Records,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    clock: Clock,
) -> None:
    reveal = approve(ask(minutes=10))
    clock.move(minutes=10)
    with pytest.raises(Conflict, match="expired"):
        show(records, reader, reveal)


def test_it_is_shown_until_the_last_second(
    records: Records,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    clock: Clock,
) -> None:
    reveal = approve(ask(minutes=10))
    clock.move(minutes=9, seconds=59)
    assert show(records, reader, reveal).value == VALUE


def test_what_nobody_decided_runs_out_too(
    ask: Ask, approve: Callable[[Reveal], Reveal], clock: Clock
) -> None:
    reveal = ask()
    clock.move(seconds=ASK_LASTS.total_seconds())
    with pytest.raises(Conflict, match="expired"):
        approve(reveal)


def test_nobody_else_is_shown_it(
    records: Records,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    lead: Actor,
    officer: Actor,
) -> None:
    reveal = approve(ask())
    for other in (lead, officer):
        with pytest.raises(NotFound):
            show(records, other, reveal)


def test_a_role_that_changed_meanwhile_ends_it(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    with records.step() as step:
        step.db.table("people").update(reader.id, {"role": "lead"})
    moved = Actor(
        kind=reader.kind, id=reader.id, name=reader.name, role=Role.LEAD, purpose=reader.purpose
    )
    with pytest.raises(NotAllowed, match="role"):
        show(records, moved, reveal)
    with pytest.raises(Conflict, match="asker_changed"):
        approve(later)


def test_an_asker_who_left_is_not_approved(
    records: Records, reader: Actor, ask: Ask, approve: Callable[[Reveal], Reveal]
) -> None:
    reveal = ask()
    with records.act(CLI) as act:
        disable_person(act, reader.id)
    with pytest.raises(Conflict, match="asker_changed"):
        approve(reveal)


def test_another_purpose_than_it_was_asked_for_ends_it(
    records: Records, ask: Ask, approve: Callable[[Reveal], Reveal], reader: Actor
) -> None:
    reveal = approve(ask())
    other = Actor(
        kind=reader.kind, id=reader.id, name=reader.name, role=reader.role, purpose=Purpose.PRIVACY
    )
    with pytest.raises(NotAllowed, match="purpose"):
        show(records, other, reveal)


def redact_again(records: Records, source_id: str) -> None:
    with records.act(WORKER) as act:
        keep(act, snapshot(source_id, **CHAT))


def test_a_session_redacted_anew_meanwhile_ends_it(
    records: Records,
    source_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    redact_again(records, source_id)
    with pytest.raises(Conflict, match="revision_moved"):
        show(records, reader, reveal)
    with pytest.raises(Conflict, match="revision_moved"):
        approve(later)
    with pytest.raises(Conflict, match="revision_moved"):
        ask()


@pytest.mark.parametrize("status", ["withheld", "quarantined", "open"])
def test_a_session_that_nobody_reads_is_not_revealed(
    records: Records,
    session_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
    status: str,
) -> None:
    reveal, later = ask(), ask(place=None)
    approve(reveal)
    with records.step() as step:
        step.db.table("sessions").update(session_id, {"status": status})
    for refused in (
        lambda: show(records, reader, reveal),
        lambda: approve(later),
        lambda: ask(place=None, minutes=5),
    ):
        with pytest.raises(NotFound):
            refused()
    assert ("refused", status) in events(records, Event.ORIGINAL_REVEALED)


def test_an_erased_session_is_not_revealed(
    records: Records,
    session_id: str,
    reader: Actor,
    ask: Ask,
    approve: Callable[[Reveal], Reveal],
) -> None:
    reveal = approve(ask())
    records.keys.shred(f"session:{session_id}")
    with pytest.raises(Conflict, match="original_gone"):
        show(records, reader, reveal)
    with records.act(reader) as act:
        assert open_reveal(act, reveal.id).note == ""


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"minutes": 0}, Invalid, "minutes"),
        ({"minutes": 61}, Invalid, "minutes"),
        ({"note": "x" * 301}, Invalid, "note_long"),
        ({"note": "she is quillon@mail.example"}, Invalid, "note_email"),
        ({"note": "her phone, 212 555 0187"}, Invalid, "note_number"),
        ({"place": MaskPlace(position=1, original_start=5)}, Conflict, "unplaced"),
        ({"place": MaskPlace(position=9, original_start=4)}, Conflict, "unplaced"),
        ({"revision": 2}, Conflict, "revision_moved"),
    ],
)
def test_what_cannot_be_asked_for(
    records: Records, ask: Ask, changes: dict[str, object], error: type[Refused], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        ask(**changes)
    assert events(records, Event.REVEAL_ASKED) == [("refused", reason)]


def test_asking_twice_for_the_same_is_refused_until_it_is_decided(
    records: Records, ask: Ask, officer: Actor, lead: Actor
) -> None:
    reveal = ask()
    ask(place=None)
    ask(by=lead)
    with pytest.raises(Conflict, match="asked"):
        ask()
    with records.act(officer) as act:
        decide_reveal(act, reveal.id, approve=False)
    ask()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_read_may_not_ask(records: Records, ask: Ask, role: Role) -> None:
    other = make_person(records, "Some One", "some@company.example", role)
    with pytest.raises(NotAllowed):
        ask(by=actor_of(other))


def test_officers_are_told_and_then_the_asker(
    records: Records, ask: Ask, approve: Callable[[Reveal], Reveal], officer: Actor, reader: Actor
) -> None:
    reveal = ask()
    with records.act(officer) as act:
        (notice,) = list_notices(act).notices
    assert (notice.kind, notice.object) == (NoticeKind.REVEAL_ASKED, f"reveal:{reveal.id}")
    approve(reveal)
    assert count_unseen(records, officer.id) == 0
    with records.act(reader) as act:
        assert list_notices(act).notices[0].kind is NoticeKind.REVEAL_APPROVED


def test_who_decides_sees_the_note_and_no_value(
    records: Records, ask: Ask, officer: Actor, reader: Actor, lead: Actor
) -> None:
    reveal = ask()
    for actor in (officer, reader):
        with records.act(actor) as act:
            seen = open_reveal(act, reveal.id)
        assert seen.note == NOTE
        assert VALUE not in repr(seen)
    with pytest.raises(NotFound), records.act(lead) as act:
        open_reveal(act, reveal.id)
    with records.act(lead) as act:
        assert list_reveals(act) == ()
    with records.act(officer) as act:
        assert [r.id for r in list_reveals(act)] == [reveal.id]


def test_without_an_original_nothing_can_be_asked_for_and_what_was_stays_on_record(
    records: Records, session_id: str, ask: Ask, officer: Actor
) -> None:
    reveal = ask()
    lose_original(records, session_id)
    with pytest.raises(Conflict, match="original_gone"):
        ask(place=None)
    with records.act(officer) as act:
        assert [(r.id, r.note) for r in list_reveals(act)] == [(reveal.id, "")]
        assert open_reveal(act, reveal.id).note == ""


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
