"""Accountability for a lost suit: of a cadre of the county, and of one of the city (市管干部)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acting import fill, record, step, submit
from finding import determine, file_of, proceeding_of, says
from playwright.sync_api import Page

if TYPE_CHECKING:
    from conftest import SignIn


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
    opens(justice, case)
    propose(justice, sign_in)


def opens(justice: Page, case: str) -> None:
    """The bureau opens the proceeding and finds on gate, grounds and mitigations."""
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
    names_the_deputy_head(justice, proceeding)
    head = sign_in("justice_head")
    step(
        head,
        proceeding_of(head),
        "提请县政府党组会议审核",
        occurred_on="2026-11-20",
        reasons="事实清楚",
    )


def names_the_deputy_head(justice: Page, proceeding: str) -> None:
    """The deputy county head to whom it was duly reported: a cadre of the city."""
    step(justice, proceeding, "送达涉责事实告知书", occurred_on="2026-11-19", subject="陈刚")
    step(
        justice,
        proceeding,
        "提出处理建议",
        occurred_on="2026-11-20",
        subject="陈刚",
        responsibility="leadership",
        measure="谈话提醒",
        handling="organizational",
        reasons="第八条领导责任,情节较轻",
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
    goes_to_the_city(head, sign_in("committee_officer"))
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


def goes_to_the_city(head: Page, committee: Page) -> None:
    """Through the county committee to the city (第六条第三款); its decision on paper is 代录."""
    proceeding = proceeding_of(head)
    referral = {"occurred_on": "2026-11-30", "subject": "陈刚", "reasons": "市管干部"}
    head.click("main .buttons >> text='移送办理机关'")
    fill(head, referral | {"body": "organization_department"})
    head.click("main form .button--main")
    says(head, "应移送", "第六条第三款")
    fill(head, {"body": "city_organization_department"})
    submit(head)
    says(head, "市管干部,不在本级处理", "县委组织部")
    city = {"subject": "陈刚", "body": "city_organization_department"}
    paper = {"document_number": "州组〔2026〕31号", **city}
    step(committee, proceeding, "移交市级机关", occurred_on="2026-12-01", **paper)
    step(
        committee,
        proceeding,
        "作出处理决定",
        occurred_on="2026-12-08",
        measure="谈话提醒",
        **paper,
    )
    step(committee, proceeding, "处理决定送达", occurred_on="2026-12-09", subject="陈刚")


def is_closed(sign_in: SignIn) -> None:
    department = sign_in("organization_officer")
    proceeding = proceeding_of(department)
    for event in ("处理决定报告县委", "处理决定抄报县政府"):
        step(department, proceeding, event, occurred_on="2026-12-18", subject="李强")
    committee = sign_in("committee_officer")
    for event in ("处理决定报告县委", "处理决定抄报县政府"):
        step(committee, proceeding, event, occurred_on="2026-12-18", subject="陈刚")
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
    enters_and_closes(department, sign_in("justice_head"), proceeding)


def enters_and_closes(department: Page, head: Page, proceeding: str) -> None:
    for subject in ("李强", "陈刚"):
        step(
            department,
            proceeding,
            "记入考核",
            occurred_on="2026-12-28",
            subject=subject,
            appraisal_kind="cadre_assessment",
            appraisal_year="2026",
        )
    step(
        head,
        proceeding_of(head),
        "责任追究办结",
        occurred_on="2026-12-28",
        reasons="决定已执行并归档",
    )
    says(head, "办结")
