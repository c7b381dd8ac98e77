"""A chat cannot make a page or an export read otherwise than it is."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actors import ActorKind, Role
from models.log.access_log import Entry, Event, Outcome
from models.records import Records
from review_ui.table_export import COLUMNS, csv_lines, quiet
from review_ui.visible import as_meant, visible
from tests.models.scene import make_person
from tests.review_ui.browser import SignIn
from tests.review_ui.conftest import KeepSession

ODD = {
    "turned around": "pay \u202egnp.exe\u202c now",
    "isolated": "a \u2066b\u2069 c",
    "nothing": "pass\u200bword, soft\xadhyphen, \ufeffmark",
    "controls": "bell \x07, escape \x1b[31m, delete \x7f, next line \x85",
    "lines": "one\u2028two\u2029three",
    "tags": "hello \U000e0068\U000e0069",
    "fillers": "\u3164 \u115f",
}
FINE = (
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467, heart \u2764\ufe0f",
    "می\u200cخواهم",
    "שלום\u200f!",
    "tab\tand\nline",
    "ﬁne Ｗｉｄｅ ñ é",
)
PIECES = st.lists(
    st.sampled_from(["‹U+00AD›", "‹U+2039›", "‹U+D800›", "‹", "U+", "00AD", "›", "\xad", "a"])
).map("".join)
"""What is typed as if a page had written it out, and parts of it."""
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea></title><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7*7 }} {% raw %} {{ config }} ${7*7} #{7*7}",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#x3c;b&#x3e;",
    "javascript:alert(1) data:text/html,x",
)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_cannot_be_seen_is_written_out(text: str) -> None:
    shown = visible(text)
    assert "‹U+" in shown
    assert all(
        unicodedata.category(letter) not in {"Cc", "Zl", "Zp"} or letter in "\t\n"
        for letter in shown
    )


@pytest.mark.parametrize("text", FINE)
def test_what_scripts_and_emoji_need_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_nothing_that_turns_or_hides_gets_through(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    assert not any(letter == "\x1b" or letter == "\x00" for letter in shown)


@given(st.text() | PIECES)
def test_what_a_form_sends_back_is_what_a_page_wrote_out(text: str) -> None:
    assert as_meant("words", visible(text)) == text


@pytest.mark.parametrize("text", ["‹U+0041›", "‹U+000AD›", "‹U+D800›", "‹U+00ad›", "‹U+FFFFF›"])
def test_what_no_page_writes_out_stays_as_it_is_typed(text: str) -> None:
    assert as_meant("words", text) == text


def test_a_chat_cannot_forge_a_character_that_is_written_out() -> None:
    assert visible("a‹U+202E›b") != visible("a\u202eb")
    assert visible("‹Ute›, ‹U+2›") == "‹Ute›, ‹U+2›"


def test_a_password_is_taken_as_it_is_typed() -> None:
    assert as_meant("comment", "a‹U+00AD›b") == "a\xadb"
    assert as_meant("password", "a‹U+00AD›b") == as_meant("again", "a‹U+00AD›b") == "a‹U+00AD›b"


def test_a_draft_saved_again_is_the_same(
    sign_in: SignIn, session_id: str, records: Records
) -> None:
    browser, path = sign_in(Role.REVIEWER), f"/sessions/{session_id}/review"
    browser.fill(path, comment="good\u200bbye")
    page = browser.get(f"/sessions/{session_id}").text
    assert "good‹U+200B›bye</textarea>" in page
    browser.fill(path, comment="good‹U+200B›bye")
    with records.peek() as look:
        (row,) = look.db.table("reviews").rows
    assert row["comment"] == "good\u200bbye"


def test_a_page_of_a_hostile_chat_is_only_text(
    sign_in: SignIn, keep_session: KeepSession, records: Records
) -> None:
    session = keep_session(*HOSTILE, *ODD.values())
    browser = sign_in(Role.REVIEWER)
    token = browser.token()
    for answer in (
        browser.get(f"/sessions/{session}"),
        browser.get("/queue"),
        browser.fill("/search", token=token, words="alert"),
        browser.fill("/search", token=token, words="<script>alert(1)</script>"),
        browser.fill(f"/sessions/{session}/review", token=token, comment="\u202e</textarea><b>"),
    ):
        assert answer.status_code in {200, 303}
        if answer.status_code == 303:
            answer = browser.get(answer.headers["location"].partition("#")[0])
        low = answer.text.lower()
        for piece in ("<script>alert", "<img src=x", "<svg/onload", '" onmouseover="', "<b>"):
            assert piece not in low
        assert "' onfocus='" not in low
        assert "\u202e" not in answer.text
        assert "\x1b" not in answer.text
        assert ">49<" not in answer.text
    page = browser.get(f"/sessions/{session}").text
    assert "{{ 7*7 }}" in page
    assert "‹U+202E›" in page


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "|"])
def test_no_cell_is_a_formula(first: str) -> None:
    assert quiet(f"{first}HYPERLINK(1)").startswith("'")
    assert quiet(f"a{first}b")[0] == "a"


def test_the_log_export_holds_no_formula_and_nothing_unseen() -> None:
    entry = Entry(
        seq=1,
        at="2026-03-02T09:00:00.000000Z",
        actor_kind=ActorKind.PERSON,
        actor_id="a",
        actor_name="=cmd|' /C calc'!A0",
        actor_role=str(Role.REVIEWER),
        event=Event.SESSION_OPENED,
        object="@SUM(A1)",
        purpose="",
        outcome=Outcome.ALLOWED,
        reason='-1\r\nnew","line',
        address="+1",
        details={"words": "\u202eabc"},
        previous="0" * 64,
        hash="1" * 64,
    )
    lines = list(csv.reader(io.StringIO("".join(csv_lines([entry])), newline="")))
    assert len(lines) == 2
    assert len(lines[1]) == len(COLUMNS)
    assert not [cell for cell in lines[1] if cell[:1] in "=+-@|\t\r\n" and cell]
    assert "\u202e" not in "".join(lines[1])


def test_a_name_with_a_formula_is_quiet_in_the_export(sign_in: SignIn, records: Records) -> None:
    make_person(records, "=1+1 Reviewer", "formula@company.example", Role.REVIEWER)
    text = sign_in(Role.AUDITOR).get("/log.csv").text
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@"}]
