"""Two people in every role, sessions in every state, and one of each thing there is."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from models.accounts.notices import NoticeKind, notify
from models.accounts.sign_ins import open_sign_in
from models.actors import Purpose, Role
from models.keeping.erasing import ask_erasure
from models.keeping.holds import HoldReason, place_hold
from models.log.events import Event
from models.records import Records
from models.review.reviews import current_scorecard, save_review
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.objections import make_objection
from models.rights.subject_index import digests_of
from models.rights.subject_requests import Channel, RequestKind, open_request
from models.transcripts.withholdings import Withheld
from tests.models.scene import CLI, Clock, actor_of, make_person
from tests.review_ui.matrix import COMMENT, HELD, MASKED, ORIGINAL, POSITIONS, Scene

WHO = Identifier(kind=IdentifierKind.EMAIL, value="quackenbush@mail.example")


def peopled_scene(
    records: Records, clock: Clock, keep_session: Callable[..., str], people: Mapping[Role, str]
) -> Scene:
    """Two people in every role; sessions in every state; something of each kind, by the others.

    The first of each role is signed in under every purpose of theirs, proven just now.
    """
    others = {
        role: make_person(records, f"{role.words} Two", f"{role.value}2@company.example", role)
        for role in Role
    }
    original = f'{{"text":"{ORIGINAL}"}}'.encode()
    reading = keep_session(f"Hi, I am [PERSON_1], {MASKED}", "Hello", original=original)
    held = [
        keep_session(f"Hi, {HELD}", "Hello", reference=f"held-{number}", original=original, **how)
        for number, how in enumerate(
            ({"withheld_reason": next(iter(Withheld))}, {"quarantine_reason": "survivor"}, {})
        )
    ]
    with records.act(CLI) as act:
        ask_erasure(act, held[2], reason="asked")
    lead = actor_of(others[Role.LEAD])
    with records.act(lead) as act:
        scores = {each.id: "na" for each in current_scorecard(act).criteria}
        save_review(act, reading, scores, COMMENT, publish=True)
    officer = actor_of(others[Role.PRIVACY_OFFICER], Purpose.PRIVACY)
    with records.act(officer) as act:
        day = clock() - timedelta(days=1)
        request = open_request(act, RequestKind.ACCESS, Channel.EMAIL, [WHO], received_at=day)
    with records.act(officer) as act:
        place_hold(act, reading, reason=next(iter(HoldReason)))
    with records.act(officer) as act:
        make_objection(act, digests_of(records, [WHO]), [], origin="request")
    with records.act(CLI) as act:
        for person in others.values():
            notify(act, person.id, next(iter(NoticeKind)), f"session:{reading}")
        act.log(Event.PERSON_LISTED)
    sign_ins = {}
    for role, purpose in POSITIONS:
        with records.act(CLI) as act:
            sign_ins[role, purpose] = open_sign_in(
                act, people[role], purpose, "10.0.3.7", by="password"
            )
    return Scene(records, (reading, *held, request), sign_ins)
