"""The session page: reading, hostile text, scoring without losing a word."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from models.actors import Purpose, Role
from models.log.access_log import Event
from models.records import Records
from models.store import opened
from redactor import RedactedMessage, RedactedSession
from redactor import Role as Speaker
from review_ui.scorecard import Typed, unsaved_card
from tests.models.scene import Clock
from tests.review_ui.browser import SignIn, entries, said_by
from tests.review_ui.conftest import KeepSession

HOSTILE = (
    "<script>alert(1)</script>",
    '"\' onmouseover=alert(1) x="',
    "</div></li><h1>owned</h1>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\u202egnp.exe \u2066 \u200b",
    "<!--",
    "x" * 10_000,
    "👩‍👩‍👧 مرحبا",
)
SCORES = {
    **{f"score-{c}": "3" for c in ("tone", "understood", "answer", "clarity", "next_step")},
    "score-solved": "yes",
}

LATER = ("2026-03-01T09:20:00Z", "0003")


def revision_of(page: str) -> str:
    """The revision that a form says it is about."""
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found
    return found[1]


class Reader(HTMLParser):
    """Reads a page as a browser does, and counts what hostile text would like to add."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings = self.inline_scripts = 0
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        self.headings += tag == "h1"
        self.inline_scripts += tag == "script" and "src" not in dict(attrs)


@contextmanager
def locked(records: Records) -> Iterator[None]:
    """Somebody else holds the write lock."""
    with opened(records.place.database) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")


def criteria_of(text: str) -> set[str]:
    return set(re.findall(r'name="(score-[a-z_]+)"', text))


def test_a_session_is_read_with_its_masks(sign_in: SignIn, session_id: str) -> None:
    page = sign_in(Role.REVIEWER).get(f"/sessions/{session_id}").text
    assert "masked: person one" in page
    assert "Hello, how can I help?" in page
    assert "Agent 1" in page
    assert 'class="card"><span role="tooltip"' in page
    assert "It is in the visitor&#39;s name." in page


