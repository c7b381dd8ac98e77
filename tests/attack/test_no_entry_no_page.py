"""Promise 4: what cannot be written in the log is not shown, whatever is in its way."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from models import store
from models.actors import Role
from models.errors import Unwritable
from models.log.events import Event
from models.records import Records
from tests.models.scene import CLI
from tests.review_ui.browser import Browser, SignIn, entries
from tests.review_ui.conftest import app as app
from tests.review_ui.conftest import clock as clock
from tests.review_ui.conftest import passwords as passwords
from tests.review_ui.conftest import people as people
from tests.review_ui.conftest import peopled as peopled
from tests.review_ui.conftest import records as records
from tests.review_ui.conftest import sign_in as sign_in

LOOKS = {"/queue": Role.REVIEWER, "/held": Role.PRIVACY_OFFICER, "/log": Role.AUDITOR}


def by_sql(*statements: str) -> Callable[[Records, pytest.MonkeyPatch], object]:
    def harm(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
        with sqlite3.connect(records.place.database) as db:
            for statement in statements:
                db.execute(statement)
        db.close()

    return harm


def fill_the_disk(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database may not grow by one page: SQLite says SQLITE_FULL, as on a full disk."""
    plain = store.connect

    def connect(path: Path, *, read_only: bool = False) -> Database:
        db = plain(path, read_only=read_only)
        db.execute("PRAGMA max_page_count = 1")  # the least is what there is
        return db

    monkeypatch.setattr(store, "connect", connect)
    with contextlib.suppress(Unwritable):
        while True:  # what is left of the last page
            with records.act(CLI) as act:
                act.log(Event.HEALTH_READ)


def lock_it(records: Records, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """Another process holds the write lock for longer than anyone waits."""
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
    other = sqlite3.connect(records.place.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


HARMS: dict[str, Callable[[Records, pytest.MonkeyPatch], object]] = {
    "a trigger that fails": by_sql(
        "CREATE TRIGGER broken BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'broken'); END"
    ),
    "a missing table": by_sql(
        "DROP TRIGGER entries_no_delete", "ALTER TABLE entries RENAME TO entries_gone"
    ),
    "a lock": lock_it,
    "a full disk": fill_the_disk,
}


@pytest.mark.parametrize("path", LOOKS)
@pytest.mark.parametrize("harm", HARMS)
def test_without_its_entry_no_page_is_shown(
    sign_in: SignIn,
    records: Records,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    harm: str,
) -> None:
    browser: Browser = sign_in(LOOKS[path])
    assert browser.get(path).status_code == 200
    kept = HARMS[harm](records, monkeypatch)
    before = 0 if harm == "a missing table" else len(entries(records))
    answer = browser.get(path)
    assert answer.status_code == 503, answer.text[:300]
    assert "<table" not in answer.text
    if isinstance(kept, sqlite3.Connection):
        kept.close()
    if harm != "a missing table":
        assert len(entries(records)) == before
