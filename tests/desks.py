"""Where the documents of one case or proceeding are made in tests, with what an author fills in."""

from __future__ import annotations

from dataclasses import dataclass, field

from guize.papers import queries, services
from guize.papers.kinds import KINDS
from guize.papers.queries import Place

GIVEN = {
    "claims": "请求撤销拆除决定。", "view": "程序合法,拟积极应诉。", "plan": "围绕程序答辩。",
    "evidence": "三日内收齐。", "appearance": "由镇长出庭。", "address": "青石镇政府街1号",
    "arguments": "一、决定程序合法。\n二、认定事实清楚。",
    "items": "立案审批表 | 本单位 | 程序合法 | 1\n送达回证 | 本单位 | 依法送达 | 2",
    "agent": "袁立", "agent_post": "县司法局法律顾问", "powers": "一般代理",
    "reason": "参加防汛调度。", "instead": "副镇长赵敏", "causes": "程序有瑕疵。",
    "measures": "开展培训。", "opinion": "建议提请审议。", "matter": "提请审议处理建议。",
    "reasons": "未按期报告。", "until": "2026年11月12日", "approver": "郑伟",
    "ways": "向作出决定的机关申请复核,三十日内。", "demand": "即日办理。", "tier": "督办",
    "sender": "云岭县人民法院", "reference": "41号", "received": "2026年9月24日",
}  # fmt: skip


@dataclass
class Desk:
    """Where documents of one case or proceeding are made: `desk.make("suit_report")`."""

    county: object
    place: Place
    given: dict[str, str] = field(default_factory=lambda: dict(GIVEN))

    def make(self, kind: str, by: str = "case_officer", **more: object):
        about = {"given": self.given, "accepts_blanks": True, **more}
        actor = self.county.cast[by].actor
        return services.file_paper(actor=actor, place=self.place, kind=KINDS[kind], **about)

    def draft(self, kind: str, by: str = "case_officer", subject: str = ""):
        actor = self.county.cast[by].actor
        return queries.draft(actor, KINDS[kind], self.place, subject=subject, given=self.given)


def desk_of(course) -> Desk:
    """The papers of a proceeding, read anew."""
    course.row.refresh_from_db()
    return Desk(course.county, Place(course.row.case, course.row))
