"""The page of purposes: choosing one, asking for one, configuring them."""

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from tests.review_ui.browser import SignIn, entries

COACHING = {
    "words": "Coaching of agents",
    "opens": "customer_service_improvement",
    "role-reviewer": "yes",
    "second_person": "yes",
}


def test_from_a_new_purpose_to_working_under_it(sign_in: SignIn, records: Records) -> None:
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    assert officer.fill("/purposes", **COACHING).headers["location"] == "/purposes?said=added"
    reader = sign_in(Role.REVIEWER)
    page = reader.get("/purposes").text
    assert "Ask to work under it" in page
    assert "Add a purpose" not in page
    refused = reader.fill("/purposes/choose", purpose="coaching_of_agents")
    assert refused.status_code == 403
    reader.fill("/purposes/ask", purpose="coaching_of_agents")
    desk = officer.get("/purposes").text
    assert "Waits for a decision" in desk
    leave = desk.partition('action="/purposes/leaves/')[2].partition('"')[0]
    done = officer.fill(f"/purposes/leaves/{leave}", do="approve")
    assert done.headers["location"] == "/purposes?said=approved"
    assert "Work under it" in reader.get("/purposes").text
    reader.fill("/purposes/choose", purpose="coaching_of_agents")
    assert "Coaching of agents · ends" in reader.get("/queue").text
    assert entries(records, Event.SESSION_LISTED)[-1]["purpose"] == "coaching_of_agents"
    assert "for coaching of agents" in sign_in(Role.AUDITOR).get("/log").text
    changed = officer.fill("/purposes/coaching_of_agents", do="retire")
    assert changed.headers["location"] == "/purposes?said=retired"
    assert reader.get("/queue").headers["location"].startswith("/sign-in?said=role")


def test_mistakes_are_explained(sign_in: SignIn) -> None:
    officer = sign_in(Role.PRIVACY_OFFICER, Purpose.PRIVACY)
    for changes, words in (
        ({"words": "x"}, "Give the purpose a name"),
        ({"opens": ""}, "Choose what it opens"),
        ({"role-reviewer": ""}, "Choose roles"),
        ({"second_person": ""}, "needs a second person"),
    ):
        answer = officer.fill("/purposes", **(COACHING | changes))
        assert answer.status_code == 409
        assert " ".join(words.split()) in " ".join(answer.text.split())
    built_in = officer.fill("/purposes/access_audit", do="retire")
    assert "built in and stays" in built_in.text
