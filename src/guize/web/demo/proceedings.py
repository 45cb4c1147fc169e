"""The steps of accountability, from the opening to the entry in the appraisals."""

from __future__ import annotations

from typing import Any

from guize.web.demo.steps import (
    BUREAU,
    BUREAU_HEAD,
    COMMITTEE,
    DISCIPLINE,
    GROUP,
    ORGANIZATION,
    Step,
    Steps,
)

WHY = "经审查全部材料,理由见认定书。"
BODY_OF = {"county_discipline": "discipline_body", "county_organization": "organization_department"}


def opened(after: int = 3) -> Steps:
    return (Step("proceeding_opened", BUREAU, {"reasons": WHY}, after=after),)


def found(
    code: str, about: str = "post:case_officer", *, state: str = "present", value: str = ""
) -> Steps:
    """A finding of the justice bureau; an amount is in fen."""
    payload: dict[str, Any] = {
        "fact": code,
        "state": state,
        "about": about,
        "reasons": WHY,
        "evidence_note": "卷宗、谈话笔录",
    }
    if value:
        payload["value"] = value
    return (Step("finding_recorded", BUREAU, payload, after=1),)


def noticed(subject: str = "post:case_officer", *, statement: bool = True) -> Steps:
    notice = Step("notice_served", BUREAU, {"subject": subject}, after=2)
    said = {"subject": subject, "statement": "对事实没有异议,说明当时人手不足的情况。"}
    heard = Step("statement_received", BUREAU, said, after=3)
    return (notice, heard) if statement else (notice,)


def proposed(
    subject: str = "post:case_officer",
    *,
    responsibility: str = "direct",
    measure: str = "14-1",
    handling: str = "organizational",
) -> Steps:
    payload = {
        "subject": subject,
        "responsibility": responsibility,
        "measure": measure,
        "handling": handling,
        "reasons": WHY,
    }
    return (Step("proposal_made", BUREAU, payload, after=2),)


def submitted(after: int = 1) -> Steps:
    return (Step("proposal_submitted", BUREAU_HEAD, {"reasons": WHY}, after=after),)


def resolved(resolution: str = "approved", *, after: int = 4) -> Steps:
    payload = {
        "meeting_on": "day:0",
        "minutes_number": "云党组纪要〔演示〕号",
        "resolution": resolution,
        "reasons": "会议审核结果见纪要。",
    }
    return (Step("resolution_recorded", GROUP, payload, after=after),)


def referred(body: str, subject: str = "post:case_officer", *, after: int = 2) -> Steps:
    payload = {
        "subject": subject,
        "body": body,
        "reasons": WHY,
        "document_number": "云司移〔演示〕号",
    }
    return (Step("referral_made", BUREAU_HEAD, payload, after=after),)


def handed_to_city(body: str, subject: str, *, after: int = 2) -> Steps:
    payload = {"subject": subject, "body": body, "document_number": "云委移〔演示〕号"}
    return (Step("handed_to_city", COMMITTEE, payload, after=after),)


def early_referral(amount: int, *, after: int = 2) -> Steps:
    payload = {"amount": amount, "reasons": WHY, "document_number": "云司移〔演示〕号"}
    return (Step("early_referral_made", BUREAU_HEAD, payload, after=after),)


def inquired(result: str, *, after: int = 20) -> Steps:
    payload = {"inquiry_result": result, "document_number": "云纪函〔演示〕号"}
    return (Step("inquiry_result_recorded", DISCIPLINE, payload, after=after),)


def decided(
    body: str = "organization_department",
    subject: str = "post:case_officer",
    *,
    measure: str = "14-1",
    after: int = 6,
) -> Steps:
    who = DISCIPLINE if body == "discipline_body" else ORGANIZATION
    decision = {
        "subject": subject,
        "measure": measure,
        "body": body,
        "document_number": "云决〔演示〕号",
        "reasons": WHY,
    }
    service = {"subject": subject, "service_method": "direct"}
    return (
        Step("decision_made", who, decision, after=after),
        Step("decision_served", who, service, after=1),
    )


def told_committee(
    subject: str = "post:case_officer", *, who: str = ORGANIZATION, after: int = 5
) -> Steps:
    payload = {"subject": subject, "document_number": "云报〔演示〕号"}
    return (
        Step("decision_reported", who, payload, after=after),
        Step("decision_copied", who, payload),
    )


def petitioned(subject: str = "post:case_officer", *, who: str = ORGANIZATION) -> Steps:
    payload = {"subject": subject, "reasons": "认为处理过重,请求复核。"}
    return (Step("petition_filed", who, payload, after=4),)


def petition_decided(result: str = "upheld", subject: str = "post:case_officer") -> Steps:
    payload = {"subject": subject, "petition_result": result, "document_number": "云复〔演示〕号"}
    return (Step("petition_decided", ORGANIZATION, payload, after=15),)


def appraised(subject: str = "post:case_officer") -> Steps:
    payload = {
        "subject": subject,
        "appraisal_kind": "cadre_assessment",
        "appraisal_year": "year:0",
    }
    return (Step("appraisal_recorded", ORGANIZATION, payload, after=3),)


def closed() -> Steps:
    return (Step("proceeding_closed", BUREAU_HEAD, {"reasons": "各项步骤已完成。"}, after=2),)


def to_the_meeting(ground: str, subject: str = "post:case_officer", **how: str) -> Steps:
    """From the opening to the submission, on one ground of article 10."""
    return (
        *opened(),
        *found(ground, subject),
        *noticed(subject),
        *proposed(subject, **how),
        *submitted(),
    )
