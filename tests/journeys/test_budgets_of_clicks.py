"""The main task of each role costs no more clicks than it may, counted from its home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import fill
from playwright.sync_api import Page, expect
from system import PHONE

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn


class Hand:
    """Presses and counts; typing, choosing and scrolling cost nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, selector: str) -> Hand:
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        self.clicks += 1
        return self


def is_done(page: Page, words: str) -> None:
    expect(page.locator(".notice--success")).to_contain_text(words)


def test_a_complaint_is_registered_in_four(county: System, sign_in: SignIn) -> None:
    hand = Hand(sign_in("case_officer"))
    hand.press("main >> text=登记案件")
    served = {"occurred_on": "2026-09-24", "service_method": "direct"}
    fill(hand.page, served | {"counterparty": "原告某(演示)", "title": "不服处罚(计数)"})
    hand.press("main form .button--main")
    is_done(hand.page, "登记")
    assert hand.clicks + 1 <= 4  # one more for the manner of service


def test_the_report_to_the_deputy_is_recorded_in_three(county: System, sign_in: SignIn) -> None:
    hand = Hand(sign_in("principal"))
    hand.press("main tr:has-text('报告 主要负责人') >> text=办理")
    hand.press("main .card--next >> text=记录:向分管副县长报告")
    fill(hand.page, {"manner": "书面"})
    hand.press("main form .button--main")
    is_done(hand.page, "向分管副县长报告")
    assert hand.clicks <= 3


def test_the_deputy_makes_the_plan_on_the_phone_in_three(county: System, sign_in: SignIn) -> None:
    hand = Hand(sign_in("deputy_head", viewport=PHONE, has_touch=True, is_mobile=True))
    hand.press("main tr:has-text('制定应诉方案'):not(:has-text('未起算')) >> text=办理")
    hand.press("main .card--next >> text=记录:制定应诉方案")
    fill(hand.page, {"plan": "答辩要点、证据、出庭人员"})
    hand.press("main form .button--main")
    is_done(hand.page, "制定应诉方案")
    assert hand.clicks <= 3


@pytest.mark.parametrize("who", ["deputy_head", "principal", "justice_officer"])
def test_what_is_late_is_seen_without_a_click(county: System, sign_in: SignIn, who: str) -> None:
    expect(sign_in(who).locator("main .figure").first).to_contain_text("逾期")


def test_a_case_is_found_in_one(county: System, sign_in: SignIn) -> None:
    page = sign_in("justice_officer")
    page.fill("header [name=q]", "行初1号")
    page.press("header [name=q]", "Enter")
    expect(page.locator("main tbody tr").first).to_contain_text("行初1号")


def test_what_concerns_him_is_two_taps_away_on_the_phone(county: System, sign_in: SignIn) -> None:
    hand = Hand(sign_in("principal", viewport=PHONE, has_touch=True, is_mobile=True))
    hand.press(".bar-foot >> text=我").press("main >> text=与我有关")
    expect(hand.page.locator("h1")).to_have_text("与我有关")
    assert hand.clicks <= 2
