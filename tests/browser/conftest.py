"""A real Chromium. Without one these tests are skipped, except with CI set: then they fail."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from models.actors import ROLE_PURPOSES, Role
from service.demo.payloads import deliveries
from tests.service_process import ServiceProcess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def filled(running: ServiceProcess) -> ServiceProcess:
    """The service after the sample chats came in."""
    from service.composition import clock

    for sample in deliveries(clock()):
        assert running.post(sample.kind, sample.body).status_code == 200
    running.wait_until_idle()
    return running


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(browser: Browser, filled: ServiceProcess) -> Iterator[SignIn]:
    """Signs in as a role with a one-time address; any message of the console fails the test."""
    contexts = []

    def open_as(role: Role, **options: object) -> Page:
        context = browser.new_context(base_url=filled.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(filled.one_time_address(role))
        page.check(f'input[name="purpose"][value="{ROLE_PURPOSES[role][0]}"]')
        with page.expect_navigation():
            page.click("main button[type=submit]")
        return page

    complaints: list[str] = []
    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []
