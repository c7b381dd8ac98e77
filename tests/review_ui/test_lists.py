"""Queue, search, access log and its export."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from models.actors import Purpose, Role
from models.intake.sources import add_source
from models.log.access_log import Entry, Event
from models.log.anchor_places import note_failed
from models.log.anchors import create_signing_key, write_checkpoint
from models.records import Records
from models.transcripts.snapshots import KeepOutcome
from models.verifier.proofs import verify_proof
from review_ui.app import create_app
from review_ui.passwords import Passwords
from review_ui.sentences import say_entry
from review_ui.table_export import COLUMNS, csv_lines, quiet
from tests.models.scene import CLI, Clock, make_person
from tests.review_ui.browser import URL, Browser, SignIn, entries
from tests.review_ui.conftest import KeepSession


def read(page: str) -> str:
    """What stands on a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def own_words(html: str) -> str:
    """What `dir="auto"` looks at: the words outside every element with a direction of its own."""
    assert "<bdi" not in html
    return read(re.sub(r'<(\w+) [^>]*dir="ltr".*</\1>', "", html, flags=re.DOTALL))


def sessions_in(text: str) -> list[str]:
    return re.findall(r'class="id" href="/sessions/([0-9A-Z]{8})', text)


class TestQueue:
    def test_an_empty_one_says_what_would_be_here(self, sign_in: SignIn) -> None:
        page = sign_in(Role.REVIEWER).get("/queue").text
        assert "No session waits for review" in page
        assert "Open the next one" not in page

    def test_what_reads_from_the_right_is_cut_at_its_own_end(
        self, sign_in: SignIn, keep_session: KeepSession
    ) -> None:
        keep_session("[PERSON_1] مرحبا", "Hello")
        page = sign_in(Role.REVIEWER).get("/queue").text
        preview = page.partition('<td class="preview" dir="auto">')[2].partition("</td>")[0]
        assert own_words(preview) == "مرحبا"

    def test_it_walks_by_key_from_newest_to_oldest(
        self, sign_in: SignIn, keep_session: KeepSession
    ) -> None:
        start = datetime(2026, 3, 1, tzinfo=UTC)
        kept = [
            keep_session("hi", reference=str(n), started_at=start - timedelta(hours=n))
            for n in range(53)
        ]
        browser = sign_in(Role.REVIEWER)
        first = browser.get("/queue").text
        assert "53 waiting sessions" in first
        older = re.search(r'href="(/queue\?[^"]+)" rel="next">Older', first)
        assert older
        second = browser.get(older[1].replace("&amp;", "&")).text
        assert sessions_in(first) + sessions_in(second) == kept
        assert "← Newest" in second

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ("since=2026-03-01&until=2026-03-01", 1),
            ("since=2026-03-02", 0),
            ("until=2026-02-28", 0),
            ("source=nobody", 0),
            ("status=reviewed&until=2026-02-28", 0),
        ],
    )
    def test_filters_live_in_the_address(
        self, sign_in: SignIn, session_id: str, filters: str, found: int
    ) -> None:
        page = sign_in(Role.REVIEWER).get(f"/queue?{filters}").text
        assert len(sessions_in(page)) == found
        if not found:
            assert "No session matches these filters" in page

    @pytest.mark.parametrize(
        ("filters", "said"),
        [
            ("status=reviewed", "There is no reviewed session"),
            ("order=oldest", "No session waits for review"),
        ],
    )
    def test_an_empty_list_speaks_of_filters_only_where_some_narrow_it(
        self, sign_in: SignIn, filters: str, said: str
    ) -> None:
        page = sign_in(Role.REVIEWER).get(f"/queue?{filters}").text
        assert said in page
        assert "No session matches these filters" not in page

    def test_every_source_can_be_chosen(
        self, sign_in: SignIn, session_id: str, source_id: str, records: Records
    ) -> None:
        with records.act(CLI) as act:
            silent = add_source(act, name="A <quiet> one", vendor="chatlio", kinds=["transcript"])
        browser = sign_in(Role.REVIEWER)
        seen = len(entries(records))
        page = browser.get(f"/queue?source={silent.source.id}").text
        options = re.findall(r'<option value="(\w{26})"( selected)?>([^<]+)<', page)
        assert options == [
            (silent.source.id, " selected", "A &lt;quiet&gt; one"),
            (source_id, "", "Shop"),
        ]
        assert [e["event"] for e in entries(records)[seen:]] == [Event.SESSION_LISTED]

    @pytest.mark.parametrize(
        "filters",
        ["since=soon", "status=quarantined", "order=<b>", "since=99999-01-01", "until=0001-99-01"],
    )
    def test_a_filter_that_cannot_be_read_is_not_echoed(
        self, sign_in: SignIn, filters: str
    ) -> None:
        answer = sign_in(Role.REVIEWER).get(f"/queue?{filters}")
        assert answer.status_code == 422
        assert "<b>" not in answer.text

    def test_the_look_is_an_entry(self, sign_in: SignIn, session_id: str, records: Records) -> None:
        sign_in(Role.REVIEWER).get("/queue")
        assert entries(records, Event.SESSION_LISTED)


