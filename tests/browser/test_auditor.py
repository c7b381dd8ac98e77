"""An auditor's questions in a real browser: by keyboard, on a phone, and proven elsewhere."""

import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.actors import Role
from models.log.anchors import load_signing_key, write_checkpoint
from models.log.verify import single_file
from service.composition import signing_key_file
from tests.browser.conftest import SignIn
from tests.browser.samples import PRICING, open_sample
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow
TABS = ("A session", "A person", "Refused", "Reveals", "Off hours", "Volume", "For a visitor")


def test_each_question_is_a_screen_that_fits(sign_in: SignIn, filled: ServiceProcess) -> None:
    session = open_sample(sign_in(Role.REVIEWER), PRICING)
    page = sign_in(Role.AUDITOR)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for tab in TABS:
            page.goto("/log")
            page.get_by_role("navigation", name="Questions").get_by_role("link", name=tab).click()
            assert page.locator("h1").inner_text().endswith("?")
            over = "document.documentElement.scrollWidth - window.innerWidth"
            assert page.evaluate(over) <= 0, (tab, width)
    page.goto(f"/log/subject?sessions={session}")
    assert "Your chat was looked at" in page.inner_text("main")
    page.goto(f"/log?question=session&object={session}")
    assert "Person Reviewer" in page.inner_text("main")


def test_a_question_is_asked_by_keyboard_alone(sign_in: SignIn) -> None:
    open_sample(sign_in(Role.REVIEWER), PRICING)
    page = sign_in(Role.AUDITOR)
    page.goto("/log?question=person")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the page"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "actor":
            break
    page.keyboard.type("Person Reviewer")
    for _ in range(16):  # a date has three fields and a button, and each is a stop
        page.keyboard.press("Tab")
        if focused(page) == "Show":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "opened a redacted session" in page.inner_text("main")


def test_what_was_found_is_proven_on_a_machine_that_never_saw_us(
    sign_in: SignIn, filled: ServiceProcess, tmp_path: Path
) -> None:
    session = open_sample(sign_in(Role.REVIEWER), PRICING)
    records = filled.records
    key = load_signing_key(signing_key_file(filled.settings))
    deadline = time.monotonic() + 30
    while write_checkpoint(records, key) is not None and time.monotonic() < deadline:
        time.sleep(0.1)  # the service anchors as well
    page = sign_in(Role.AUDITOR)
    page.goto(f"/log?question=session&object={session}")
    with page.expect_download() as download:
        page.get_by_role("link", name="with proof").click()
    download.value.save_as(tmp_path / "log.zip")
    with zipfile.ZipFile(tmp_path / "log.zip") as opened:
        opened.extractall(tmp_path)
    shutil.copy(records.place.anchor, tmp_path / "anchors")
    (tmp_path / "verify.py").write_text(single_file())
    alone = [sys.executable, "-I", "-S", "verify.py", "--proof", "entries.jsonl", "anchors"]
    done = subprocess.run(
        [*alone, "--csv", "entries.csv"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "unchanged in the log of" in done.stdout
    assert "The table holds the same entries." in done.stdout
    assert session in (tmp_path / "entries.csv").read_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))
