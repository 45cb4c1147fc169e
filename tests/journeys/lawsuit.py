"""The suit: complaint served, response, judgment; each step by its own role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acting import fill, record, submit
from finding import NUMBER, TITLE, deadlines, file_of, says
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from conftest import SignIn


def registers_the_complaint(page: Page) -> None:
    page.click("main >> text=登记案件")
    fill(
        page,
        {
            "occurred_on": "2026-09-24",
            "service_method": "direct",
            "number": NUMBER,
            "counterparty": "原告某(演示)",
            "title": TITLE,
            "act_on": "2026-08",
        },
    )
    preview = page.locator("#preview")
    expect(preview).to_contain_text("2026-09-29(周二)")  # report: 25 to 27 September are days off
    expect(preview).to_contain_text("2026-10-09(周五)")  # defence: fifteen days
    expect(preview).to_contain_text("第七条第二款")
    submit(page)
    says(page, "2026-09-29(周二)", "2026-10-09(周五)", "第七条第二款", "行政诉讼法第六十七条")
    page.locator("main .card--next summary").first.click()
    says(page, "中秋节")


def responds(sign_in: SignIn) -> None:
    head = sign_in("principal")
    case = file_of(head)
    record(
        head,
        case,
        "向分管副县长报告",
        occurred_on="2026-09-29",
        reported_by="李强",
        reported_to="陈刚",
        manner="书面",
    )
    deputy = sign_in("deputy_head")
    record(
        deputy,
        file_of(deputy),
        "制定应诉方案",
        occurred_on="2026-10-08",
        decided_by="陈刚",
        plan="答辩要点、证据、出庭人员",
    )
    officer = sign_in("case_officer")
    record(officer, case, "提交答辩状", occurred_on="2026-10-09")
    record(officer, case, "提交证据", occurred_on="2026-10-09", documents="证据清单一至六")
    record(officer, case, "收到开庭传票", occurred_on="2026-10-09", hearing_on="2026-10-20")
    deadlines(officer, case)
    says(officer, "按期办结", "2026-10-08(周四)")


def loses(sign_in: SignIn) -> None:
    officer = sign_in("case_officer")
    case = file_of(officer)
    record(
        officer,
        case,
        "开庭",
        occurred_on="2026-10-20",
        appearance="principal_appeared",
        appeared_by="李强",
    )
    record(
        officer,
        case,
        "收到判决书",
        occurred_on="2026-10-23",
        disposition="revoked",
        service_method="direct",
        judged_on="2026-10-21",
    )
    says(officer, "2026-10-30(周五)", "第七条第三款")
    record(
        officer,
        case,
        "对方收到裁判文书",
        occurred_on="2026-10-23",
        judgment="收到判决书",
        party_name="原告某(演示)",
    )
    record(
        officer,
        case,
        "裁判文书报县司法行政机关",
        occurred_on="2026-10-28",
        documents="判决书复印件",
    )
    says(officer, "2026-11-09(周一)")  # the last day to appeal, rolled from a Saturday
