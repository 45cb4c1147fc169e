"""The steps that demo cases are made of: who records what, how many days apart.

Texts in a payload that begin with a word and a colon are filled in when a step is carried out:
`post:principal` the holder of a post of the case, `event:judgment` an earlier step by its label,
`organ:unit` the unit, `day:15` a day so many working days after the step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

OFFICER, HEAD, DEPUTY, LEADER = "case_officer", "principal", "unit_deputy", "deputy_head"
BUREAU, BUREAU_HEAD, GROUP = "justice_officer", "justice_head", "party_group_member"
DISCIPLINE, ORGANIZATION, COMMITTEE = (
    "discipline_officer",
    "organization_officer",
    "committee_officer",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `after`: working days after the step before; `at`: days from loading instead, moved
    back to a working day unless `exact`."""

    type: str
    who: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    after: int = 0
    at: int | None = None
    exact: bool = False
    label: str = ""
    level: str = "first"


Steps = tuple[Step, ...]


def served(at: int, *, amount: int = 0, exact: bool = False) -> Steps:
    payload: dict[str, Any] = {"service_method": "direct", "received_by": "收发室"}
    if amount:
        payload["amount_claimed"] = amount
    return (Step("complaint_served", OFFICER, payload, at=at, exact=exact),)


def reported(after: int = 1) -> Steps:
    payload = {
        "reported_by": "post:principal",
        "reported_to": "post:deputy_head",
        "manner": "当面,附书面材料",
    }
    return (Step("report_made", HEAD, payload, after=after),)


def planned(after: int = 2) -> Steps:
    payload = {
        "decided_by": "post:deputy_head",
        "participants": "分管副县长、主要负责人、承办人、法律顾问",
        "plan": "核对行政程序材料,围绕职权和程序答辩;主要负责人出庭。",
    }
    counsel = {"representative": "县政府法律顾问室", "decided_by": "post:deputy_head"}
    return (
        Step("response_plan_made", LEADER, payload, after=after),
        Step("representative_appointed", OFFICER, counsel),
    )


def defended(after: int = 4, *, level: str = "first") -> Steps:
    evidence = {"documents": "证据目录及证据材料一册"}
    return (
        Step("defence_filed", OFFICER, after=after, level=level),
        Step("evidence_filed", OFFICER, evidence, level=level),
    )


def heard(appearance: str = "principal_appeared", *, notice: int = 5, wait: int = 8) -> Steps:
    summons = {"hearing_on": f"day:{wait}", "place": "第一审判庭"}
    payload = {"appearance": appearance}
    if appearance in ("principal_appeared", "deputy_appeared"):
        payload["appeared_by"] = (
            "post:principal" if appearance == "principal_appeared" else "post:unit_deputy"
        )
    return (
        Step("hearing_notice_served", OFFICER, summons, after=notice),
        Step("hearing_held", OFFICER, payload, after=wait),
    )


def response(at: int, *, amount: int = 0) -> Steps:
    """The response as the regulation wants it, each step in time."""
    return (*served(at, amount=amount), *reported(), *planned(), *defended(), *heard())


def judged(disposition: str, *, after: int = 12, amount: int = 0, level: str = "first") -> Steps:
    payload: dict[str, Any] = {"disposition": disposition, "service_method": "direct"}
    if amount:
        payload["amount_awarded"] = amount
    label = f"judgment-{level}"
    return (Step("judgment_served", OFFICER, payload, after=after, label=label, level=level),)


def sent_to_bureau(after: int = 3, *, level: str = "first") -> Steps:
    """A judgment of the second instance is effective at once: the bureau then keeps the file."""
    payload = {"judgment": f"event:judgment-{level}", "documents": "判决书复印件、庭审笔录"}
    who = OFFICER if level == "first" else BUREAU
    return (Step("judgment_reported", who, payload, after=after, level=level),)


def certified(after: int = 16, *, level: str = "first") -> Steps:
    """Certified effective on the day the certificate is fetched."""
    payload = {"judgment": f"event:judgment-{level}", "effective_on": "day:0"}
    return (Step("effectiveness_certified", OFFICER, payload, after=after, level=level),)


def other_side_served(after: int = 1) -> Steps:
    """With the day the other side was served, effectiveness by lapse is no longer presumed."""
    payload = {"judgment": "event:judgment-first", "party_name": "原告某(演示)"}
    return (Step("other_party_served", OFFICER, payload, after=after),)


def determined(after: int = 16, *, state: str = "present", level: str = "first") -> Steps:
    payload = {
        "judgment": f"event:judgment-{level}",
        "state": state,
        "reasons": "依第三条,对照裁判主文认定。",
    }
    return (Step("adverse_determined", BUREAU, payload, after=after, level=level),)


def fact(code: str, state: str, reasons: str, **more: str | int) -> Step:
    """A fact of the case that the justice bureau establishes before any proceeding."""
    return Step("fact_recorded", BUREAU, {"fact": code, "state": state, "reasons": reasons, **more})


def gate(loss: str = "present", impact: str = "absent", *, after: int = 3) -> Steps:
    """What article 4 asks: major loss, serious impact. `not_asked` leaves a question open."""
    asked = (
        ("major_economic_loss", loss, "依判令给付金额和负担的诉讼费用核算。"),
        ("serious_impact", impact, "对照解释D3清单逐项核对。"),
    )
    facts = [fact(code, state, why) for code, state, why in asked if state != "not_asked"]
    return (replace(facts[0], after=after), *facts[1:]) if facts else ()


def analysed(after: int = 15) -> Steps:
    report = {
        "causes": "送达程序有瑕疵,证据固定不及时。",
        "measures_taken": "修订文书送达规程,开展一次专题培训。",
    }
    advice = {"recommendation": "建议由司法局依第十条、第十二条审查。"}
    return (
        Step("analysis_report_filed", OFFICER, report, after=after),
        Step("recommendation_filed", HEAD, advice),
    )


def lost(disposition: str = "revoked", *, amount: int = 0) -> Steps:
    """Judgment, report to the bureau, effect by lapse: the case is lost for good."""
    return (
        *judged(disposition, amount=amount),
        *other_side_served(),
        *sent_to_bureau(2),
        *determined(),
    )


def written(who: str, *kinds: str, subject: str = "") -> Steps:
    """Official documents made and filed on the day of the step before."""
    return tuple(Step("document_filed", who, {"kind": kind, "subject": subject}) for kind in kinds)
