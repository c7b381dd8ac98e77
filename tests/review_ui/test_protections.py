"""Headers on every answer, calm errors, and no page without an entry."""

import logging
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from models import errors as records_errors
from models.actors import Role
from models.errors import RecordsError
from models.records import Records
from review_ui import errors as pages_errors
from review_ui.assets import read_assets
from review_ui.errors import PagesError
from review_ui.headers import ALWAYS
from review_ui.statuses import ANSWERS, find_answer
from tests.review_ui.browser import Browser, SignIn

SECRET = "words-of-a-visitor"


def leaves(kind: type[Exception]) -> Iterator[type[Exception]]:
    below = kind.__subclasses__()
    if not below:
        yield kind
    for inner in below:
        yield from leaves(inner)


def test_every_error_has_a_row_in_the_one_table() -> None:
    ours = (records_errors.__name__, pages_errors.__name__)
    found = [k for base in (RecordsError, PagesError) for k in leaves(base)]
    assert len(found) > 15
    for kind in found:
        if kind.__module__ in ours:
            assert kind in ANSWERS, kind


def test_an_unknown_error_tells_nothing() -> None:
    assert find_answer(ValueError(SECRET)).status == 500


@pytest.mark.parametrize(
    "path",
    ["/sign-in", "/queue", "/nowhere", "/healthz", "/static/x/y.css", "/docs", "/openapi.json"],
)
def test_every_answer_is_protected(visitor: Browser, path: str) -> None:
    answer = visitor.get(path)
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert answer.headers["cache-control"] == "no-store"


def test_files_are_kept_for_good_under_their_version(visitor: Browser) -> None:
    assets = read_assets()
    for name, asset in assets.files.items():
        answer = visitor.get(assets.url(name))
        assert answer.content == asset.body
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/static/{v}/../app.py", "/static/{v}/%2e%2e/app.py"])
def test_no_other_file_can_be_fetched(visitor: Browser, path: str) -> None:
    assert visitor.get(path.format(v=read_assets().version)).status_code == 404


@pytest.fixture
def fill_log(records: Records) -> Callable[[], None]:
    """Call it, and from then on no entry can be written."""

    def spoil() -> None:
        with sqlite3.connect(records.place.database) as db:
            db.execute(
                "CREATE TRIGGER no_more BEFORE INSERT ON entries "
                "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        db.close()

    return spoil


def test_without_an_entry_there_is_no_page(
    sign_in: SignIn, session_id: str, fill_log: Callable[[], None]
) -> None:
    browser = sign_in(Role.REVIEWER)
    path = f"/sessions/{session_id}"
    token = browser.token(path)
    assert "Hello, how can I help?" in browser.get(path).text
    fill_log()
    for answer in (
        browser.get(path),
        browser.get("/queue"),
        browser.fill("/search", token=token, words="hello"),
        browser.get("/policy"),
    ):
        assert answer.status_code == 503
        assert "Nothing was shown or changed" in answer.text
        assert "how can I help" not in answer.text
        assert session_id not in answer.text


def test_an_export_without_an_entry_does_not_begin(
    sign_in: SignIn, fill_log: Callable[[], None]
) -> None:
    browser = sign_in(Role.AUDITOR)
    fill_log()
    answer = browser.get("/log.csv")
    assert answer.status_code == 503
    assert "sign_in:opened" not in answer.text


def test_what_nobody_expected_is_a_calm_page_and_a_silent_log_line(
    app: FastAPI, visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/breaks")
    def breaks() -> str:
        raise ValueError(SECRET)

    with caplog.at_level(logging.DEBUG):
        answer = visitor.get("/breaks")
    assert answer.status_code == 500
    assert "could not be made" in answer.text
    assert SECRET not in answer.text + caplog.text
    assert "ValueError" in caplog.text
    assert answer.headers["content-security-policy"] == ALWAYS["Content-Security-Policy"]


def test_errors_never_echo_what_was_sent(sign_in: SignIn) -> None:
    browser = sign_in(Role.REVIEWER)
    for answer in (
        browser.get(f"/nowhere/{SECRET}"),
        browser.get(f"/queue?since={SECRET}"),
        browser.get(f"/queue?status={SECRET * 9}"),
        browser.get(f"/sessions/{SECRET}"),
        browser.fill(f"/sessions/{SECRET}/review", comment=SECRET, do="publish"),
    ):
        assert answer.status_code in {404, 422}
        assert SECRET not in answer.text


def test_too_much_or_no_form_is_refused(sign_in: SignIn) -> None:
    browser = sign_in(Role.REVIEWER)
    assert browser.fill("/search", words="x" * 70_000).status_code == 413
    assert browser.post("/search", json={"words": "x"}).status_code == 413
    assert browser.fill("/search", **{f"f{n}": "x" for n in range(250)}).status_code == 413


def test_the_wrong_method_is_a_page_too(sign_in: SignIn) -> None:
    assert sign_in(Role.REVIEWER).put("/queue").status_code == 404
