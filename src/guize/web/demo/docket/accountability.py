"""Cases in accountability: each ground of article 10, each stage, each way a file can go."""

from __future__ import annotations

from guize.web.demo import proceedings as p
from guize.web.demo.script import Script
from guize.web.demo.steps import (
    BUREAU,
    DISCIPLINE,
    OFFICER,
    ORGANIZATION,
    Steps,
    analysed,
    defended,
    determined,
    gate,
    heard,
    judged,
    lost,
    other_side_served,
    planned,
    reported,
    response,
    sent_to_bureau,
    served,
    written,
)

HEAD, PERSON, UNIT = "post:principal", "post:case_officer", "organ:unit"


def _base(at: int, disposition: str = "revoked", *, amount: int = 0) -> Steps:
    """A case lost for good, above the gate, with the unit's report on the table."""
    return (*response(at), *lost(disposition, amount=amount), *gate(), *analysed())


SANCTION = {"measure": "14-4b", "handling": "sanction"}
FIRST = {"responsibility": "first_responsibility"}

SCRIPTS = (
    Script(
        "不服违法建设强制拆除行为",
        "qingshi",
        (*_base(-240), *p.opened(), *p.found("ground_not_performed", HEAD)),
    ),
    Script(
        "不服取消低保待遇决定",
        "baihe",
        (*_base(-250), *p.opened(), *p.found("ground_communication"), *p.noticed()),
    ),
    Script(
        "不服药品经营处罚决定", "market", (*_base(-260), *p.to_the_meeting("ground_no_defence"))
    ),
    Script(
        "工程尾款纠纷(未提出反诉)",
        "investment",
        (
            *_base(-280, "civil_lost_defendant", amount=23_000_000),
            *p.to_the_meeting("ground_no_counterclaim"),
            *p.resolved("returned"),
        ),
        kind="civil",
        act_kind="civil_contract",
    ),
    Script(
        "不服采矿权延续不予许可决定",
        "resources",
        (
            *_base(-300),
            *p.opened(),
            *p.found("ground_illegal_evidence"),
            *p.found("mitigation_wrong_expertise", ""),
            *p.noticed(),
            *p.proposed(),
            *p.submitted(),
            *p.resolved("no_action"),
        ),
    ),
    Script(
        "不服集体土地确权决定",
        "songling",
        (
            *_base(-310),
            *p.to_the_meeting("ground_concealment", **SANCTION),
            *p.resolved(),
            *p.referred("discipline_body"),
        ),
    ),
    Script(
        "不服施工许可撤销决定",
        "housing",
        (
            *_base(-320),
            *p.to_the_meeting("ground_hearing_error", measure="14-4a"),
            *p.resolved(),
            *p.referred("organization_department"),
        ),
    ),
    Script(
        "招商引资优惠政策兑现纠纷",
        "park",
        (
            *_base(-330, "compensation", amount=21_000_000),
            *p.to_the_meeting("ground_other_fault", HEAD, **FIRST),
            *p.resolved(),
            *p.referred("city_organization_department", HEAD),
            *p.handed_to_city("city_organization_department", HEAD),
        ),
        act_kind="administrative_agreement",
    ),
    Script(
        "征地补偿款发放错误赔偿",
        "baihe",
        (
            *_base(-290, "compensation", amount=68_000_000),
            *p.opened(),
            *p.found("dereliction_caused_loss", ""),
            *p.found("direct_loss", "", value="68000000"),
            *p.early_referral(68_000_000),
        ),
    ),
    Script(
        "危房改造资金返还纠纷",
        "chengguan",
        (
            *_base(-340, "ordered_to_pay", amount=41_000_000),
            *p.opened(),
            *p.found("dereliction_caused_loss", ""),
            *p.found("direct_loss", "", value="41000000"),
            *p.early_referral(41_000_000),
            *p.inquired("not_crime"),
            *p.found("ground_not_performed"),
        ),
    ),
    Script(
        "专项资金损失赔偿",
        "agriculture",
        (
            *_base(-350, "compensation", amount=130_000_000),
            *p.opened(),
            *p.found("dereliction_caused_loss", ""),
            *p.found("direct_loss", "", value="130000000"),
            *p.early_referral(130_000_000),
            *p.inquired("crime"),
        ),
    ),
)


def _with_papers(at: int) -> Steps:
    """A case lost for good, every official document of it made by the unit and the bureau."""
    return (
        *served(at),
        *written(OFFICER, "handling_slip", "suit_report"),
        *written(BUREAU, "supervision_slip"),
        *reported(),
        *planned(),
        *written(OFFICER, "response_plan", "authority_letter"),
        *defended(),
        *written(OFFICER, "defence", "evidence_list"),
        *heard("deputy_appeared"),
        *written(OFFICER, "absence_statement"),
        *judged("revoked"),
        *written(OFFICER, "judgment_report"),
        *other_side_served(),
        *sent_to_bureau(2),
        *determined(),
        *gate(),
        *written(OFFICER, "analysis_report"),
        *analysed(),
    )


def _served_with(papers: tuple[str, ...], subject: str, measure: str) -> Steps:
    """A decision, the documents that carry it, and only then its service."""
    made, service = p.decided(subject=subject, measure=measure)
    return (made, *written(ORGANIZATION, *papers, subject=subject), service)


ENTITY = {"responsibility": "entity_responsibility"}
PAPERS = (
    *_with_papers(-330),
    *p.opened(),
    *p.found("ground_communication"),
    *p.found("ground_communication", UNIT),
    *p.noticed(),
    *p.noticed(UNIT),
    *p.proposed(measure="14-3"),
    *p.proposed(UNIT, measure="13-1", **ENTITY),
    *written(BUREAU, "review_opinion", "review_slip", "agenda_paper"),
    *p.submitted(),
    *p.resolved(),
    *p.referred("organization_department"),
    *written(BUREAU, "transfer_letter", subject=PERSON),
    *p.referred("organization_department", UNIT),
    *_served_with(("self_criticism_order", "decision_notice"), PERSON, "14-3"),
    *_served_with(("written_admonition", "circular"), UNIT, "13-1"),
    *p.told_committee(),
    *written(ORGANIZATION, "committee_report", subject=PERSON),
)

SCRIPTS += (
    Script("不服职业资格撤销决定", "labour", PAPERS),
    Script(
        "不服医疗废物处罚决定",
        "health",
        (
            *_base(-380),
            *p.to_the_meeting("ground_no_defence", **SANCTION),
            *p.resolved(),
            *p.referred("discipline_body"),
            *p.decided("discipline_body", measure="14-4b"),
            *p.told_committee(who=DISCIPLINE),
            *p.petitioned(who=DISCIPLINE),
        ),
    ),
    Script(
        "不服历史遗留用地确权决定",
        "resources",
        (
            *_base(-390),
            *p.opened(),
            *p.found("legacy_cause", ""),
            *p.found("ground_not_performed"),
            *p.noticed(),
            *p.proposed(),
            *p.submitted(),
            *p.resolved(),
            *p.referred("organization_department"),
            *p.decided(),
            *p.told_committee(),
            *p.petitioned(),
            *p.petition_decided(),
            *p.appraised(),
            *p.closed(),
        ),
        act=1500,
        acting="land",
    ),
)
