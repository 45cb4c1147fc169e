"""Cases that have been judged: won, lost, appealed, open to question, and reported or not."""

from __future__ import annotations

from guize.web.demo.script import Script
from guize.web.demo.steps import (
    OFFICER,
    Step,
    analysed,
    certified,
    determined,
    fact,
    gate,
    judged,
    lost,
    response,
    sent_to_bureau,
)

APPEAL = Step("appeal_filed", OFFICER, after=1)
MEDIATED = Step("mediation_served", OFFICER, {"service_method": "direct"}, after=5)


def _appeal_copy(at: int) -> Step:
    return Step("appeal_copy_served", OFFICER, {"service_method": "post"}, at=at, level="second")


def _second(role: str, after: int = 10) -> Step:
    """The second level of court; `role` is ours."""
    return Step("instance_added", OFFICER, {"level": "second", "role": role}, after=after)


def _judged_at(disposition: str, at: int) -> Step:
    payload = {"disposition": disposition, "service_method": "direct"}
    return Step("judgment_served", OFFICER, payload, at=at, label="judgment-first")


SCRIPTS = (
    Script("不服行政处罚决定(违法占地)", "songling", (*response(-80), _judged_at("revoked", -4))),
    Script(
        "不服退役补助核定", "chengguan", (*response(-130), _judged_at("ordered_to_perform", -40))
    ),
    Script(
        "不服注销营业执照决定",
        "market",
        (*response(-120), *judged("revoked", after=8), *sent_to_bureau(), APPEAL),
    ),
    Script(
        "不服拒绝办理不动产登记",
        "registry",
        (
            *response(-140),
            *judged("claim_dismissed", after=8),
            *sent_to_bureau(),
            _second("appellee"),
            _appeal_copy(-6),
        ),
    ),
    Script(
        "不服社会保险稽核决定",
        "labour",
        (*response(-170), *judged("claim_dismissed"), *sent_to_bureau(), *certified()),
    ),
    Script(
        "物业服务合同纠纷",
        "chengguan",
        (*response(-110), MEDIATED),
        kind="civil",
        act_kind="civil_contract",
    ),
    Script(
        "不服林木采伐许可",
        "forestry",
        (
            *response(-260),
            *judged("revoked", after=8),
            *sent_to_bureau(),
            APPEAL,
            _second("appellant"),
            *judged("appeal_upheld", after=30, level="second"),
            *sent_to_bureau(level="second"),
            *determined(after=5, level="second"),
        ),
    ),
    Script(
        "不服房屋征收补偿决定",
        "housing",
        (
            *response(-165),
            *lost("revoked_and_redo"),
            *gate(),
            fact("decided_collectively", "present", "县政府常务会议纪要载明集体研究"),
        ),
    ),
    Script("请求履行安置协议", "qingshi", (*response(-220), *lost("agreement_performance"))),
    Script(
        "不服行政许可撤回决定",
        "transport",
        (
            *response(-230),
            *lost("declared_illegal"),
            *gate("absent", "absent"),
            *analysed(),
        ),
    ),
)
