"""What a journey needs: a running system and a browser in which each role has its own window."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from system import PASSWORD, System

WIDE = {"width": 1366, "height": 768}
SignIn = Callable[[str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    installed = System(Path(tempfile.mkdtemp(prefix="guize-journey-")))
    yield installed
    installed.remove()


@pytest.fixture
def sign_in(browser: Browser, system: System) -> Iterator[SignIn]:
    """`sign_in("principal")` gives a page of that role at its home, in a window of its own."""
    windows: list[BrowserContext] = []

    def as_role(username: str) -> Page:
        window = browser.new_context(viewport=WIDE, locale="zh-CN")
        windows.append(window)
        page = window.new_page()
        page.goto(system.address)
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.button--main")
        page.wait_for_load_state()
        return page

    yield as_role
    for window in windows:
        window.close()
