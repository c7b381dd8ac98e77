"""Single sign-on against a provider that others wrote, over HTTP, with the real clock."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from models.accounts.single_sign_on import SignOnRules
from models.actors import Purpose, Role
from models.log.access_log import Event, export_entries
from models.records import Place, Records, migrate
from models.seals.keys import create_master_key
from review_ui.app import create_app
from review_ui.single_sign_on import SignOnSettings
from service.composition import clock
from tests.models.scene import CLI
from tests.review_ui.browser import URL, Browser
from tests.service_process import CALLS, free_port

pytestmark = pytest.mark.slow


@pytest.fixture
def issuer() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                told = CALLS.get(f"{url}/.well-known/openid-configuration").json()
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield told["issuer"]
    finally:
        process.terminate()
        process.wait(10)


def test_an_employee_comes_in_and_is_kept_apart_from_a_contractor(
    issuer: str, tmp_path: Path
) -> None:
    place = Place(
        database=tmp_path / "records.db", key_store=tmp_path / "keys.db", anchor=tmp_path / "anchor"
    )
    migrate(place)
    key = create_master_key(tmp_path / "master.key")
    records = Records.open(place, master_key=key, clock=clock)
    rules = SignOnRules(
        roles=(("chat-review", Role.REVIEWER),),
        employees=frozenset({"employee"}),
        domains=("company.example",),
    )
    settings = SignOnSettings(
        issuer=issuer,
        client_id="chat-redactor",
        client_secret="s3cret",
        employment_claim="employment",
        rules=rules,
    )
    app = create_app(records, public_url=URL, clock=clock, sign_on=settings)
    for name, employment in (("ida", "employee"), ("kim", "contractor")):
        claims = {
            "email": f"{name}@company.example",
            "email_verified": True,
            "name": name.capitalize(),
            "groups": ["chat-review"],
            "employment": employment,
        }
        assert httpx.put(f"{issuer.rstrip('/')}/users/{name}", json=claims).status_code == 204

    assert enter(app, "ida") == "/queue"
    assert enter(app, "kim") == "/sign-in?said=employment_kind"
    with records.act(CLI) as act:
        told = [(e.event, e.reason) for e in export_entries(act)]
    assert told == [
        (Event.PERSON_ADDED, ""),
        (Event.PERSON_LINKED, ""),
        (Event.PERSON_VOUCHED, ""),
        (Event.SIGN_IN_OPENED, ""),
        (Event.SIGN_IN_REFUSED, "employment_kind"),
    ]


def enter(app: object, subject: str) -> str:
    with Browser(app) as browser:  # type: ignore[arg-type]
        page = browser.fill(
            "/sign-in/company",
            token=browser.token("/sign-in"),
            purpose=Purpose.CUSTOMER_SERVICE,
            next="/queue",
        ).text
        found = re.search(r'class="button first" href="([^"]+)"', page)
        assert found
        answer = httpx.post(unescape(found[1]), data={"sub": subject})
        assert answer.is_redirect, answer.text[:500]
        location: str = browser.get(answer.headers["location"].removeprefix(URL)).headers[
            "location"
        ]
        return location