class TestSearch:
    def test_words_never_stand_in_an_address(self, sign_in: SignIn, session_id: str) -> None:
        browser = sign_in(Role.REVIEWER)
        answer = browser.fill("/search", words="how help")
        assert answer.status_code == 200
        assert sessions_in(answer.text) == [session_id]
        assert "<mark>help</mark>" in answer.text
        assert not re.search(r'(href|action)="[^"]*help[^"]*"', answer.text)
        assert browser.get("/search?words=help").text.count(session_id) == 0

    def test_the_search_is_an_entry_without_the_words(
        self, sign_in: SignIn, session_id: str, records: Records
    ) -> None:
        sign_in(Role.REVIEWER).fill("/search", words="unmistakable")
        assert entries(records, Event.SEARCH_RAN)
        assert "unmistakable" not in str(entries(records))

    def test_it_walks_to_older_hits_by_form(
        self, sign_in: SignIn, keep_session: KeepSession
    ) -> None:
        for number in range(31):
            keep_session("a parcel", reference=str(number))
        browser = sign_in(Role.REVIEWER)
        first = browser.fill("/search", words="parcel").text
        before = re.search(r'name="before" value="(\d+)"', first)
        assert before
        second = browser.fill("/search", words="parcel", before=before[1]).text
        assert len({*sessions_in(first), *sessions_in(second)}) == 31

    @pytest.mark.parametrize("words", ['"', "NEAR(", "a OR", "-x", "*", "'; DROP", "\x00", " "])
    def test_no_words_break_it(self, sign_in: SignIn, words: str) -> None:
        assert sign_in(Role.REVIEWER).fill("/search", words=words).status_code == 200

    def test_nothing_found_says_what_is_searched(self, sign_in: SignIn) -> None:
        assert "Only masked text" in sign_in(Role.REVIEWER).fill("/search", words="zebra").text


