"""Reports through the pages: masked at once, asked about, decided at the desk."""

import pytest

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from models.review.report_desk import LeakEstimate
from review_ui.rooms.reports import say_estimate
from tests.models.scene import told
from tests.review_ui.browser import SignIn, entries
from tests.review_ui.conftest import KeepSession

TEXTS = ("Hi, Chloe Vexbury here", "Hello Chloe", "it is <vexbury> & co")
MISSED = {"revision": "1", "words": "Vexbury", "entity": "PERSON", "message": "1"}


@pytest.fixture
def session_id(keep_session: KeepSession) -> str:
    return keep_session(**told(*TEXTS, masking={"Chloe": ("PERSON", "[PERSON_1]")}))


def test_a_missed_value_is_masked_on_every_page(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    reader = sign_in(Role.REVIEWER)
    assert "vexbury" in reader.get("/queue").text.lower()
    answer = reader.fill(f"/sessions/{session_id}/missed", **MISSED)
    assert answer.headers["location"] == f"/sessions/{session_id}?said=masked#m1"
    page = reader.get(f"/sessions/{session_id}?said=masked").text
    assert "everywhere in this session" in page
    assert "A reviewer saw it unmasked" in page
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    auditor = sign_in(Role.AUDITOR)
    pages = [
        page,
        reader.get("/queue").text,
        reader.fill("/search", words="co").text,
        officer.get("/reports").text,
        officer.get("/notices").text,
        auditor.get("/log").text,
    ]
    assert not [p for p in pages if "vexbury" in p.lower()]
    assert "vexbury" not in str(entries(records)).lower()
    (entry,) = entries(records, Event.REPORT_MADE)
    assert entry["object"] == f"session:{session_id}"


@pytest.mark.parametrize("words", ["Quack‹U+00AD›enbush", "quackenbush", "Quack\u00adenbush"])
def test_a_value_with_what_nobody_sees_is_reported_whole(
    sign_in: SignIn, keep_session: KeepSession, words: str
) -> None:
    session = keep_session(**told("I am Quack\u00adenbush", masking={}))
    reader = sign_in(Role.REVIEWER)
    assert "Quack‹U+00AD›enbush" in reader.get(f"/sessions/{session}").text
    answer = reader.fill(f"/sessions/{session}/missed", **(MISSED | {"words": words}))
    assert answer.headers["location"] == f"/sessions/{session}?said=masked#m1"
    page = reader.get(f"/sessions/{session}").text
    assert "Quack" not in page
    assert "enbush" not in page


def test_what_is_typed_as_if_written_out_is_reported_as_it_is_selected(
    sign_in: SignIn, keep_session: KeepSession
) -> None:
    session = keep_session(**told("it is Quack‹U+00AD›enbush", masking={}))
    reader = sign_in(Role.REVIEWER)
    shown = "Quack‹U+2039›U+00AD›enbush"
    assert shown in reader.get(f"/sessions/{session}").text
    answer = reader.fill(f"/sessions/{session}/missed", **(MISSED | {"words": shown}))
    assert answer.headers["location"] == f"/sessions/{session}?said=masked#m1"
    page = reader.get(f"/sessions/{session}").text
    assert "Quack" not in page
    assert "enbush" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": " "}, "Enter the words"),
        ({"words": "Nowhere"}, "do not stand there"),
        ({"words": "[PERSON_1]"}, "masked already"),
        ({"words": "Vexbury", "message": "2"}, "do not stand there"),
        ({"revision": "9"}, "The chat went on"),
    ],
)
def test_mistakes_are_explained_and_what_was_typed_comes_back(
    sign_in: SignIn, session_id: str, changes: dict[str, str], words: str
) -> None:
    reader = sign_in(Role.REVIEWER)
    answer = reader.fill(f"/sessions/{session_id}/missed", **(MISSED | changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert f'name="words" type="text" value="{changes.get("words", "Vexbury")}"' in answer.text


@pytest.mark.parametrize(
    "changes", [{"entity": "KING"}, {"message": "x"}, {"revision": ""}, {"message": "-1"}]
)
def test_what_no_form_of_ours_sends_is_refused(
    sign_in: SignIn, session_id: str, changes: dict[str, str]
) -> None:
    reader = sign_in(Role.REVIEWER)
    assert reader.fill(f"/sessions/{session_id}/missed", **(MISSED | changes)).status_code == 422


def test_a_wrong_mask_is_asked_about_and_decided(sign_in: SignIn, session_id: str) -> None:
    reader = sign_in(Role.REVIEWER)
    page = reader.get(f"/sessions/{session_id}").text
    assert 'form="masks" name="mask" value="1-PERSON_1-1"' in page
    asked = reader.fill(f"/sessions/{session_id}/wrong", revision="1", mask="1-PERSON_1-1")
    assert "asked_wrong" in asked.headers["location"]
    again = reader.fill(f"/sessions/{session_id}/wrong", revision="1", mask="2-PERSON_1-1")
    assert "asked_before" in again.headers["location"]
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    desk = officer.get("/reports").text
    assert "Wrongly masked" in desk
    report = desk.partition('action="/reports/')[2].partition("/decide")[0]
    assert officer.fill(f"/reports/{report}/decide", decision="king").status_code == 422
    assert officer.fill(f"/reports/{report}/decide", decision="confirmed").status_code == 409
    done = officer.fill(f"/reports/{report}/decide", decision="allow")
    assert done.headers["location"] == "/reports?said=decided"
    assert "The mask is wrong. Privacy officer One" in officer.get("/reports").text
    assert officer.fill(f"/reports/{report}/decide", decision="kept").status_code == 409


def test_an_officer_who_reads_reports_too_but_does_not_decide_on_it(
    sign_in: SignIn, session_id: str
) -> None:
    reading = sign_in(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE)
    reading.fill(f"/sessions/{session_id}/missed", **MISSED)
    desk = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY).get("/reports").text
    assert "Another officer decides" in desk
    assert "/decide" not in desk


def test_a_comment_that_seems_to_hold_a_value_comes_back(sign_in: SignIn, session_id: str) -> None:
    reader = sign_in(Role.REVIEWER)
    answer = reader.fill(
        f"/sessions/{session_id}/review", revision="1", comment="ask a@b.example", do="draft"
    )
    assert answer.status_code == 422
    assert "seems to hold an e-mail" in answer.text
    assert "ask a@b.example" in answer.text


def test_the_estimate_says_its_uncertainty() -> None:
    assert "nothing to estimate" in say_estimate(
        LeakEstimate(reviewed=0, reported=0, low=0, high=1)
    )
    said = say_estimate(LeakEstimate(reviewed=10, reported=1, low=0.0179, high=0.4042))
    assert "In 1 of 10 reviewed sessions" in said
    assert "10.0 % (95 % interval 1.8 % to 40.4 %)" in said
