"""Papers of the proceeding up to its transfer: review, agenda, transfer letter. They say what was
recorded and what is proposed, and judge nobody.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guize.core.answers import FactState
from guize.formats.official import Block, Official
from guize.papers.dossier import Dossier, chinese_day, sections, text
from guize.papers.kinds.unit import letterhead, overview
from guize.papers.kinds.values import Ask, Kind

BANNER = "内部资料　注意保存"
PENDING = "以上所列为认定和建议，不是处理决定。"


def found_facts(of: Dossier) -> tuple[Block, ...]:
    """What was found, of whom, on what evidence."""
    rows = tuple(
        (
            of.label(finding.fact),
            of.who(finding.about) if finding.about else "全案",
            of.word("认定状态", finding.state.value),
            finding.reasons or "—",
        )
        for finding in of.findings()
        if finding.state is not FactState.NOT_RECORDED
    )
    if not rows:
        return text(f"认定事项：{of.fact('认定事项', '')}。")
    heading = ("认定事项", "对象", "结论", "理由")
    return (Block("table", rows=(heading, *rows), widths=(8, 7, 4, 9)),)


def proposals(of: Dossier) -> tuple[Block, ...]:
    rows = tuple(
        (
            of.who(str(event.payload.get("subject", ""))),
            of.word("责任", event.payload.get("responsibility")),
            of.measure(event.payload.get("measure")),
            str(event.payload.get("reasons", "")),
        )
        for event in of.told.of("proposal_made")
    )
    if not rows:
        return text(f"处理建议：{of.fact('处理建议', '')}。")
    heading = ("涉责对象", "责任", "建议方式", "理由")
    return (Block("table", rows=(heading, *rows), widths=(8, 5, 8, 7)),)


def heard(of: Dossier) -> tuple[Block, ...]:
    """Whether those concerned were told and what they said; only that, not what they said."""
    served, stated = of.told.of("notice_served"), of.told.of("statement_received")
    if not served:
        return text("尚无送达涉责事实告知书的记录。")
    return text(
        *(
            f"{chinese_day(e.occurred_on)}向{of.who(str(e.payload.get('subject', '')))}"
            "送达涉责事实告知书。"
            for e in served
        ),
        f"已收到陈述申辩{len(stated)}份，随附。" if stated else "尚未收到陈述申辩。",
    )


def gate(of: Dossier) -> tuple[Block, ...]:
    answer = of.outcome.gate.answer if of.outcome.gate else None
    known = of.word("门槛", answer.value) if answer and answer.is_known else ""
    report = of.last("analysis_report_filed")
    filed = f"涉案单位于{chinese_day(report.occurred_on)}提交案件分析整改报告。" if report else ""
    return text(
        f"适用范围（第四条）：{of.fact('第四条的认定', known)}。",
        filed or f"案件分析整改报告：{of.fact('案件分析整改报告', '')}。",
    )


def review_opinion(of: Dossier) -> Official:
    return Official(
        title=f"关于{of.suit}\n责任追究的审查意见",
        banner=BANNER,
        blocks=(
            *sections(
                ("案件基本情况", overview(of)),
                ("审查情况", gate(of)),
                ("认定的事实", found_facts(of)),
                ("审查意见", text(of.ask("opinion", "审查意见"))),
            ),
            *text(PENDING),
        ),
        **letterhead(of, of.issuer) | {"mark": ""},
    )


def agenda_paper(of: Dossier) -> Official:
    return Official(
        title=f"关于提请审议{of.suit}\n责任追究处理建议的汇报",
        banner=BANNER,
        approver=of.fact("司法局负责人", of.person("justice_head")),
        addressee=of.fact("县政府党组", of.body("party_group")),
        blocks=(
            *sections(
                ("提请审议事项", text(of.ask("matter", "提请审议事项"))),
                ("案件基本情况", (*overview(of), *gate(of))),
                ("认定的事实", found_facts(of)),
                ("告知及陈述申辩", heard(of)),
                ("处理建议", proposals(of)),
            ),
            *text(PENDING, "以上汇报，请审议。"),
        ),
        **letterhead(of, of.issuer),
    )


def transfer_letter(of: Dossier) -> Official:
    event = of.about("referral_made") or of.last("early_referral_made")
    body = of.body(str(event.payload.get("body", "discipline_body"))) if event else ""
    whom = of.who(of.subject) if of.subject else "本案"
    reasons = str(event.payload.get("reasons", "")) if event else ""
    items = of.rows("items", "移送材料", 4)
    return Official(
        title=f"关于移送{of.suit}\n有关材料的函",
        banner=BANNER,
        addressee=of.fact("接收机关", of.optional("body") or body),
        blocks=(
            *text(
                f"根据《{of.book.title}》第六条、第十五条、第十六条规定，"
                f"现将{of.suit}涉及{whom}的有关材料移送你单位依照法定权限和程序办理。",
                f"移送理由：{of.ask('reasons', '移送理由', reasons)}",
                "移送材料清单如下：",
            ),
            Block(
                "table",
                rows=(("序号", "材料名称", "份数", "备注"), *items),
                widths=(3, 14, 4, 7),
            ),
            *text("请在作出处理决定后10个工作日内向县委报告，同时抄报县政府。", "此函。"),
        ),
        **letterhead(of, of.issuer) | {"mark": of.organ(of.issuer)},
    )


KINDS = (
    Kind(
        "review_opinion", _("司法局审查意见"), "O6", review_opinion, stream="proceeding",
        word="追审", provision="第十五条第二款", asks=(Ask("opinion", _("审查意见"), "long"),),
    ),
    Kind(
        "agenda_paper", _("党组会议议题材料"), "O6", agenda_paper, stream="proceeding",
        word="追议", provision="第十五条第二款",
        asks=(
            Ask(
                "matter", _("提请审议事项"), "long",
                initial="提请审议本案责任追究处理建议。",
            ),
        ),
    ),
    Kind(
        "transfer_letter", _("移送函及清单"), "O8", transfer_letter, stream="proceeding",
        word="追移", about_one=True, provision="第六条、第十六条",
        asks=(
            Ask("reasons", _("移送理由"), "long", needed=False),
            Ask("items", _("移送材料"), "rows", help=_("每行一份:名称 | 份数 | 备注"),
                initial="案件分析整改报告 | 1 | \n责任追究审查意见 | 1 | \n裁判文书复印件 | 1 | "),
        ),
    ),
)  # fmt: skip
