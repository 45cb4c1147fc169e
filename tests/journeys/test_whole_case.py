"""One lawsuit from the complaint served to accountability closed, each step by its own role.

The complaint is served on 2026-09-24, a Thursday before a holiday and after a make-up Sunday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acting import fill, record, step, submit
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

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


def test_from_the_complaint_served_to_accountability_closed(
    system: System, sign_in: SignIn
) -> None:
    system.on("2026-09-24")
    registers_the_complaint(sign_in("case_officer"))
    system.on("2026-10-09")
    responds(sign_in)
    system.on("2026-10-30")
    loses(sign_in)
    system.on("2026-11-20")
    is_determined(sign_in)
    system.on("2026-12-10")
    is_decided(sign_in)
    system.on("2026-12-28")
    is_closed(sign_in)


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


def is_determined(sign_in: SignIn) -> None:
    justice = sign_in("justice_officer")
    case = file_of(justice)
    record(
        justice,
        case,
        "败诉认定",
        occurred_on="2026-11-12",
        judgment="收到判决书",
        state="present",
        reasons="判决撤销,属于第三条列明情形",
    )
    officer = sign_in("case_officer")
    record(
        officer,
        case,
        "提交案件分析整改报告",
        occurred_on="2026-11-18",
        causes="程序违法",
        measures_taken="修订流程",
    )
    record(officer, case, "提交追责建议", occurred_on="2026-11-18", recommendation="见附件")
    justice.goto(case)
    justice.click("main >> text=责任追究")
    justice.click("main >> text=启动责任追究")
    fill(justice, {"occurred_on": "2026-11-19", "reasons": "败诉造成重大不利影响"})
    submit(justice)
    determine(
        justice,
        "1",
        state__serious_impact="present",
        reasons__serious_impact="引发集体信访",
        state__major_economic_loss="absent",
        reasons__major_economic_loss="无直接损失",
    )
    determine(
        justice,
        "3",
        state__ground_hearing_error="present",
        about__ground_hearing_error="李强",
        reasons__ground_hearing_error="庭审中未能说明执法程序",
    )
    determine(
        justice,
        "4",
        state__act_defect="absent",
        reasons__act_defect="行为本身无重大瑕疵",
        state__legacy_cause="absent",
        reasons__legacy_cause="非历史遗留",
        state__mitigation_minor="not_proven",
        reasons__mitigation_minor="证据不足",
    )
    propose(justice, sign_in)


def propose(justice: Page, sign_in: SignIn) -> None:
    proceeding = proceeding_of(justice)
    step(justice, proceeding, "送达涉责事实告知书", occurred_on="2026-11-19", subject="李强")
    step(
        justice,
        proceeding,
        "提出处理建议",
        occurred_on="2026-11-20",
        subject="李强",
        responsibility="first_responsibility",
        measure="谈话提醒",
        handling="organizational",
        reasons="第十条第(七)项,情节较轻",
    )
    head = sign_in("justice_head")
    step(
        head,
        proceeding_of(head),
        "提请县政府党组会议审核",
        occurred_on="2026-11-20",
        reasons="事实清楚",
    )


def is_decided(sign_in: SignIn) -> None:
    group = sign_in("party_group_member")
    step(
        group,
        proceeding_of(group),
        "县政府党组会议审核",
        occurred_on="2026-11-27",
        meeting_on="2026-11-27",
        minutes_number="〔2026〕19号",
        resolution="approved",
    )
    head = sign_in("justice_head")
    step(
        head,
        proceeding_of(head),
        "移送办理机关",
        occurred_on="2026-11-30",
        subject="李强",
        body="organization_department",
        reasons="组织处理",
    )
    department = sign_in("organization_officer")
    proceeding = proceeding_of(department)
    step(
        department,
        proceeding,
        "作出处理决定",
        occurred_on="2026-12-09",
        subject="李强",
        measure="谈话提醒",
        body="organization_department",
        document_number="云组〔2026〕7号",
    )
    says(department, "2026-12-23(周三)", "第十五条第三款")  # ten working days
    step(department, proceeding, "处理决定送达", occurred_on="2026-12-10", subject="李强")


def is_closed(sign_in: SignIn) -> None:
    department = sign_in("organization_officer")
    proceeding = proceeding_of(department)
    for event in ("处理决定报告县委", "处理决定抄报县政府"):
        step(department, proceeding, event, occurred_on="2026-12-18", subject="李强")
    concerned = sign_in("principal")
    concerned.click("text=与我有关")
    concerned.click("main >> text=提出申诉")
    fill(concerned, {"text": "对责任划分有异议"})
    submit(concerned)
    says(concerned, "申诉期间不停止执行")
    step(
        department,
        proceeding,
        "申诉处理结果",
        occurred_on="2026-12-28",
        subject="李强",
        petition_result="upheld",
    )
    step(
        department,
        proceeding,
        "记入考核",
        occurred_on="2026-12-28",
        subject="李强",
        appraisal_kind="cadre_assessment",
        appraisal_year="2026",
    )
    head = sign_in("justice_head")
    step(
        head,
        proceeding_of(head),
        "责任追究办结",
        occurred_on="2026-12-28",
        reasons="决定已执行并归档",
    )
    says(head, "办结")