def test_looking_is_an_entry_under_its_purpose(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
    (entry,) = entries(records, Event.SESSION_OPENED)
    assert entry["object"] == f"session:{session_id}"
    assert entry["purpose"] == Purpose.CUSTOMER_SERVICE


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(sign_in: SignIn, keep_session: KeepSession, text: str) -> None:
    session = keep_session(f"{text} [PERSON_1] {text}", text)
    browser = sign_in(Role.REVIEWER)
    for page in (
        browser.get(f"/sessions/{session}"),
        browser.get("/queue"),
        browser.fill("/search", words=text[:100]),
    ):
        assert page.status_code == 200
        read = Reader(page.text)
        assert read.headings == 1
        assert read.inline_scripts == 0
        assert not {name for name in read.attributes if name.startswith(("on", "style"))}


def test_the_bidirectional_tricks_of_one_message_end_with_it(
    sign_in: SignIn, keep_session: KeepSession
) -> None:
    page = sign_in(Role.REVIEWER).get(f"/sessions/{keep_session(HOSTILE[4])}").text
    assert '<div class="bubble" dir="auto">' in page


def test_a_mask_reads_from_the_left_and_its_message_as_its_own_words_do(
    sign_in: SignIn, keep_session: KeepSession
) -> None:
    session = keep_session("[PERSON_1] مرحبا", "Hello")
    page = sign_in(Role.REVIEWER).get(f"/sessions/{session}").text
    bubble = page.partition('<div class="bubble" dir="auto">')[2]
    assert re.match(r'<span class="mask [^>]* dir="ltr"', bubble)


def test_every_kind_of_message_has_its_place(sign_in: SignIn, keep_session: KeepSession) -> None:
    messages = tuple(
        RedactedMessage(
            id=str(n), role=role, text=f"said by {role}", findings=(), masks=(),
            at=f"2026-03-01T10:{n * 7:02d}:00+00:00",
        )
        for n, role in enumerate(Speaker)
    )  # fmt: skip
    redacted = RedactedSession(id="r", policy="p@1", engine="0", model="m@1", messages=messages)
    page = sign_in(Role.LEAD).get(f"/sessions/{keep_session(redacted=redacted)}").text
    for role in Speaker:
        assert f'class="turn {role}"' in page
    assert "7 minutes pass" in page
    assert "Internal note" in page


def test_messages_of_one_speaker_stand_together(sign_in: SignIn, keep_session: KeepSession) -> None:
    messages = tuple(
        RedactedMessage(id=str(n), role=Speaker.VISITOR, text=f"line {n}", findings=(), masks=())
        for n in range(4)
    )
    redacted = RedactedSession(id="r", policy="p@1", engine="0", model="m@1", messages=messages)
    page = sign_in(Role.LEAD).get(f"/sessions/{keep_session(redacted=redacted)}").text
    assert page.count('class="speaker"') == 1
    assert page.count('class="message"') == 4


@pytest.mark.parametrize("session", ["AAAAAAAA", "x", "..%2f", "%3Cscript%3E", "8F3K' OR 1"])
def test_an_unknown_session_is_not_found_and_the_look_is_an_entry(
    sign_in: SignIn, records: Records, session: str
) -> None:
    answer = sign_in(Role.REVIEWER).get(f"/sessions/{session}")
    assert answer.status_code == 404
    assert "script" not in answer.text.split("<main")[1]


def test_a_session_held_back_looks_like_one_that_is_not_there(
    sign_in: SignIn, keep_session: KeepSession
) -> None:
    held = keep_session("secret", quarantine_reason="survivor")
    browser = sign_in(Role.REVIEWER)
    answer, unknown = browser.get(f"/sessions/{held}"), browser.get("/sessions/AAAAAAAA")
    assert answer.status_code == 404
    assert said_by(answer) == said_by(unknown)


class TestScoring:
    def test_the_form_asks_what_the_scores_of_this_test_answer(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        page = sign_in(Role.REVIEWER).get(f"/sessions/{session_id}").text
        assert criteria_of(page) == set(SCORES)

    def test_a_draft_is_kept(self, sign_in: SignIn, session_id: str) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        answer = browser.fill(
            f"{path}/review", do="draft", comment="half\r\ndone", **{"score-tone": "2"}
        )
        assert answer.headers["location"] == f"{path}?said=draft#scorecard"
        page = browser.get(answer.headers["location"]).text
        assert "half\ndone</textarea>" in page
        assert "Draft saved. Only you" in page
        assert re.search(r'name="score-tone" value="2"[^>]* checked', page)

    def test_publishing_opens_the_next_session(
        self, sign_in: SignIn, session_id: str, keep_session: KeepSession, records: Records
    ) -> None:
        older = keep_session("older", reference="c2", started_at=datetime(2026, 2, 1, tzinfo=UTC))
        browser = sign_in(Role.REVIEWER)
        answer = browser.fill(f"/sessions/{session_id}/review", do="publish", **SCORES)
        assert answer.headers["location"] == f"/sessions/{older}?said=published#main"
        assert entries(records, Event.REVIEW_PUBLISHED)
        answer = browser.fill(f"/sessions/{older}/review", do="publish", **SCORES)
        assert answer.headers["location"] == "/queue?said=published#main"
        assert "No other session waits" in browser.get(answer.headers["location"]).text

    def test_a_published_review_is_read_only(self, sign_in: SignIn, session_id: str) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        browser.fill(f"{path}/review", do="publish", comment="well done", **SCORES)
        page = browser.get(path).text
        assert "well done" in page
        assert "<textarea" not in page
        assert 'type="radio"' not in page

    def test_what_is_missing_is_named_and_nothing_typed_is_lost(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        answer = sign_in(Role.REVIEWER).fill(
            f"/sessions/{session_id}/review",
            do="publish",
            comment="typed <b>for long</b>",
            **{"score-tone": "4"},
        )
        assert answer.status_code == 422
        assert "5 criteria have no score" in answer.text
        assert "typed &lt;b&gt;for long&lt;/b&gt;</textarea>" in answer.text
        assert re.search(r'name="score-tone" value="4"[^>]* checked', answer.text)
        assert 'href="#criterion-solved"' in answer.text

    @pytest.mark.parametrize("fields", [{"score-tone": "9"}, {"score-unheard": "1"}])
    def test_a_score_nobody_offered_is_refused(
        self, sign_in: SignIn, session_id: str, fields: dict[str, str]
    ) -> None:
        answer = sign_in(Role.REVIEWER).fill(
            f"/sessions/{session_id}/review", do="draft", comment="kept", **fields
        )
        assert answer.status_code == 422
        assert "kept</textarea>" in answer.text

    def test_publishing_twice_shows_the_first_and_what_was_typed(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}/review"
        browser.fill(path, do="publish", comment="first", **SCORES)
        answer = browser.fill(path, do="publish", comment="second", **SCORES)
        assert answer.status_code == 409
        assert "first" in answer.text
        assert "second" in answer.text

    def test_publishing_twice_gives_the_second_scores_back_too(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}/review"
        browser.fill(path, do="publish", **SCORES)
        page = browser.fill(path, do="publish", **(SCORES | {"score-tone": "1"})).text
        assert "What you typed now, not saved" in page
        assert [page.count(f"<b>{score} of 4</b>") for score in (1, 3)] == [1, 9]

    @pytest.mark.parametrize("do", ["draft", "publish"])
    def test_a_chat_that_went_on_is_read_before_it_is_scored(
        self, sign_in: SignIn, session_id: str, keep_session: KeepSession, records: Records, do: str
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        read = revision_of(browser.get(path).text)
        keep_session("Hi, I am [PERSON_1]", "How can I help?", "You did not", order=LATER)
        typed = {"do": do, "comment": "typed long", **SCORES}
        answer = browser.fill(f"{path}/review", revision=read, **typed)
        assert answer.status_code == 409
        assert "You did not" in answer.text
        assert "The chat went on while you were reading" in answer.text
        assert "typed long</textarea>" in answer.text
        assert len(re.findall(r" checked><", answer.text)) == len(SCORES)
        assert entries(records)[-2]["reason"] == "revision_moved"
        now = revision_of(answer.text)
        assert now != read
        assert browser.fill(f"{path}/review", revision=now, **typed).status_code == 303

    def test_a_chat_that_went_on_after_the_review_can_be_reviewed_again(
        self, sign_in: SignIn, session_id: str, keep_session: KeepSession
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        browser.fill(f"{path}/review", do="publish", **SCORES)
        keep_session("Hi, I am [PERSON_1]", "How can I help?", "You did not", order=LATER)
        page = browser.get(path).text
        assert "before the chat went on" in page
        again = browser.fill(f"{path}/review", revision=revision_of(page), do="publish", **SCORES)
        assert again.status_code == 303
        assert "before the chat went on" not in browser.get(path).text

    @pytest.mark.parametrize("do", ["draft", "publish"])
    def test_a_locked_store_loses_nothing_that_was_typed(
        self,
        sign_in: SignIn,
        session_id: str,
        records: Records,
        clock: Clock,
        monkeypatch: pytest.MonkeyPatch,
        do: str,
    ) -> None:
        monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        token = browser.token(path)
        clock.move(minutes=5)  # typing takes its time, so the sign-in would be noted as seen
        with locked(records):
            answer = browser.fill(
                f"{path}/review", token=token, do=do, comment="typed <b>long</b>", **SCORES
            )
        assert answer.status_code == 503
        assert "Your review is not saved" in answer.text
        assert "typed &lt;b&gt;long&lt;/b&gt;</textarea>" in answer.text
        assert len(re.findall(r" checked><", answer.text)) == len(SCORES)
        assert "Greeting and tone" in answer.text
        assert "how can I help" not in answer.text  # nothing of the chat without an entry
        again = dict(re.findall(r'name="(score-\w+)" value="(\w+)"[^>]* checked', answer.text))
        assert again == SCORES
        assert browser.fill(f"{path}/review", do="publish", **again).status_code == 303

    def test_what_was_typed_when_the_sign_in_had_ended_comes_back(
        self, sign_in: SignIn, session_id: str, clock: Clock, records: Records
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        path = f"/sessions/{session_id}"
        token = browser.token(path)
        clock.move(minutes=31)
        typed = {"do": "publish", "comment": "typed <b>long</b>", **SCORES}
        answer = browser.fill(f"{path}/review", token=token, **typed)
        assert answer.status_code == 401
        assert "Your review is not saved" in answer.text
        assert "typed &lt;b&gt;long&lt;/b&gt;</textarea>" in answer.text
        assert answer.text.count("<b>3 of 4</b>") == 5
        assert f"/sign-in?next={path}" in answer.text
        assert "how can I help" not in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert not entries(records, Event.REVIEW_PUBLISHED)

    def test_nobody_else_can_make_that_page_say_something(
        self, sign_in: SignIn, session_id: str, clock: Clock
    ) -> None:
        browser = sign_in(Role.REVIEWER)
        clock.move(minutes=31)
        path = f"/sessions/{session_id}/review"
        for origin in ("https://evil.example", "null", None):
            answer = browser.fill(path, origin=origin, token="x", comment="planted")
            assert answer.status_code == 303
            assert "planted" not in answer.text

    def test_not_even_a_store_that_cannot_be_read_loses_it(self) -> None:
        typed = Typed(scores={"tone": "2", "solved": "no"}, comment="c")
        card = unsaved_card(None, typed, problem="p")
        assert [(line.id, [o.value for o in line.options if o.chosen]) for line in card.lines] == [
            ("tone", ["2"]),
            ("solved", ["no"]),
        ]
        assert card.comment == "c"

    def test_an_address_that_is_none_gets_nothing_back(
        self, sign_in: SignIn, records: Records, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("models.store.BUSY_SECONDS", 0.05)
        browser = sign_in(Role.REVIEWER)
        token = browser.token()
        with locked(records):
            answer = browser.fill("/sessions/x/review", token=token, comment="unmistakable")
        assert answer.status_code == 503
        assert "unmistakable" not in answer.text

    def test_a_comment_that_is_too_long_is_given_back(
        self, sign_in: SignIn, session_id: str
    ) -> None:
        answer = sign_in(Role.REVIEWER).fill(
            f"/sessions/{session_id}/review", do="draft", comment="y" * 5000
        )
        assert answer.status_code == 422
        assert "y" * 5000 in answer.text

    def test_a_lead_sees_what_others_published(self, sign_in: SignIn, session_id: str) -> None:
        path = f"/sessions/{session_id}"
        sign_in(Role.REVIEWER).fill(f"{path}/review", do="publish", comment="mine", **SCORES)
        assert "Reviewer One" in sign_in(Role.LEAD).get(path).text

    def test_an_officer_reads_without_a_scorecard(self, sign_in: SignIn, session_id: str) -> None:
        browser = sign_in(Role.PRIVACY_OFFICER, Purpose.CUSTOMER_SERVICE)
        assert "<textarea" not in browser.get(f"/sessions/{session_id}").text