class TestLog:
    def test_each_entry_is_a_sentence(self, sign_in: SignIn, session_id: str) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        page = sign_in(Role.AUDITOR).get(f"/log?object={session_id.lower()}").text
        text = read(page)
        assert "Reviewer One (reviewer) opened a redacted session" in text
        assert "for customer service improvement" in text

    def test_who_is_chosen_by_name(
        self, sign_in: SignIn, session_id: str, people: dict[Role, str], records: Records
    ) -> None:
        sign_in(Role.REVIEWER).get(f"/sessions/{session_id}")
        browser = sign_in(Role.AUDITOR)
        seen = len(entries(records))
        page = browser.get(f"/log?actor={people[Role.REVIEWER]}").text
        looked = [e["event"] for e in entries(records)[seen:]]
        assert looked == [Event.LOG_VERIFIED, Event.LOG_LISTED]
        said = re.findall(r'<a class="who"[^>]*><bdi>([^<]+)', page)
        assert said
        assert set(said) == {"Reviewer One"}
        assert f'<option value="{people[Role.REVIEWER]}" selected>Reviewer One</option>' in page
        for group, name in {"People": "Lead One", "The service itself": "Worker 1"}.items():
            assert re.search(f'<optgroup label="{group}">[^&]*?>{name}</option>', page)
        assert '<input id="by-actor"' not in page

    def test_two_with_one_name_are_told_apart(self, sign_in: SignIn, records: Records) -> None:
        twins = [make_person(records, "Alex Twin", f"{n}@company.example", Role.LEAD) for n in "ab"]
        page = sign_in(Role.AUDITOR).get("/log").text
        for twin in twins:
            assert f'<option value="{twin.id}">Alex Twin ({twin.id[:8]})</option>' in page

    def test_an_actor_nobody_knows_stays_in_the_form(self, sign_in: SignIn) -> None:
        page = sign_in(Role.AUDITOR).get("/log?actor=%3Cb%3Enobody").text
        assert '<option value="&lt;b&gt;nobody" selected>' in page
        assert "No entry matches" in page

    def test_refusals_carry_a_mark_with_words(self, sign_in: SignIn) -> None:
        sign_in(Role.REVIEWER).get("/people")
        page = sign_in(Role.AUDITOR).get("/log?outcome=refused").text
        assert '<span class="tag stop">Refused</span>' in page
        assert "person:list" in page

    def test_it_says_whether_it_is_whole_and_anchored(
        self, sign_in: SignIn, records: Records, clock: Clock
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        assert "Log whole, not anchored" in browser.get("/log").text
        write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
        clock.move(minutes=6)
        assert "against anchor" in browser.get("/log").text
        assert "What was checked" in browser.get("/log/proof").text
        assert len(entries(records, Event.LOG_VERIFIED)) == 3

    def test_the_proof_names_the_newest_anchor_and_the_window(
        self, records: Records, clock: Clock, passwords: Passwords
    ) -> None:
        every = timedelta(seconds=60)
        app = create_app(
            records, public_url=URL, clock=clock, passwords=passwords, anchor_every=every
        )
        with Browser(app) as browser:
            browser.enter("auditor@company.example", Purpose.AUDIT)
            assert "None yet" in browser.get("/log/proof").text
            key = create_signing_key(records.place.database.parent / "key")
            write_checkpoint(records, key)
            browser.get("/policy")
            clock.move(minutes=1)
            second = write_checkpoint(records, key)
            assert second
            clock.move(minutes=5)
            browser.get("/policy")
            text = read(browser.get("/log/proof").text)
            clock.move(minutes=2)
            later = read(browser.get("/log/proof").text)
        assert f"Entry {second.seq}, 2 Mar 2026, 09:01 (7 minutes ago)" in later
        assert "Anchors 2 Newest anchor" in text
        assert f"Entry {second.seq}, 2 Mar 2026, 09:01 (5 minutes ago)" in text
        assert "At most 1 min, while the service runs." in text
        assert "1 entry was newer than any anchor" in text
        assert "anchor that fits" not in text  # the newest does

    def test_the_proof_says_which_anchor_fits_when_the_newest_does_not(
        self, sign_in: SignIn, records: Records
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        anchored = write_checkpoint(records, create_signing_key(records.place.anchor.parent / "k"))
        assert anchored
        line = anchored.as_line().replace(b'"seq":%d' % anchored.seq, b'"seq":9000')
        with records.place.anchor.open("ab") as file:
            file.write(line)
        text = read(browser.get("/log/proof").text)
        assert "Newest anchor Entry 9,000" in text
        assert f"Newest anchor that fits Entry {anchored.seq}" in text

    def test_the_proof_shows_each_verdict_each_place_and_one_entry_alone(
        self, sign_in: SignIn, records: Records, clock: Clock
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        refused = browser.get("/log/proof/entry.json?seq=1")
        assert refused.status_code == 404
        write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
        note_failed(records, "webhook", "status_500")
        text = read(browser.get("/log/proof").text)
        for part in ("Chain", "Tree", "Signatures", "Anchors", "Gaps", "Times"):
            assert f"{part} Whole " in text
        assert "Anchor file Entry" in text
        assert "Web address Nothing yet Fails since 2 Mar 2026, 09:00: status 500" in text
        answer = browser.get("/log/proof/entry.json?seq=1")
        assert answer.headers["Content-Disposition"].endswith('"entry-1-proof.json"')
        assert verify_proof(answer.json())[0]
        assert [row["object"] for row in entries(records, Event.LOG_PROVEN)] == ["entry:1"] * 2

    def test_what_is_to_be_judged_is_no_alarm_and_no_all_clear(
        self, sign_in: SignIn, records: Records, clock: Clock
    ) -> None:
        browser = sign_in(Role.AUDITOR)
        clock.move(days=-1)
        with records.act(CLI) as act:
            act.log(Event.HEALTH_READ)
        write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
        clock.move(days=1)
        text = read(browser.get("/log/proof").text)
        assert "Log whole, with 1 to be judged" in text
        assert "the clock was set back" in text
        assert "Times For you to judge" in text

    def test_a_broken_log_is_said_to_be_broken(
        self, sign_in: SignIn, records: Records, clock: Clock
    ) -> None:
        import sqlite3

        browser = sign_in(Role.AUDITOR)
        with sqlite3.connect(records.place.database) as db:
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='entries'"
            ).fetchall():
                db.execute(f"DROP TRIGGER {name}")
            db.execute("UPDATE entries SET actor_name = 'Nobody' WHERE seq = 2")
        db.close()
        page = browser.get("/log/proof").text
        assert "Log not whole since entry 2" in page
        assert "Keep the files as they are" in page
        assert browser.fill("/log/proof").status_code == 303

    def test_an_export_is_an_entry_and_keeps_the_filters(
        self, sign_in: SignIn, records: Records
    ) -> None:
        sign_in(Role.REVIEWER).get("/people")
        browser = sign_in(Role.AUDITOR)
        answer = browser.get("/log.csv?outcome=refused")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["event"] for row in rows] == ["page:refused"]
        assert tuple(rows[0]) == COLUMNS
        assert entries(records, Event.LOG_EXPORTED)

    @pytest.mark.parametrize("filters", ["event=nothing", "outcome=x", "before=0", "before=x"])
    def test_a_filter_that_cannot_be_read_is_refused(self, sign_in: SignIn, filters: str) -> None:
        assert sign_in(Role.AUDITOR).get(f"/log?{filters}").status_code == 422


def an_entry(**changes: object) -> Entry:
    fields: dict[str, object] = dict.fromkeys(COLUMNS, "") | {"seq": 1, "details": {}}
    return Entry(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_an_export_runs_in_a_spreadsheet(cell: str) -> None:
    assert quiet(cell) == f"'{cell}"
    row = list(csv.reader(io.StringIO("".join(csv_lines([an_entry(actor_name=cell)])))))[1]
    assert row[COLUMNS.index("actor_name")].startswith("'")


@pytest.mark.parametrize("name", ["Ann;=1+1", "Ann; @SUM(A1)", "Ann;;-1;|x"])
def test_nor_where_cells_are_parted_by_semicolons(name: str) -> None:
    text = "".join(csv_lines([an_entry(actor_name=name)]))
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert len(cells) > 2
    assert not [cell for cell in cells if cell.strip()[:1] in set("=+-@|")]
    (row,) = list(csv.DictReader(io.StringIO(text)))
    assert row["actor_name"].replace("'", "") == name


def test_every_event_makes_a_sentence_also_when_refused() -> None:
    for event in Event:
        for outcome in ("allowed", "refused"):
            said = say_entry(
                an_entry(event=str(event), outcome=outcome, at="2026-03-01T10:00:00Z"), UTC
            )
            assert said.words
            assert ":" not in said.words


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"messages": 10, "revision": 2}, "10 messages, revision 2"),
        ({"problems": 1, "minutes": 60}, "1 problem, 60 minutes"),
        ({"entries": 1, "told": 2}, "1 entry, 2 people told"),
        ({"by": "one_time_link", "second": "none"}, "by one-time link, second factor none"),
        (
            {"what": "search:ran", "how": "refused"},
            "what searched the redacted sessions, outcome refused",
        ),
        ({"minutes": 5, "again": 0}, "5 minutes"),
    ],
)
def test_details_are_said_as_one_says_them(details: dict[str, int | str], words: str) -> None:
    said = say_entry(an_entry(event="session:opened", details=details), UTC)
    assert said.details == words


@pytest.mark.parametrize("outcome", KeepOutcome)
def test_what_a_delivery_turned_out_to_be_is_said_in_words(outcome: KeepOutcome) -> None:
    entry = an_entry(event="delivery:processed", details={"note": str(outcome)})
    assert "note" not in say_entry(entry, UTC).details
    assert len(say_entry(entry, UTC).details.split()) > 3
