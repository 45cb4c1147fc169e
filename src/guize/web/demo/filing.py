"""Official documents of the demo county: what their authors write beside what the record says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guize.core.access import Actor
from guize.papers import queries, services
from guize.papers.kinds import KINDS
from guize.papers.kinds.slips import open_duties

FILED = "document_filed"
WRITTEN: Mapping[str, str] = {
    "claims": "请求撤销被诉行政行为,诉讼费用由被告负担。",
    "view": "职权和事实依据充分,送达程序需重点核对;拟积极应诉。",
    "plan": "围绕职权依据、事实证据和送达程序答辩。",
    "evidence": "三个工作日内调取全部卷宗,由承办人列出目录。",
    "appearance": "由主要负责人出庭应诉,法律顾问随同。",
    "address": "云岭县(演示)政府街1号",
    "arguments": "一、被告具有作出被诉行为的法定职权。\n二、认定事实清楚,证据充分。",
    "items": "立案审批表 | 本单位 | 程序合法 | 1\n送达回证 | 本单位 | 已经送达 | 2",
    "agent": "法律顾问某(演示)",
    "agent_post": "县政府法律顾问室",
    "powers": "一般代理",
    "reason": "参加全县防汛调度会议。",
    "instead": "分管副职",
    "causes": "送达程序有瑕疵,证据固定不及时。",
    "measures": "修订文书送达规程,开展一次专题培训。",
    "opinion": "材料齐备,建议提请审议。",
    "matter": "提请审核处理建议。",
    "reasons": "理由见认定书。",
    "until": "一个月内",
    "approver": "部务会议(演示)",
    "ways": "可以向作出决定的机关提出申诉。",
    "demand": "请于期限届满前办理并回告。",
    "tier": "督办",
    "sender": "云岭县人民法院(演示)",
    "reference": "应诉通知书(演示)",
    "received": "见收文登记",
}


def file_paper(
    actor: Actor, case: UUID | str, proceeding: UUID | str, given: Mapping[str, Any]
) -> None:
    """Makes and files a document of a case, or of its proceeding where the kind belongs there."""
    kind = KINDS[given["kind"]]
    if kind.stream == "proceeding":
        place = queries.of_proceeding(actor, proceeding)
    else:
        place = queries.of_case(actor, case)
    about = {"subject": given.get("subject", ""), "given": dict(WRITTEN)}
    draft = queries.draft(actor, kind, place, **about)
    about["given"]["duty"] = next((code for code, _label in open_duties(draft.dossier)), "")
    services.file_paper(actor=actor, place=place, kind=kind, accepts_blanks=True, **about)
