"""The privacy officer's rooms of keeping: what goes when, holds, erasures and their proof."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.actors import Actor, Purpose, Role
from models.keeping.byte_scan import scan_here
from models.keeping.certificates import problem_of
from models.keeping.eraser import Eraser
from models.keeping.erasing import ask_erasure
from models.keeping.holds import is_held
from models.keeping.retention import USUAL
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import Swept, sweep
from models.log.events import Event
from models.records import Records
from tests.models.scene import CLI, WORKER, Clock
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.test_requests import second as second

KEY = Ed25519PrivateKey.generate()


def swept(records: Records) -> Swept:
    listed = records.place.database.parent / "erased.jsonl"
    return sweep(records, USUAL, limits=Limits(), listed=listed)


@pytest.fixture
def officer(sign_in: SignIn) -> Browser:
    return sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)


@pytest.fixture
def erase(records: Records) -> Callable[[], None]:
    folder = records.place.database.parent

    def erasing() -> None:
        Eraser(
            records=records,
            listed=folder / "erased.jsonl",
            scanned=(folder,),
            signing_key=KEY,
            look=scan_here,
        ).run_once()

    return erasing


def held(records: Records, session_id: str) -> bool:
    with records.peek() as look:
        return is_held(look.db, session_id)


@pytest.mark.parametrize(("actor", "said"), [(CLI, "Command line"), (WORKER, "The service itself")])
def test_what_the_service_asked_for_itself_is_said_in_words(
    records: Records, officer: Browser, session_id: str, actor: Actor, said: str
) -> None:
    with records.act(actor) as act:
        ask_erasure(act, session_id, reason="retention")
    page = officer.get("/erasures").text
    assert said in page
    assert actor.id.capitalize() not in page


def test_an_officer_has_a_session_erased_and_gets_a_certificate(
    records: Records, officer: Browser, session_id: str, erase: Callable[[], None]
) -> None:
    asked = officer.fill("/erasures", session=session_id.lower(), reason="officer")
    assert asked.headers["location"] == "/erasures?said=asked"
    page = officer.get("/erasures?said=asked").text
    assert "nobody can read this session" in page
    assert "1 erasure under way" in page
    erase()
    page = officer.get("/erasures").text
    assert "Privacy officer One" in page
    (certificate,) = re.findall(r"/erasures/certificates/[a-z0-9]+", page)
    shown = officer.get(certificate)
    assert "none was found" in shown.text
    assert session_id in shown.text
    document = officer.get(f"{certificate}/json")
    assert document.headers["content-disposition"].startswith("attachment")
    assert problem_of(json.loads(document.text), KEY.public_key()) == ""
    assert len(entries(records, Event.ERASURE_CERTIFICATE_READ)) == 2
    (entry,) = entries(records, Event.ERASURE_ASKED)
    assert (entry["purpose"], entry["reason"]) == ("privacy_duties", "officer")


def test_erasing_wants_a_fresh_proof(
    records: Records, officer: Browser, session_id: str, clock: Clock
) -> None:
    clock.move(minutes=11)
    officer.fill("/erasures", session=session_id, reason="officer")
    assert entries(records, Event.ERASURE_ASKED) == []


def test_an_alarm_says_what_to_do(
    records: Records,
    officer: Browser,
    keep_session: Callable[..., str],
    erase: Callable[[], None],
    tmp_path: Path,
) -> None:
    original = b'{"identity":{"email":["quillon@mail.example"]}}'
    session_id = keep_session("hello", original=original)
    (tmp_path / "mail.log").write_text("to quillon@mail.example")
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="subject_request")
    erase()
    page = officer.get("/erasures?state=found").text
    assert "1 erasure needs you" in page
    assert "Remove them there" in page
    report = officer.get(re.findall(r"/erasures/certificates/[a-z0-9]+", page)[0]).text
    assert "mail.log" in report
    assert "quillon" not in report
    assert "Something of an erased session is still there" in officer.get("/notices").text
    (tmp_path / "mail.log").unlink()
    asked = officer.fill(f"/erasures/{session_id}/look")
    assert asked.headers["location"] == "/erasures?said=look"
    erase()
    page = officer.get("/erasures").text
    assert "Nothing is under way" in page
    certificate = officer.get(re.findall(r"/erasures/certificates/[a-z0-9]+", page)[0]).text
    assert "none was found" in certificate
    assert "Looked for again after" in certificate
    assert "No report waits" in officer.fill(f"/erasures/{session_id}/look").text


def test_records_moved_aside_are_told_and_named(
    records: Records,
    officer: Browser,
    session_id: str,
    erase: Callable[[], None],
    tmp_path: Path,
) -> None:
    (tmp_path / "replaced-1").mkdir()
    (tmp_path / "replaced-1" / records.place.key_store.name).write_text("keys")
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="subject_request")
    erase()
    page = officer.get("/erasures?state=found").text
    assert "have the folder that it names deleted" in page
    report = officer.get(re.findall(r"/erasures/certificates/[a-z0-9]+", page)[0]).text
    assert "Report of an erasure" in report
    assert f"replaced-1/{records.place.key_store.name}" in report


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"session": "AAAAAAAA", "reason": "officer"}, "no session with this id"),
        ({"session": "", "reason": "officer"}, "no session with this id"),
        ({"session": "'; --", "reason": "officer"}, "no session with this id"),
        ({"session": "AAAAAAAA", "reason": "retention"}, "Choose a reason"),
        ({"session": "AAAAAAAA", "reason": ""}, "Choose a reason"),
    ],
)
def test_what_cannot_be_erased_is_said(
    officer: Browser, fields: dict[str, str], words: str
) -> None:
    answer = officer.fill("/erasures", **fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_hold_on_a_person_is_released_by_two(
    records: Records, officer: Browser, second: Browser
) -> None:
    refused = officer.fill("/holds/persons", name="x", reason="legal_claim", note="case 8")
    assert refused.status_code == 422
    assert refused.text.count("case 8") == 1
    assert "Nobody can be known by that" in refused.text
    placed = officer.fill(
        "/holds/persons", email="sara.lee@mail.example", reason="legal_claim", note="case 9"
    )
    assert placed.headers["location"] == "/holds?said=person"
    page = officer.get("/holds").text
    assert "E-mail address" in page
    assert "1 hold in force" in page
    assert "sara.lee" not in page
    (hold,) = re.findall(r"/holds/persons/([a-z0-9]+)/ask", page)
    officer.fill(f"/holds/persons/{hold}/ask")
    assert "another officer decides" in officer.get("/holds").text
    own = officer.fill(f"/holds/persons/{hold}/release")
    assert "somebody else has to agree" in own.text
    assert second.fill(f"/holds/persons/{hold}/keep").headers["location"] == "/holds?said=kept"
    officer.fill(f"/holds/persons/{hold}/ask")
    agreed = second.fill(f"/holds/persons/{hold}/release")
    assert agreed.headers["location"] == "/holds?said=freed"
    assert "Nothing is on hold" in officer.get("/holds").text
    assert "case 9" in officer.get("/holds?which=released").text


def test_a_hold_is_placed_and_released(records: Records, officer: Browser, session_id: str) -> None:
    placed = officer.fill(
        "/holds", session=session_id, reason="legal_claim", note="case 7", ends_at="2027-01-31"
    )
    assert placed.headers["location"] == "/holds?said=placed"
    page = officer.get("/holds").text
    assert "Legal claim" in page
    assert "case 7" in page
    assert "31 Jan 2027" in page
    assert held(records, session_id)
    refused = officer.fill("/erasures", session=session_id, reason="officer")
    assert "A hold keeps this session" in refused.text
    (hold,) = re.findall(r"/holds/([a-z0-9]+)/release", page)
    assert officer.fill(f"/holds/{hold}/release").status_code == 303
    assert not held(records, session_id)
    assert "Nothing is on hold" in officer.get("/holds").text
    assert "case 7" in officer.get("/holds?which=released").text
    again = officer.fill(f"/holds/{hold}/release")
    assert "was released already" in again.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"session": "AAAAAAAA"}, "no session with this id"),
        ({"reason": "because"}, "Choose a reason"),
        ({"note": "x" * 201}, "at most 200 characters"),
        ({"ends_at": "2020-01-01"}, "a date to come"),
        ({"ends_at": "soon"}, "a date to come"),
    ],
)
def test_what_cannot_be_held_is_said(
    officer: Browser, session_id: str, changes: dict[str, str], words: str
) -> None:
    fields = {"session": session_id, "reason": "complaint"} | changes
    answer = officer.fill("/holds", **fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_what_goes_when_is_shown(
    officer: Browser, session_id: str, records: Records, clock: Clock, sign_in: SignIn
) -> None:
    page = officer.get("/retention").text
    assert "365 days" in page
    assert "90 days" in page
    assert "Nothing goes in the next 30 days" in page
    clock.move(days=350)
    page = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY).get("/retention").text
    assert "2 Mar 2027" in page
    assert "0 holds in force" in page
    assert session_id not in page


def test_a_stopped_sweep_waits_for_the_officer(
    records: Records, session_id: str, clock: Clock, sign_in: SignIn
) -> None:
    swept(records)
    clock.move(days=3650)
    assert swept(records).stop is not None
    clock.move(minutes=5)
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    page = officer.get("/retention").text
    assert "Nothing is deleted by time: the clock is far ahead" in page
    assert "1 session" in page
    assert officer.fill("/retention/confirm").headers["location"] == "/retention?said=confirmed"
    assert "Nothing is deleted by time" not in officer.get("/retention").text
    assert swept(records).counts.sessions == 1
    (entry,) = entries(records, Event.RETENTION_CONFIRMED)
    assert entry["reason"] == "clock_jumped"
    assert officer.fill("/retention/confirm").status_code == 409


def test_a_sweep_that_stopped_before_it_ends_a_hold_says_so(
    records: Records, session_id: str, officer: Browser, clock: Clock, sign_in: SignIn
) -> None:
    officer.fill("/holds", session=session_id, reason="authority", ends_at="2028-01-31")
    swept(records)
    clock.move(days=800)
    assert swept(records).stop is not None
    page = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY).get("/retention").text
    assert "it would end holds that are over." in page
    assert "End holds that are over" in page
    assert held(records, session_id)


def test_a_confirmation_is_for_a_day(
    records: Records, session_id: str, clock: Clock, sign_in: SignIn
) -> None:
    swept(records)
    clock.move(days=3650)
    swept(records)
    sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY).fill("/retention/confirm")
    clock.move(hours=25)
    assert swept(records).stop is not None


@pytest.mark.parametrize("path", ["/retention", "/holds", "/erasures"])
def test_it_is_for_privacy_duties_only(sign_in: SignIn, path: str) -> None:
    for role, purpose in (
        (Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE),
        (Role.REVIEWER, Purpose.CUSTOMER_SERVICE),
        (Role.AUDITOR, Purpose.AUDIT),
        (Role.ADMINISTRATOR, Purpose.OPERATION),
    ):
        assert sign_in(role, purpose).get(path).status_code == 403


def test_a_reviewer_sees_until_when_a_session_is_kept(sign_in: SignIn, session_id: str) -> None:
    page = sign_in(Role.REVIEWER).get(f"/sessions/{session_id}").text
    assert "kept until Tue 2 Mar 2027" in page


def test_nobody_sees_a_session_that_is_being_erased(
    records: Records, sign_in: SignIn, session_id: str
) -> None:
    with records.act(CLI) as act:
        ask_erasure(act, session_id, reason="minor")
    reviewer = sign_in(Role.REVIEWER)
    assert reviewer.get(f"/sessions/{session_id}").status_code == 404
    assert session_id not in reviewer.get("/queue").text
    assert "how can I help" not in reviewer.fill("/search", words="help").text
