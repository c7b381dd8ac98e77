"""Who objects is out of review at once and stays out; two lift it; nothing stands in clear."""

from collections.abc import Callable

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.log.access_log import export_entries
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.objections import ask_lift, keep_objection, lift, list_objections, make_objection
from models.rights.subject_index import Relation, digests_of, find_sessions
from models.transcripts.rework import take_rework
from models.transcripts.search import search
from models.transcripts.sessions import SessionStatus, open_session
from models.transcripts.withholdings import Told, Withheld, release
from tests.models.scene import CLI, redacted

KeepOne = Callable[..., str]
EMAIL = Identifier(kind=IdentifierKind.EMAIL, value="sl@mail.example")
NAME = Identifier(kind=IdentifierKind.NAME, value="Sara Quackenbush")
OTHER = Identifier(kind=IdentifierKind.EMAIL, value="bo@mail.example")


def status_of(records: Records, session_id: str) -> tuple[str, str]:
    with records.peek() as look:
        return look.db.execute(
            "SELECT status, reason FROM sessions WHERE id = ?", [session_id]
        ).fetchone()


def object_by(records: Records, officer: Actor, *identifiers: Identifier) -> str:
    with records.act(officer) as act:
        digests = digests_of(records, identifiers)
        matches = find_sessions(act, digests)
        ids = [match.session_id for match in matches if match.relation is Relation.ABOUT]
        return make_objection(act, digests, ids, origin="test")[0]


def test_the_sessions_of_a_person_are_found_by_any_way_of_writing(
    records: Records, keep_one: KeepOne
) -> None:
    mine = keep_one(identifiers=(EMAIL, NAME))
    keep_one(reference="other", identifiers=(OTHER,))
    mentioned = Identifier(kind=IdentifierKind.EMAIL, value="sl@mail.example", about=False)
    in_it = keep_one(reference="third", identifiers=(OTHER, mentioned))
    sought = Identifier(kind=IdentifierKind.EMAIL, value="SL+x@Mail.example")
    with records.act(CLI) as act:
        found = {m.session_id: m for m in find_sessions(act, digests_of(records, [sought]))}
        list_nothing = find_sessions(act, ())
        export_entries(act)
    assert list_nothing == ()
    assert {session: match.relation for session, match in found.items()} == {
        mine: Relation.ABOUT,
        in_it: Relation.SAID,
    }
    assert all(match.certain for match in found.values())


def test_who_a_session_is_about_stays_so_when_that_is_only_said_later(
    records: Records, keep_one: KeepOne
) -> None:
    said = Identifier(kind=IdentifierKind.EMAIL, value="sl@mail.example", about=False)
    for identifiers in ((EMAIL,), (said,)):
        keep_one(identifiers=identifiers, keep_original=False)
    with records.act(CLI) as act:
        (match,) = find_sessions(act, digests_of(records, [EMAIL]))
        export_entries(act)
    assert match.relation is Relation.ABOUT


def test_a_name_alone_must_be_confirmed(records: Records, keep_one: KeepOne) -> None:
    keep_one(identifiers=(NAME,))
    with records.act(CLI) as act:
        (match,) = find_sessions(act, digests_of(records, [NAME]))
        export_entries(act)
    assert match.certain is False


def test_an_objection_takes_sessions_out_at_once(
    records: Records, officer: Actor, reader: Actor, keep_one: KeepOne
) -> None:
    mine = keep_one(identifiers=(EMAIL,), redacted=redacted("unmistakable words"))
    other = keep_one(reference="other", identifiers=(OTHER,))
    object_by(records, officer, EMAIL)
    assert status_of(records, mine) == ("withheld", "objection")
    assert status_of(records, other) == ("waiting", "")
    with pytest.raises(NotFound), records.act(reader) as act:
        open_session(act, mine)
    with records.act(reader) as act:
        assert search(act, "unmistakable").total == 0


