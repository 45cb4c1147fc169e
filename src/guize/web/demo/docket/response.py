"""Cases that are still before the court: every state a duty can have while a suit runs."""

from __future__ import annotations

from guize.web.demo.script import Script
from guize.web.demo.steps import (
    BUREAU,
    HEAD,
    LEADER,
    OFFICER,
    Step,
    defended,
    heard,
    planned,
    reported,
    response,
    served,
)

INTENDED = Step("suit_intended", OFFICER, {"amount_claimed": 48_000_000})
ASKED = Step(
    "instruction_requested",
    HEAD,
    {"reported_by": "post:principal", "reported_to": "post:deputy_head", "manner": "书面"},
    after=1,
)


def _at(step: Step, at: int) -> Step:
    return Step(step.type, step.who, step.payload, at=at)


def _summoned(at: int, hearing: str) -> Step:
    return Step("hearing_notice_served", OFFICER, {"hearing_on": hearing}, at=at)


def _withdrawn(at: int) -> Step:
    payload = {
        "ruling_kind": "withdrawal",
        "disposition": "withdrawn",
        "service_method": "electronic",
    }
    return Step("ruling_served", OFFICER, payload, at=at)


SCRIPTS = (
    Script("不服宅基地审批申请不予受理决定", "qingshi", served(0, exact=True)),
    Script("请求撤销土地承包经营权登记", "qingshi", served(-10)),
    Script(
        "不服林地权属争议处理决定", "forestry", (*served(-13), *reported(), *planned()), act=700
    ),
    Script("不服工伤认定决定", "labour", (*served(-24), *reported(5), *planned())),
    Script(
        "不服行政处罚决定(食品标签)",
        "market",
        (*served(-40), *reported(), *planned(), *defended(), _summoned(-9, "today:0")),
    ),
    Script(
        "请求履行政府信息公开职责",
        "housing",
        (*served(-35), *reported(), *planned(), *defended(), _summoned(-4, "today:7")),
        act_kind="inaction",
    ),
    Script(
        "不服强制隔离护栏拆除行为",
        "transport",
        (
            *served(-12),
            *reported(),
            Step("period_suspended", OFFICER, {"reasons": "等待另案裁判结果,法院裁定中止"}, at=-4),
        ),
    ),
    Script("不服医疗机构校验不合格决定", "health", (*served(-8), *reported(), _withdrawn(-1))),
    Script(
        "追偿工程款(拟起诉施工企业)",
        "investment",
        (_at(INTENDED, -3),),
        kind="civil",
        role="plaintiff",
        act_kind="civil_contract",
    ),
    Script(
        "追缴土地出让金(已起诉)",
        "park",
        (_at(INTENDED, -30), ASKED, *planned(), Step("suit_filed", OFFICER, after=4)),
        kind="civil",
        role="plaintiff",
        act_kind="civil_contract",
    ),
    Script(
        "不服征收补偿决定(涉两个分管领域)",
        "housing",
        (*served(-6), *reported()),
        others=("qingshi",),
    ),
    Script(
        "不服县政府土地征收决定",
        "resources",
        (*served(-9), *reported(), *planned()),
        others=("county",),
        acting="resources",
    ),
    Script(
        "买卖合同货款纠纷(参加诉讼)",
        "agriculture",
        (Step("joinder_notice_served", OFFICER, {"service_method": "post"}, at=-4),),
        kind="civil",
        role="third_party",
        act_kind="civil_contract",
    ),
    Script("活动场地租赁合同纠纷", "women", served(-7), kind="civil", act_kind="civil_contract"),
    Script(
        "道路施工损害赔偿(重大疑难)",
        "transport",
        (
            *served(-20, amount=120_000_000),
            Step(
                "fact_recorded",
                BUREAU,
                {"fact": "major_or_difficult", "state": "present", "reasons": "诉请金额高"},
            ),
            *reported(),
            Step("briefing_held", LEADER, {"participants": "分管副县长、局长、法律顾问"}, after=1),
            *planned(1),
        ),
        kind="civil",
        act_kind="tort",
    ),
    Script(
        "不服不动产更正登记",
        "registry",
        (*response(-75), *heard("staff_only", notice=2, wait=4)),
    ),
)
