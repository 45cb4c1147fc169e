"""Every page each role can reach: no barrier, no sideways scrolling, targets large enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import SMALL, WIDER, barriers, pages
from playwright.sync_api import Page
from system import FIRST_DAY, PHONE, WIDE

from guize.web.demo.people import ROLES

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

CHECKED: dict[str, set[str]] = {"zh-hans": set(), "en": set()}
SHARED = ("/regulations/", "/organisation/", "/account", "/health", "/styleguide")


@pytest.fixture(scope="module")
def county(system: System) -> System:
    return system.on(FIRST_DAY)


def faults(page: Page, language: str, name: str) -> list[str]:
    """The same page is looked at once where it cannot differ by role; in English once at all."""
    found = []
    page.set_viewport_size(WIDE)
    if page.evaluate(WIDER) > 0:
        found.append("scrolls sideways at 1366")
    found += [f"small: {one}" for one in page.evaluate(SMALL, 24)]
    found += barriers(page)
    page.set_viewport_size(PHONE)
    if page.evaluate(WIDER) > 0:
        found.append("scrolls sideways at 390")
    found += [f"small on the phone: {one}" for one in page.evaluate(SMALL, 44)]
    return [f"{language} {name} {one}" for one in found]


@pytest.mark.parametrize("who", [name for name, _seat, _title in ROLES])
def test_every_page_is_open_to_everyone(county: System, sign_in: SignIn, who: str) -> None:
    page = sign_in(who)
    found = []
    for language, done in CHECKED.items():
        page.context.add_cookies(
            [{"name": "guize-language", "value": language, "url": county.address}]
        )
        page.goto(county.address)
        for name in pages(page):
            is_shared = language == "en" or name.startswith(SHARED)
            if not (is_shared and name in done):
                found += faults(page, language, name)
            done.add(name)
    assert not found, "\n".join(dict.fromkeys(found))
