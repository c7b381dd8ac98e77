"""Minors and sensitive matters wait for an officer, with masked words that are sealed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.actors import Actor
from models.errors import Conflict, Invalid, NotAllowed, NotFound
from models.keeping.holds import place_hold
from models.log.access_log import export_entries
from models.records import Records
from models.transcripts.rework import take_rework
from models.transcripts.signs import SignOutcome, close_sign, list_signs, open_sign
from redactor import RedactedSession, Sign
from tests.models.scene import CLI, redacted

KeepOne = Callable[..., str]
WORDS = ("hello", "How old are you?", "I am unmistakable fourteen")


def showing(*signs: Sign) -> RedactedSession:
    flags = tuple(dict.fromkeys(sign.flag for sign in signs))
    return replace(redacted(*WORDS, flags=flags), signs=signs)


MINOR = showing(Sign(flag="minor", message=2, source="minor:age"))
HEALTH = showing(Sign(flag="special_health", message=2, source="pattern:special_health"))


def status_of(records: Records, session_id: str) -> tuple[str, str]:
    with records.peek() as look:
        sql = "SELECT status, reason FROM sessions WHERE id = ?"
        return look.db.execute(sql, [session_id]).fetchone()


def one_sign(records: Records, officer: Actor) -> str:
    with records.act(officer) as act:
        (sign,) = list_signs(act)
    return sign.id


def decide(records: Records, officer: Actor, outcome: SignOutcome) -> None:
    sign_id = one_sign(records, officer)
    with records.act(officer) as act:
        close_sign(act, sign_id, outcome)


def test_a_minor_is_held_back_and_shown_with_what_was_asked(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(redacted=MINOR)
    assert status_of(records, session) == ("withheld", "minor")
    sign_id = one_sign(records, officer)
    with records.act(officer) as act:
        opened = open_sign(act, sign_id)
    assert (opened.asked, opened.said) == WORDS[1:]
    assert "unmistakable" not in repr(opened)
    with records.act(CLI) as act:
        entry = export_entries(act)[-1]
    assert (entry.event, entry.object, entry.reason) == (
        "sign:opened", f"session:{session}", "minor",
    )  # fmt: skip
    for path in records.place.database.parent.iterdir():
        assert b"unmistakable" not in path.read_bytes(), path.name


def test_not_a_minor_goes_back_to_review_and_stays_there(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(redacted=MINOR)
    decide(records, officer, SignOutcome.NOTHING)
    job = take_rework(records, worker="w")
    assert job is not None
    keep_one(redacted=MINOR)
    assert status_of(records, session) == ("waiting", "")
    with records.act(officer) as act:
        assert list_signs(act) == (), "what was decided is not asked again"
    more = showing(*MINOR.signs, Sign(flag="minor", message=0, source="minor:school"))
    keep_one(redacted=more)
    assert status_of(records, session) == ("withheld", "minor")
    assert one_sign(records, officer)


def test_a_minor_is_erased(records: Records, officer: Actor, keep_one: KeepOne) -> None:
    session = keep_one(redacted=MINOR)
    decide(records, officer, SignOutcome.ERASED)
    assert status_of(records, session)[0] == "erasing"
    with records.act(officer) as act:
        assert list_signs(act) == ()


def test_a_hold_keeps_it_and_undoes_the_decision(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(redacted=MINOR)
    with records.act(officer) as act:
        place_hold(act, session, reason="legal_claim")
    with pytest.raises(Conflict):
        decide(records, officer, SignOutcome.ERASED)
    assert status_of(records, session) == ("withheld", "minor")
    assert one_sign(records, officer)


def test_a_sensitive_matter_stays_in_review_unless_the_officer_says_otherwise(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(redacted=HEALTH)
    assert status_of(records, session) == ("waiting", "")
    decide(records, officer, SignOutcome.WITHHELD)
    assert status_of(records, session) == ("withheld", "officer")


def test_a_minor_is_not_merely_held_back_and_nothing_is_decided_twice(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    keep_one(redacted=MINOR)
    sign_id = one_sign(records, officer)
    with pytest.raises(Invalid), records.act(officer) as act:
        close_sign(act, sign_id, SignOutcome.WITHHELD)
    with records.act(officer) as act:
        close_sign(act, sign_id, SignOutcome.NOTHING)
    with pytest.raises(Conflict), records.act(officer) as act:
        close_sign(act, sign_id, SignOutcome.NOTHING)


def test_only_privacy_duties_see_them(
    records: Records, officer: Actor, reader: Actor, keep_one: KeepOne
) -> None:
    keep_one(redacted=MINOR)
    sign_id = one_sign(records, officer)
    with pytest.raises(NotAllowed), records.act(reader) as act:
        open_sign(act, sign_id)
    with pytest.raises(NotFound), records.act(officer) as act:
        open_sign(act, "nonsense")


def test_a_sign_that_is_gone_from_the_chat_is_not_asked_about(
    records: Records, officer: Actor, keep_one: KeepOne
) -> None:
    keep_one(redacted=HEALTH)
    keep_one(redacted=redacted(*WORDS))
    with records.act(officer) as act:
        assert list_signs(act) == ()
