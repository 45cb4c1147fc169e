"""Papers of the unit concerned: reports upward, and what it files with the court."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guize.core.duties import DutyState, state_on
from guize.formats.official import Block, Official
from guize.papers.dossier import Dossier, chinese_day, sections, text, yuan
from guize.papers.kinds.values import Ask, Kind

SERVED = ("complaint_served", "appeal_copy_served", "retrial_copy_served", "joinder_notice_served")
JUDGED = ("judgment_served", "ruling_served", "mediation_served")
OPEN = frozenset({DutyState.RUNNING, DutyState.DUE_SOON, DutyState.DUE_TODAY, DutyState.OVERDUE})
AMOUNT_OPEN = "未载明金额"


def overview(of: Dossier) -> tuple[Block, ...]:
    """Court, number, parties, service: what every report begins with."""
    served = of.last(*SERVED)
    day = chinese_day(served.occurred_on) if served else ""
    claimed = yuan(served.payload.get("amount_claimed")) if served else ""
    lines = [
        f"案由：{of.fact('案由', of.title)}。受理法院：{of.court}。案号：{of.number}。",
        f"对方当事人：{of.fact('对方当事人', of.opponents())}。涉案单位：{of.units}。",
    ]
    if served:
        how = of.word("送达方式", served.payload.get("service_method"))
        amount = claimed or AMOUNT_OPEN
        lines.append(f"{day}收到诉讼文书（{how}），诉请金额：{amount}。")
    return text(*lines)


def terms(of: Dossier) -> tuple[Block, ...]:
    """The duties still open, with last day and provision."""
    rows = tuple(
        (duty.act, chinese_day(duty.due) or "及时", duty.citation.provision)
        for duty in of.outcome.duties
        if not duty.is_watch and state_on(duty, of.on) in OPEN
    )
    if not rows:
        return text("目前没有正在计算的办理期限。")
    return (Block("table", rows=(("办理事项", "期限届满日", "依据"), *rows), widths=(11, 8, 9)),)


def letterhead(of: Dossier, organ: str) -> dict[str, object]:
    """Mark, signer and date of a document issued by an organ."""
    return {
        "mark": f"{of.fact('发文机关', of.organ(organ))}文件",
        "signers": (of.organ(organ),),
        "dated": chinese_day(of.on),
    }


def suit_report(of: Dossier) -> Official:
    is_own = of.last("suit_intended") is not None and of.last(*SERVED) is None
    name, end = ("拟提起诉讼的请示", "以上请示妥否，请批示。") if is_own else (
        "应诉情况的报告", "特此报告。")  # fmt: skip
    return Official(
        title=f"关于{of.suit}\n{name}",
        approver=of.fact("主要负责人", of.person("principal")),
        addressee=of.fact("分管副县长", of.titled("deputy_head")),
        blocks=(
            *sections(
                ("案件基本情况", overview(of)),
                ("诉讼请求及主要理由", text(of.ask("claims", "诉讼请求及主要理由"))),
                ("初步研判意见", text(of.ask("view", "初步研判意见"))),
                ("办理期限", terms(of)),
            ),
            *text(end),
        ),
        attachments=("起诉材料副本",),
        note=f"联系人：{of.person('case_officer') or of.organ(of.unit)}",
        **letterhead(of, of.unit),
    )


def agent(of: Dossier) -> str:
    return of.payload("representative_appointed", "representative")


def response_plan(of: Dossier) -> Official:
    lead, plan = of.outcome.lead, of.payload("response_plan_made", "plan")
    leaders = "、".join(of.who(ref) for ref in lead.holders) if lead else ""
    team = (
        f"牵头：{of.fact('牵头的县领导', leaders)}。",
        f"主要负责人：{of.fact('主要负责人', of.person('principal'))}；"
        f"承办人：{of.fact('承办人', of.person('case_officer'))}。",
        f"诉讼代理人：{of.fact('诉讼代理人', agent(of))}。",
    )
    return Official(
        title=f"{of.suit}\n应诉方案",
        blocks=sections(
            ("案件基本情况", overview(of)),
            ("牵头与分工", text(*team)),
            ("答辩思路", text(of.ask("plan", "答辩思路", plan))),
            ("证据收集", text(of.ask("evidence", "证据收集安排"))),
            ("出庭安排", text(of.ask("appearance", "出庭安排"))),
            ("办理期限", terms(of)),
        ),
        **letterhead(of, of.unit) | {"mark": ""},
    )


def _side(of: Dossier) -> str:
    return of.word("诉讼地位", of.instance.role) if of.instance else ""


def own_side(of: Dossier, role: str) -> tuple[Block, ...]:
    """The unit as a party introduces itself to the court."""
    held = of.holder("principal")
    head = f"{of.name(held.id)}，{of.post(held.id)}" if held else ""
    unit, place = of.fact("单位名称", of.organ(of.unit)), of.ask("address", "住所地")
    lines = [
        f"{role}：{unit}，住所地：{place}。",
        f"法定代表人：{of.fact('法定代表人', head)}。",
    ]
    return text(*lines, f"委托诉讼代理人：{agent(of)}。" if agent(of) else "")


def defence(of: Dossier) -> Official:
    kind = {"administrative": "行政", "civil": "民事"}.get(of.record.case.kind, "")
    opponents = of.fact("对方当事人", of.opponents())
    return Official(
        title=f"{kind}答辩状",
        blocks=(
            *own_side(of, "答辩人"),
            *text(f"答辩人就{opponents}诉答辩人一案（案号：{of.number}），提出答辩意见如下："),
            *text(of.ask("arguments", "答辩意见")),
            *text("综上，请人民法院依法审理。", "此致"),
            Block("plain", of.court),
        ),
        attachments=("本答辩状副本", "证据材料及证据目录"),
        signers=(f"答辩人：{of.organ(of.unit)}",),
        dated=chinese_day(of.on),
    )


def evidence_list(of: Dossier) -> Official:
    heading = ("序号", "证据名称", "证据来源", "证明内容", "页码")
    rows = of.rows("items", "证据", 5)
    side = _side(of)
    return Official(
        title="证据目录",
        blocks=(
            *text(f"案号：{of.number}", f"提交人：{of.organ(of.unit)}（{side}）"),
            Block("table", rows=(heading, *rows), widths=(3, 8, 5, 9, 3)),
        ),
        signers=(f"提交人：{of.organ(of.unit)}",),
        dated=chinese_day(of.on),
    )


def authority_letter(of: Dossier) -> Official:
    """The letter of authority and, on its own sheet, the certificate of who represents the unit."""
    held = of.holder("principal")
    head, post = (of.name(held.id), of.post(held.id)) if held else ("", "")
    unit = of.fact("单位名称", of.organ(of.unit))
    named = of.ask("agent", "受委托人", agent(of))
    signed = f"{unit}（公章）"
    certificate = (
        Block("sheet", "法定代表人身份证明书"),
        *text(
            f"{of.fact('法定代表人', head)}同志，在我单位任{of.fact('职务', post)}职务，"
            "系我单位法定代表人（负责人）。特此证明。"
        ),
    )
    return Official(
        title="授权委托书",
        blocks=(
            *text(
                f"委托单位：{unit}",
                f"法定代表人：{of.fact('法定代表人', head)}，职务：{of.fact('职务', post)}",
                f"受委托人：{named}，工作单位及职务：{of.ask('agent_post', '受委托人单位及职务')}",
                f"现委托上列受委托人在{of.suit}（案号：{of.number}）中，作为我方诉讼代理人。",
                f"代理权限：{of.ask('powers', '代理权限')}。",
            ),
            Block("centre", f"{signed}　　{chinese_day(of.on)}"),
            *certificate,
        ),
        signers=(signed,),
        dated=chinese_day(of.on),
    )


def absence_statement(of: Dossier) -> Official:
    told = of.payload("absence_explained", "absence_reason")
    hearing = chinese_day(of.payload("hearing_notice_served", "hearing_on"))
    named = of.who(of.payload("absence_explained", "appeared_by"))
    head = of.fact("主要负责人", of.person("principal"))
    return Official(
        title="关于行政机关负责人\n不能出庭应诉的情况说明",
        addressee=of.court,
        blocks=text(
            f"贵院受理的{of.suit}（案号：{of.number}），定于"
            f"{of.fact('开庭日期', hearing)}开庭审理。",
            f"我单位主要负责人{head}因下列原因不能出庭应诉：",
            of.ask("reason", "不能出庭的理由", told),
            f"我单位委派{of.ask('instead', '出庭负责人', named)}出庭应诉。",
            "特此说明。",
        ),
        signers=(of.fact("单位名称", of.organ(of.unit)),),
        dated=chinese_day(of.on),
    )


def judgment_report(of: Dossier) -> Official:
    judged = of.last(*JUDGED)
    result = of.word("裁判结果", judged.payload.get("disposition")) if judged else ""
    day = chinese_day(judged.occurred_on) if judged else ""
    awarded = yuan(judged.payload.get("amount_awarded")) if judged else ""
    lines = (
        f"{of.fact('裁判文书送达日', day)}，我单位收到{of.court}就{of.suit}"
        f"（案号：{of.number}）作出的裁判文书。",
        f"裁判结果：{of.fact('裁判结果', result)}。"
        + (f"判令给付金额：{awarded}。" if awarded else ""),
        "现将裁判文书复印件和相关材料一并报送。",
    )
    return Official(
        title=f"关于报送{of.suit}\n裁判文书的报告",
        approver=of.fact("主要负责人", of.person("principal")),
        addressee=of.fact("司法行政机关", of.body("justice_bureau")),
        blocks=text(*lines, of.optional("more"), "特此报告。"),
        attachments=("裁判文书复印件", "相关材料"),
        **letterhead(of, of.unit),
    )


def analysis_report(of: Dossier) -> Official:
    """Causes and rectification; what it recommends on persons is an annex apart (O5p)."""
    causes = of.payload("analysis_report_filed", "causes")
    measures = of.payload("analysis_report_filed", "measures_taken")
    judged = of.last(*JUDGED)
    result = of.word("裁判结果", judged.payload.get("disposition")) if judged else ""
    return Official(
        title=f"关于{of.suit}的\n分析整改报告",
        banner="内部资料　注意保存",
        approver=of.fact("主要负责人", of.person("principal")),
        addressee=of.fact("司法行政机关", of.body("justice_bureau")),
        blocks=(
            *sections(
                (
                    "案件基本情况",
                    (*overview(of), *text(f"裁判结果：{of.fact('裁判结果', result)}。")),
                ),
                ("原因分析", text(of.ask("causes", "原因分析", causes))),
                ("整改措施", text(of.ask("measures", "整改措施", measures))),
            ),
            *text("追责建议按规定另行单独报送。", "特此报告。"),
        ),
        **letterhead(of, of.unit),
    )


LONG = "long"
KINDS = (
    Kind(
        "suit_report", _("应诉情况报告"), "O1", suit_report, word="应诉", provision="第七条第二款",
        asks=(Ask("claims", _("诉讼请求及主要理由"), LONG), Ask("view", _("初步研判意见"), LONG)),
    ),
    Kind(
        "response_plan", _("应诉方案"), "O3", response_plan, is_numbered=False,
        provision="第七条第二款",
        asks=(
            Ask("plan", _("答辩思路"), LONG), Ask("evidence", _("证据收集安排"), LONG),
            Ask("appearance", _("出庭安排"), LONG),
        ),
    ),
    Kind(
        "defence", _("答辩状"), "O2", defence, is_numbered=False, provision="第七条第二款",
        asks=(Ask("address", _("住所地")), Ask("arguments", _("答辩意见"), LONG)),
    ),
    Kind(
        "evidence_list", _("证据目录"), "O2", evidence_list, is_numbered=False,
        asks=(Ask("items", _("证据"), "rows", help=_("每行一份:名称 | 来源 | 证明内容 | 页码")),),
    ),
    Kind(
        "authority_letter", _("授权委托书及法定代表人身份证明书"), "O2", authority_letter,
        is_numbered=False,
        asks=(
            Ask("agent", _("受委托人"), needed=False), Ask("agent_post", _("受委托人单位及职务")),
            Ask("powers", _("代理权限"), initial="一般代理"),
        ),
    ),
    Kind(
        "absence_statement", _("负责人不能出庭说明"), "O2", absence_statement, is_numbered=False,
        provision="第九条第二款",
        asks=(
            Ask("reason", _("不能出庭的理由"), LONG, needed=False),
            Ask("instead", _("出庭负责人"), needed=False),
        ),
    ),
    Kind(
        "judgment_report", _("报送裁判文书的报告"), "O1", judgment_report, word="裁报",
        provision="第七条第三款", asks=(Ask("more", _("补充说明"), LONG, needed=False),),
    ),
    Kind(
        "analysis_report", _("案件分析整改报告"), "O5", analysis_report, word="整改",
        provision="第十五条第一款",
        asks=(
            Ask("causes", _("原因分析"), LONG, needed=False),
            Ask("measures", _("整改措施"), LONG, needed=False),
        ),
    ),
)  # fmt: skip
