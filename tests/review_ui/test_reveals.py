"""Reveals through the pages: asked, decided, shown once, closed; and without approval."""

import re

import pytest

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from tests.models.scene import Clock, told
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.conftest import KeepSession

VALUE = "Quillon Vexbury"
CHAT = told(
    f"Hi, {VALUE} here", "Hello, how can I help?", masking={VALUE: ("PERSON", "[PERSON_1]")}
)
ASKED = {
    "revision": "1",
    "mask": "1-PERSON_1-1",
    "reason": "advice",
    "minutes": "10",
    "note": "Why two?",
}

GLASS = {
    "revision": "1",
    "mask": "1-PERSON_1-1",
    "minutes": "5",
    "reason": "safety",
    "note": "Danger.",
}


@pytest.fixture
def session_id(keep_session: KeepSession) -> str:
    return keep_session(**CHAT)


def ask(browser: Browser, session_id: str, **changes: str) -> str:
    answer = browser.fill(f"/sessions/{session_id}/reveal", **(ASKED | changes))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def approve(sign_in: SignIn, reveal: str) -> None:
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    assert officer.fill(f"{reveal}/decide", do="approve").status_code == 303


def test_from_the_mask_to_the_value_and_closed_again(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    reader = sign_in(Role.REVIEWER)
    page = reader.get(f"/sessions/{session_id}").text
    link = re.search(rf'href="(/sessions/{session_id}/reveal\?mask=1-PERSON_1-1)"', page)
    assert link
    form = reader.get(link[1]).text
    assert "Person 1, in message 1" in form
    reveal = ask(reader, session_id)
    assert "Waits for a decision" in reader.get(reveal).text
    assert "Show it" not in reader.get(reveal).text
    approve(sign_in, reveal)
    assert "Show it" in reader.get(reveal).text
    shown = reader.fill(f"{reveal}/show")
    assert VALUE in shown.text
    assert "no-store" in shown.headers["cache-control"]
    assert re.search(r'http-equiv="refresh" content="600;url=/reveals/', shown.text)
    again = reader.fill(f"{reveal}/show")
    assert (again.status_code, VALUE in again.text) == (409, False)
    assert "shown once only" in again.text
    outcomes = [e["outcome"] for e in entries(records, Event.ORIGINAL_REVEALED)]
    assert outcomes == ["allowed", "refused"]


def test_no_other_page_shows_the_value_and_no_entry_holds_it(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    reader = sign_in(Role.REVIEWER)
    reveal = ask(reader, session_id)
    approve(sign_in, reveal)
    reader.fill(f"{reveal}/show")
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    auditor = sign_in(Role.AUDITOR)
    pages = [
        *(officer.get(path).text for path in ("/reveals", reveal, "/notices", "/reports")),
        *(reader.get(path).text for path in ("/reveals", reveal, "/notices", "/queue")),
        reader.get(f"/sessions/{session_id}").text,
        auditor.get("/log").text,
        auditor.get("/log/export").text,
    ]
    assert not [page for page in pages if "vexbury" in page.lower()]
    assert "vexbury" not in str(entries(records)).lower()
    assert "Why two?" in officer.get(reveal).text
    assert "Why two?" not in auditor.get("/log").text


def test_the_server_closes_it_when_the_time_is_over(
    sign_in: SignIn, session_id: str, clock: Clock
) -> None:
    reader = sign_in(Role.REVIEWER)
    reveal = ask(reader, session_id)
    approve(sign_in, reveal)
    clock.move(minutes=10)
    late = reader.fill(f"{reveal}/show")
    assert late.status_code == 409
    assert VALUE not in late.text


def test_the_page_of_a_reveal_shown_late_lasts_only_for_the_rest(
    sign_in: SignIn, session_id: str, clock: Clock
) -> None:
    reader = sign_in(Role.REVIEWER)
    reveal = ask(reader, session_id)
    approve(sign_in, reveal)
    clock.move(minutes=9)
    assert 'content="60;url=' in reader.fill(f"{reveal}/show").text


def test_nobody_approves_their_own_and_the_approver_has_to_prove_who_they_are(
    sign_in: SignIn, session_id: str, clock: Clock
) -> None:
    reader = sign_in(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE)
    reveal = ask(reader, session_id)
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    assert "Approve" not in officer.get(reveal).text
    refused = officer.fill(f"{reveal}/decide", do="approve")
    assert refused.status_code == 409
    assert "Somebody else has to decide" in refused.text
    clock.move(minutes=11)
    assert "Prove that it is you" in officer.fill(f"{reveal}/decide", do="approve").text


def test_an_answer_that_is_neither_is_a_refusal(sign_in: SignIn, session_id: str) -> None:
    reader = sign_in(Role.REVIEWER)
    reveal = ask(reader, session_id)
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    assert officer.fill(f"{reveal}/decide").headers["location"].endswith("said=refused")
    assert reader.fill(f"{reveal}/show").status_code == 409


def test_a_reveal_of_somebody_else_is_not_there(sign_in: SignIn, session_id: str) -> None:
    reveal = ask(sign_in(Role.REVIEWER), session_id)
    lead = sign_in(Role.LEAD)
    assert lead.get(reveal).status_code == 404
    assert lead.fill(f"{reveal}/show").status_code == 404
    assert "Nothing was asked for" in lead.get("/reveals").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Choose why"),
        ({"minutes": "61"}, "Choose for how long"),
        ({"note": "call 212 555 0187"}, "seems to hold a value"),
        ({"revision": "7"}, "The chat went on"),
    ],
)
def test_mistakes_are_explained_and_nothing_typed_is_lost(
    sign_in: SignIn, session_id: str, changes: dict[str, str], words: str
) -> None:
    reader = sign_in(Role.REVIEWER)
    answer = reader.fill(f"/sessions/{session_id}/reveal", **(ASKED | changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert (ASKED | changes)["note"] in answer.text


@pytest.mark.parametrize(
    "mask",
    [
        "x",
        "1",
        "1-4",
        "0-PERSON_1-1",
        "1-PERSON_1-0",
        "1-PERSON_1-2",
        "1-PERSON_2-1",
        "9-PERSON_1-1",
        "1-PERSON_1-1-1",
        "1-P-" + "9" * 20,
    ],
)
def test_a_mask_that_is_none_is_refused(sign_in: SignIn, session_id: str, mask: str) -> None:
    reader = sign_in(Role.REVIEWER)
    assert reader.get(f"/sessions/{session_id}/reveal?mask={mask}").status_code == 422


def test_a_whole_session_is_shown_escaped(sign_in: SignIn, keep_session: KeepSession) -> None:
    session_id = keep_session(**told("<b>Hi</b> {{ 7*7 }}", masking={}))
    reader = sign_in(Role.REVIEWER)
    reveal = ask(reader, session_id, mask="")
    approve(sign_in, reveal)
    shown = reader.fill(f"{reveal}/show").text
    assert "&lt;b&gt;Hi&lt;/b&gt; {{ 7*7 }}" in shown


class TestBreakGlass:
    def test_it_shows_tells_and_waits_for_a_review(
        self, sign_in: SignIn, session_id: str, records: Records
    ) -> None:
        lead = sign_in(Role.LEAD)
        assert "emergency" in lead.get(f"/sessions/{session_id}/reveal?mask=1-PERSON_1-1").text
        shown = lead.fill(f"/sessions/{session_id}/glass", **GLASS)
        assert VALUE in shown.text
        (entry,) = entries(records, Event.GLASS_BROKEN)
        assert entry["reason"] == "safety"
        officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
        assert "<b>1<span" in officer.get("/reveals").text
        reveal = re.search(r'href="(/reveals/[a-z2-7]+)"', officer.get("/reveals").text)
        assert reveal
        assert "Danger." in officer.get(reveal[1]).text
        assert "Review it" not in lead.get(reveal[1]).text
        wrong = officer.fill(f"{reveal[1]}/review", verdict="justified", note=" ")
        assert wrong.status_code == 409
        done = officer.fill(f"{reveal[1]}/review", verdict="justified", note="I called them.")
        assert done.status_code == 303
        assert "I called them." in officer.get(reveal[1]).text
        assert "<b>1<span" not in officer.get("/reveals").text

    def test_a_reviewer_has_no_such_way(self, sign_in: SignIn, session_id: str) -> None:
        reader = sign_in(Role.REVIEWER)
        assert (
            "emergency" not in reader.get(f"/sessions/{session_id}/reveal?mask=1-PERSON_1-1").text
        )
        assert reader.fill(f"/sessions/{session_id}/glass", **GLASS).status_code == 403

    def test_without_an_emergency_it_explains(self, sign_in: SignIn, session_id: str) -> None:
        lead = sign_in(Role.LEAD)
        answer = lead.fill(f"/sessions/{session_id}/glass", **(GLASS | {"reason": "advice"}))
        assert answer.status_code == 422
        assert VALUE not in answer.text


def test_no_page_tells_how_long_a_masked_value_is(
    sign_in: SignIn, keep_session: KeepSession
) -> None:
    """Places in the original would: what stands between two masks is readable."""
    reader = sign_in(Role.REVIEWER)
    pages = []
    for number, (name, code) in enumerate((("Ada", "hush"), ("Quillon Vexbury", "s" * 77))):
        masking = {name: ("PERSON", "[PERSON_1]"), code: ("PASSWORD", "[PASSWORD_1]")}
        chat = told(f"{name} here, try {code} or {name}", masking=masking)
        session_id = keep_session(reference=f"conversation-{number}", **chat)
        page = reader.get(f"/sessions/{session_id}").text
        pages.append(re.findall(r'mask=([\w-]+)"', page))
        asking = reader.get(f"/sessions/{session_id}/reveal?mask={pages[-1][-1]}").text
        assert "Person 1, in message 1" in asking
    assert pages[0] == pages[1] == ["1-PERSON_1-1", "1-PASSWORD_1-1", "1-PERSON_1-2"]
