"""Eyes of a journey: what a page says, and the way to our case and its proceeding."""

from __future__ import annotations

from acting import fill, submit
from playwright.sync_api import Page, expect

TITLE = "不服强制拆除决定(全程)"
NUMBER = "(2026)辽0399行初901号"


def says(page: Page, *words: str) -> None:
    for word in words:
        expect(page.locator("main")).to_contain_text(word)


def deadlines(page: Page, case: str) -> None:
    page.goto(case)
    page.click("main nav >> text=期限")


def file_of(page: Page) -> str:
    """The address of our case, found by its number in the search field on top."""
    page.fill("header [name=q]", NUMBER)
    page.press("header [name=q]", "Enter")
    page.click(f"main >> text={NUMBER}")
    page.wait_for_load_state()
    return page.url


def proceeding_of(page: Page) -> str:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/proceedings/")
    page.click(f"main tr:has-text('{NUMBER}') a")
    page.wait_for_load_state()
    return page.url


def determine(page: Page, number: str, **found: str) -> None:
    """Fills the items of one step of the determination and records them."""
    page.goto(f"{proceeding_of(page)}determination/?step={number}")
    fill(page, {name.replace("__", "-"): value for name, value in found.items()})
    submit(page)
