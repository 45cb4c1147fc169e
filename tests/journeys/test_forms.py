"""Forms as people meet them: wrong days, a double click, a replay, two at once, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import fill, record, submit
from finding import says
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

COMPLAINT = {
    "occurred_on": "2026-09-24",
    "service_method": "direct",
    "counterparty": "原告某(演示)",
    "act_on": "2026-08",
}
REPORT = {"occurred_on": "2026-09-24", "reported_by": "李强", "reported_to": "陈刚"}


@pytest.fixture
def officer(county: System, sign_in: SignIn) -> Page:
    return sign_in("case_officer")


def fill_in_complaint(page: Page, number: str, **other: str) -> None:
    page.click("main >> text=登记案件")
    fill(page, COMPLAINT | {"number": number, "title": f"不服拆除决定{number}"} | other)


def registers(page: Page, number: str) -> str:
    fill_in_complaint(page, number)
    submit(page)
    return page.url


def times(page: Page, number: str) -> int:
    page.fill("header [name=q]", number)
    page.press("header [name=q]", "Enter")
    page.wait_for_load_state()
    return page.locator(f"main tbody a:has-text('{number}')").count()


@pytest.mark.parametrize(
    ("day", "cause"), [("2026-09-25", "晚于今天"), ("2026-02-30", "没有这一天")]
)
def test_a_wrong_day_is_told_at_its_field_and_nothing_is_lost(
    officer: Page, day: str, cause: str
) -> None:
    fill_in_complaint(officer, f"(2026)辽0399行初92{day[-1]}号")
    field = officer.locator("[name=occurred_on]")
    field.evaluate("(field, day) => { field.type = 'text'; field.value = day }", day)
    officer.click("main form .button--main")
    expect(officer.locator(".field--wrong")).to_contain_text(cause)
    officer.click(".errors a")
    expect(officer.locator("[name=occurred_on]")).to_be_focused()
    expect(officer.locator("[name=counterparty]")).to_have_value("原告某(演示)")
    expect(officer.locator("[name=act_on]")).to_have_value("2026-08")


def test_a_double_click_registers_once(officer: Page) -> None:
    number = "(2026)辽0399行初911号"
    fill_in_complaint(officer, number)
    officer.dblclick("main form .button--main")
    officer.wait_for_load_state()
    assert times(officer, number) == 1


def test_a_form_sent_again_records_nothing_new(officer: Page) -> None:
    number = "(2026)辽0399行初912号"
    fill_in_complaint(officer, number)
    with officer.expect_request("**/cases/register/") as sent:
        submit(officer)
    again = officer.request.post(
        sent.value.url,
        data=sent.value.post_data,
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": officer.url},
    )
    assert again.url == officer.url  # the case it had made
    assert times(officer, number) == 1


def test_two_at_once_learn_of_each_other_and_lose_nothing(officer: Page, sign_in: SignIn) -> None:
    case = registers(officer, "(2026)辽0399行初913号")
    head = sign_in("principal")
    for page in (officer, head):
        page.goto(f"{case}record/report_made/")
        fill(page, REPORT | {"manner": f"由{'王芳' if page is officer else '李强'}填写"})
    submit(officer)
    head.click("main form .button--main")
    expect(head.locator(".errors")).to_contain_text("他人已记录:向分管副县长报告")
    expect(head.locator("[name=manner]")).to_have_value("由李强填写")
    submit(head)
    says(head, "由王芳填写", "由李强填写")


def test_registering_and_recording_need_no_script(county: System, sign_in: SignIn) -> None:
    page = sign_in("case_officer", java_script_enabled=False)
    fill_in_complaint(page, "(2026)辽0399行初914号")
    page.click("main >> text=重新推算")
    expect(page.locator("#preview")).to_contain_text("2026-09-29(周二)")
    submit(page)
    case = page.url
    says(page, "2026-09-29(周二)", "第七条第二款")
    record(page, case, "向分管副县长报告", **REPORT, manner="书面")
    page.goto(f"{case}record/report_made/")
    fill(page, {"occurred_on": ""})
    page.click("main form .button--main")
    assert page.locator(".errors a").count()


def test_a_suit_of_our_own_starts_with_the_request_before_filing(
    county: System, officer: Page
) -> None:
    officer.click("main >> text=登记案件")
    officer.click("main .tabs >> text=拟提起诉讼")
    fill(
        officer,
        {
            "occurred_on": "2026-09-24",
            "counterparty": "施工方某(演示)",
            "title": "追偿工程款(拟诉)",
        },
    )
    expect(officer.locator("#preview")).to_contain_text("起诉前请示")
    submit(officer)
    case = officer.url
    says(officer, "起诉前请示", "第七条第二款")
    request = {"reported_by": "李强", "reported_to": "陈刚", "manner": "书面"}
    record(officer, case, "向分管副县长请示", occurred_on="2026-09-24", **request)
    says(officer, "制定应诉方案", "2026-09-30(周三)")
    record(officer, case, "提起诉讼", occurred_on="2026-09-24")
    officer.click("main nav >> text=期限")
    expect(officer.locator("tr", has_text="起诉前请示")).to_contain_text("按期办结")
