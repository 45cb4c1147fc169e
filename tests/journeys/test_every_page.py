"""Every page each role can reach: no barrier, no sideways scrolling, targets large enough."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from crawling import SMALL, WIDER, barriers, pages
from playwright.sync_api import Page
from system import PHONE, WIDE

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

SIDES = {
    "unit": ("case_officer", "principal", "unit_deputy", "counsel", "outsider"),
    "county": ("deputy_head", "executive_deputy", "county_head"),
    "bureau": ("justice_officer", "justice_head"),
    "bodies": (
        *("party_group_member", "organization_officer", "discipline_officer"),
        "committee_officer",
    ),
    "officers": ("system_admin", "security_admin", "auditor"),
}
"""Roles of one side are shown pages of one shape alike: each looks where the others were not."""
ROLES = [(side, who) for side, several in SIDES.items() for who in several]
SHARED = ("/regulations/", "/organisation/", "/account", "/health", "/styleguide")


@pytest.fixture(scope="module")
def done() -> dict[str, set[str]]:
    """The shapes already looked at, by side, language, and for all where no role differs."""
    return defaultdict(set)


def faults(page: Page) -> list[str]:
    page.set_viewport_size(WIDE)
    found = ["scrolls sideways at 1366"] if page.evaluate(WIDER) > 0 else []
    found += [f"small: {one}" for one in page.evaluate(SMALL, 24)]
    found += barriers(page)
    page.set_viewport_size(PHONE)
    found += ["scrolls sideways at 390"] if page.evaluate(WIDER) > 0 else []
    return found + [f"small on the phone: {one}" for one in page.evaluate(SMALL, 44)]


def looks_around(page: Page, known: set[str], shared: set[str]) -> list[str]:
    found = []
    for name in pages(page, known | shared):
        found += [f"{name} {one}" for one in faults(page)]
        known.add(name)
        if name.startswith(SHARED):
            shared.add(name)
    return found


@pytest.mark.parametrize(("side", "who"), ROLES, ids=[who for _side, who in ROLES])
def test_every_page_is_open_to_everyone(
    county: System, sign_in: SignIn, done: dict[str, set[str]], side: str, who: str
) -> None:
    page = sign_in(who)
    page.goto(county.address)
    found = looks_around(page, done[side], done["shared"])
    cookie = {"name": "guize-language", "value": "en", "url": county.address}
    page.context.add_cookies([cookie])
    page.goto(county.address)
    found += [f"en {one}" for one in looks_around(page, done["en"], done["en"])]
    assert not found, "\n".join(dict.fromkeys(found))
