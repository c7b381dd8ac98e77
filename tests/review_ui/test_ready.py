"""Whether the anchors do as they should, for machines that ask, without anybody's name."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.actors import Role
from models.log.access_log import Event
from models.log.anchor_places import note_failed, watch
from models.log.anchors import write_checkpoint
from models.log.signing import create_signing_key
from models.records import Records
from review_ui.app import create_app
from review_ui.passwords import Passwords
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import URL, Browser, SignIn, entries


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
    return create_app(
        records, public_url=URL, clock=clock, passwords=passwords, anchor_every=timedelta(minutes=1)
    )


def test_it_says_in_codes_what_is_not_as_it_should_be(
    visitor: Browser, records: Records, clock: Clock
) -> None:
    write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
    count = len(entries(records))
    well = visitor.get("/readyz")
    assert (well.status_code, well.text) == (200, "ok\n")
    note_failed(records, "webhook", "status_500")  # an entry, which waits for its checkpoint
    clock.move(minutes=6)
    found = visitor.get("/readyz")
    assert (found.status_code, found.text) == (503, "anchor:webhook\ncheckpoints\n")
    assert visitor.get("/healthz").text == "ok\n"  # the pages are up all the same
    assert len(entries(records)) == count + 1  # nobody looked at anything


def test_who_wants_the_status_alone_gets_it(
    visitor: Browser, records: Records, clock: Clock
) -> None:
    write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
    paths = ("/healthz", "/readyz")
    assert [visitor.head(path).status_code for path in paths] == [200, 200]
    note_failed(records, "webhook", "status_500")
    clock.move(minutes=6)
    assert [visitor.head(path).status_code for path in paths] == [200, 503]


def test_the_proof_says_that_checkpoints_stopped(
    sign_in: SignIn, records: Records, clock: Clock
) -> None:
    browser = sign_in(Role.AUDITOR)
    write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
    words = "No checkpoint is signed any more"
    assert words not in browser.get("/log/proof").text
    with records.act(CLI) as act:
        act.log(Event.HEALTH_READ)
    clock.move(minutes=5)
    assert words in browser.get("/log/proof").text


def test_a_place_that_only_lags_is_said_with_what_it_lacks(
    sign_in: SignIn, visitor: Browser, records: Records, clock: Clock
) -> None:
    made = sign_in(Role.ADMINISTRATOR).fill(
        "/me/tokens", name="watch", ends_at="2026-03-31", **{"scope-health:read": "on"}
    )
    token = re.search(r"redactor_[A-Za-z0-9_-]{43}", made.text)
    assert token
    watch(records, {"webhook": timedelta(0)})
    write_checkpoint(records, create_signing_key(records.place.database.parent / "key"))
    lacks = len(entries(records))
    clock.move(minutes=5)
    assert visitor.get("/readyz").text.splitlines()[0] == "anchor:webhook"
    told = visitor.get("/api/health", headers={"Authorization": f"Bearer {token[0]}"}).json()
    since = (clock() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert told["behind"] == {"webhook": {"entries": lacks, "since": since}}
    assert f": {lacks} entries behind" in sign_in(Role.AUDITOR).get("/log/proof").text
