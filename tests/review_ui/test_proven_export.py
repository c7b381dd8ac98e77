"""The export with proof: one file, checked by the verifier, and an entry before its first byte."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from models.actors import Role
from models.log.access_log import Event
from models.log.anchors import write_checkpoint
from models.log.signing import create_signing_key
from models.records import Records
from models.verifier.complete import Table
from models.verifier.excerpt import Excerpt, verify_excerpt
from tests.review_ui.browser import SignIn, entries

REFUSED = "question=refused&since=2026-03-01&until=2026-03-31"


@pytest.fixture
def opened(sign_in: SignIn, records: Records, tmp_path: Path) -> zipfile.ZipFile:
    """What an auditor gets who asks for what was refused."""
    for path in ("/people", "/sources", "/log"):
        sign_in(Role.REVIEWER).get(path)
    browser = sign_in(Role.AUDITOR)
    write_checkpoint(records, create_signing_key(tmp_path / "signing.key"))
    sign_in(Role.REVIEWER).get("/people")  # not anchored yet
    answer = browser.get(f"/log.zip?{REFUSED}")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith('Z.zip"')
    return zipfile.ZipFile(io.BytesIO(answer.content))


def verified(opened: zipfile.ZipFile, records: Records, table: Table) -> Excerpt:
    lines = [json.loads(line) for line in opened.read("entries.jsonl").splitlines()]
    anchors = [json.loads(line) for line in records.place.anchor.read_bytes().splitlines()]
    return verify_excerpt(lines, anchors, see=table.keep)


def test_its_entries_are_proven_and_the_table_is_the_same(
    opened: zipfile.ZipFile, records: Records, tmp_path: Path
) -> None:
    table = Table()
    found = verified(opened, records, table)
    assert found.problem == ""
    refused = [each for each in entries(records) if each["outcome"] == "refused"]
    assert found.seqs == {each["seq"] for each in refused[:3]}
    path = tmp_path / "entries.csv"
    path.write_bytes(opened.read("entries.csv"))
    assert table.problem(path) == ""
    assert path.read_text().count("page:refused") == 3


def test_it_says_what_is_proven_and_what_is_not(opened: zipfile.ZipFile) -> None:
    text = opened.read("READ ME.txt").decode()
    assert text.startswith("3 entries of the access log, as asked for: outcome refused, since 2026")
    assert "not in here (1 that fit;" in text
    assert "WHAT IS NOT\nThat nothing else fits." in text
    assert "{" not in text


def test_the_export_is_an_entry_that_says_up_to_where(
    opened: zipfile.ZipFile, records: Records
) -> None:
    entry = entries(records, Event.LOG_EXPORTED)[-1]
    details = json.loads(entry["details"])
    assert (details["count"], details["how"], details["filtered"]) == (3, "refused", True)
    (checkpoint,) = [
        line for line in records.place.anchor.read_text().splitlines() if '"checkpoint"' in line
    ]
    assert details["proven"] == json.loads(checkpoint)["seq"]


def test_nothing_is_proven_before_it_is_anchored(sign_in: SignIn, records: Records) -> None:
    browser = sign_in(Role.AUDITOR)
    answer = browser.get(f"/log.zip?{REFUSED}")
    assert answer.status_code == 303
    assert "Nothing is anchored yet" in browser.get(answer.headers["location"]).text
    assert entries(records, Event.LOG_EXPORTED)[-1]["reason"] == "not_anchored_yet"


def test_the_page_offers_it_for_what_was_asked(sign_in: SignIn) -> None:
    sign_in(Role.REVIEWER).get("/people")
    page = sign_in(Role.AUDITOR).get(f"/log?{REFUSED}").text
    assert 'href="/log.zip?question=refused&amp;since=2026-03-01&amp;until=2026-03-31"' in page


def test_only_auditors_get_it(sign_in: SignIn) -> None:
    for role in (Role.REVIEWER, Role.LEAD, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR):
        assert sign_in(role).get("/log.zip").status_code == 403