def test_it_holds_for_chats_to_come_and_for_identity_that_comes_late(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    object_by(records, officer, EMAIL)
    assert status_of(records, keep_one(reference="new", identifiers=(EMAIL,)))[1] == "objection"
    late = keep_one(reference="late")
    assert status_of(records, late)[0] == "waiting"
    keep_one(reference="late", identifiers=(EMAIL,))
    assert status_of(records, late) == ("withheld", "objection")
    keep_one(reference="late")  # a delivery that no longer tells who it is
    assert status_of(records, late) == ("withheld", "objection")


def test_a_name_counts_only_where_nothing_better_is_known(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    object_by(records, officer, EMAIL, NAME)
    namesake = keep_one(reference="namesake", identifiers=(NAME, OTHER))
    nameless = keep_one(reference="nameless", identifiers=(NAME,))
    assert status_of(records, namesake)[0] == "waiting"
    assert status_of(records, nameless) == ("withheld", "objection")


def test_two_lift_it_and_the_session_is_redacted_again_first(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    mine = keep_one(identifiers=(EMAIL,))
    objection = object_by(records, officer, EMAIL)
    with pytest.raises(Conflict), records.act(second) as act:
        lift(act, objection)
    with records.act(officer) as act:
        ask_lift(act, objection)
    with pytest.raises(NotAllowed), records.act(officer) as act:
        lift(act, objection)
    with pytest.raises(NotAllowed), records.act(officer) as act:
        release(act, mine, Withheld.OBJECTION)
    assert status_of(records, mine)[0] == "withheld"
    with records.act(second) as act:
        assert lift(act, objection) == 1
    assert status_of(records, mine)[0] == "withheld", "no text until the worker has made it again"
    job = take_rework(records, worker="w")
    assert job is not None
    assert (job.session_id, job.reason) == (mine, "released")
    keep_one(identifiers=(EMAIL,))
    assert status_of(records, mine) == ("waiting", "")


def test_the_second_person_may_leave_it_in_force(
    records: Records, officer: Actor, second: Actor
) -> None:
    objection = object_by(records, officer, EMAIL)
    with records.act(officer) as act:
        ask_lift(act, objection)
    with records.act(second) as act:
        keep_objection(act, objection)
        (left,) = list_objections(act)
    assert (left.id, left.lift_asked_at, left.kinds) == (
        objection, None, (IdentifierKind.EMAIL,),
    )  # fmt: skip


def test_another_purpose_cannot_object_and_nobody_without_identifiers(
    records: Records, officer: Actor, reader: Actor
) -> None:
    with pytest.raises(NotAllowed), records.act(reader) as act:
        make_objection(act, digests_of(records, [EMAIL]), (), origin="test")
    with pytest.raises(Invalid), records.act(officer) as act:
        make_objection(act, (), (), origin="test")


def test_no_byte_of_an_identifier_is_anywhere(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    keep_one(identifiers=(EMAIL, NAME))
    object_by(records, officer, EMAIL, NAME)
    for path in records.place.database.parent.iterdir():
        content = path.read_bytes().lower()
        for value in (b"sl@mail.example", b"quackenbush", b"sl@mail"):
            assert value not in content, path.name


def test_a_minor_who_was_released_is_held_again_only_by_a_new_sign(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    young = redacted("I am 14", flags=("minor",))
    session = keep_one(redacted=young)
    assert status_of(records, session) == (SessionStatus.WITHHELD, "minor")
    with records.act(officer) as act:
        assert release(act, session, Withheld.MINOR) is True
    keep_one(redacted=young)
    assert status_of(records, session)[0] == "waiting"
    keep_one(redacted=redacted("I am 14", "how old?", "14", flags=("minor", "minor")))
    assert status_of(records, session) == ("withheld", "minor")


def test_notice_that_comes_later_lets_a_session_through(
    records: Records, keep_one: KeepOne
) -> None:
    session = keep_one(missing="no_notice")
    assert status_of(records, session) == ("withheld", "no_notice")
    keep_one()
    assert status_of(records, session) == ("waiting", "")
    keep_one(missing="no_notice")
    assert status_of(records, session) == ("withheld", "no_notice")


def test_consent_that_was_refused_is_an_officers_to_end(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    refused: dict[str, object] = {"missing": "no_consent", "consent": Told.REFUSED}
    given: dict[str, object] = {"consent": Told.GIVEN}
    session = keep_one(missing="no_consent", consent=Told.NOTHING)
    keep_one(**given)
    assert status_of(records, session) == ("waiting", ""), "it was not refused"
    for shown in (refused, given):
        keep_one(**shown)
        assert status_of(records, session) == ("withheld", "no_consent")
    with records.act(officer) as act:
        assert release(act, session, Withheld.NO_CONSENT) is True
    for order in (("2026-03-01T09:12:00Z", "0003"), ("2026-02-01T09:12:00Z", "0001")):
        keep_one(order=order, **refused)
        assert status_of(records, session) == ("waiting", ""), "what a person ended stays ended"
