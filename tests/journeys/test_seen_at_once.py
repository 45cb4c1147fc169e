"""What is seen at 1366x768 without scrolling: twelve rows, and of a case what is next, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

SEEN = "all => all.filter(e => e.getBoundingClientRect().bottom <= innerHeight).length"


def seen(page: Page, selector: str) -> int:
    return page.eval_on_selector_all(selector, SEEN)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("who", "path"), [("case_officer", "/"), ("justice_officer", "/cases/")])
def test_a_list_shows_twelve_rows(
    county: System, sign_in: SignIn, who: str, path: str, language: str
) -> None:
    page = sign_in(who)
    cookie = {"name": "guize-language", "value": language, "url": county.address}
    page.context.add_cookies([cookie])
    page.goto(county.address + path)
    assert seen(page, "main tbody tr") >= 12


def test_a_case_shows_what_is_next_who_answers_and_the_words_of_the_law(
    county: System, sign_in: SignIn
) -> None:
    page = sign_in("case_officer")
    page.click("main tr:has-text('报告 主要负责人') >> text=办理")
    page.wait_for_load_state()
    assert seen(page, ".card--next > ul > li") == page.locator(".card--next > ul > li").count() > 0
    assert seen(page, "main dt:has-text('主要负责人')") == 1
    assert seen(page, ".columns__aside .law") >= 1


def test_the_form_shows_what_it_would_bring_about(county: System, sign_in: SignIn) -> None:
    page = sign_in("case_officer")
    page.goto(f"{county.address}/cases/register/")
    assert seen(page, "#preview li") >= 3
