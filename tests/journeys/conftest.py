"""What a journey needs: a running system and a browser in which each role has its own window."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from system import FIRST_DAY, PASSWORD, WIDE, System, load_demo

SignIn = Callable[..., Page]


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


@pytest.fixture(scope="session")
def demo() -> Iterator[Path]:
    """The data folder of the demo county on FIRST_DAY, loaded once and copied from."""
    with tempfile.TemporaryDirectory(prefix="guize-demo-") as folder:
        load_demo(Path(folder) / "var", FIRST_DAY)
        yield Path(folder) / "var"


@pytest.fixture(scope="session")
def county(demo: Path) -> Iterator[System]:
    """The demo county on FIRST_DAY: one running system for all who do not move the day."""
    with tempfile.TemporaryDirectory(prefix="guize-journey-") as folder:
        installed = System(Path(folder), demo).on(FIRST_DAY)
        yield installed
        installed.stop()


@pytest.fixture
def sign_in(browser: Browser, county: System) -> Iterator[SignIn]:
    """`sign_in("principal")` gives a page of that role at its home, in a window of its own."""
    windows: list[BrowserContext] = []

    def as_role(username: str, **how: Any) -> Page:
        window = browser.new_context(**{"viewport": WIDE, "locale": "zh-CN", **how})
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(10_000)
        page.goto(county.address)
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.button--main")
        page.wait_for_load_state()
        return page

    yield as_role
    for window in windows:
        window.close()
