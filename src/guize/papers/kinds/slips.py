"""Slips of the office: 督办单 for a duty, 办理单 with the boxes in which leaders write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guize.core.duties import Duty, DutyState, state_on
from guize.formats.official import Block, Official
from guize.papers.dossier import Dossier, chinese_day, text
from guize.papers.kinds.unit import OPEN, letterhead
from guize.papers.kinds.values import Ask, Kind

BOXES = (
    *(("proposed", "拟办意见"), ("instruction", "领导批示")),
    *(("joint", "会签意见"), ("done", "承办结果")),
)
SIGNED = "\n\n签名：　　　　　　年　月　日"
STATES = {
    DutyState.RUNNING: "进行中",
    DutyState.DUE_SOON: "临期",
    DutyState.DUE_TODAY: "今日到期",
    DutyState.OVERDUE: "逾期（未见记录）",
}


def open_duties(of: Dossier) -> list[tuple[str, str]]:
    """The duties of the case that a slip may be about, the first due first."""
    found = [d for d in of.outcome.duties if not d.is_watch and state_on(d, of.on) in OPEN]
    found.sort(key=lambda duty: duty.due or of.on)
    return [(duty.id, f"{duty.act} {chinese_day(duty.due)}") for duty in found]


def _duty(of: Dossier) -> Duty | None:
    return next((d for d in of.outcome.duties if d.id == of.optional("duty")), None)


def supervision_slip(of: Dossier) -> Official:
    duty, tier = _duty(of), of.fact("层级", of.optional("tier"))
    state = STATES.get(state_on(duty, of.on), "") if duty else ""
    bearers = "、".join(of.word("职务", code) for code in duty.bearers) if duty else ""
    rows = (
        ("项目", "内容"),
        ("案件", f"{of.suit}（{of.number}）"),
        ("督办事项", of.fact("督办事项", duty.act if duty else "")),
        ("责任单位", of.units),
        ("履行人", of.fact("履行人", bearers)),
        ("期限届满日", of.fact("期限", chinese_day(duty.due) if duty else "")),
        ("现状", state or "—"),
        ("依据", duty.citation.provision if duty else "—"),
        ("办理要求", of.ask("demand", "办理要求")),
        ("签收", "签收人：　　　　　　　　年　月　日"),
        ("办结情况", ""),
    )
    return Official(
        title=f"诉讼案件{tier}单",
        blocks=(
            Block("table", rows=rows, widths=(6, 22)),
            *text("本单所列期限为系统提示，不作为处理依据。"),
        ),
        **letterhead(of, of.issuer) | {"mark": ""},
    )


def handling_slip(of: Dossier) -> Official:
    rows = (
        ("来文单位", "来文字号", "收文日期"),
        (
            of.ask("sender", "来文单位", of.instance.court if of.instance else ""),
            of.ask("reference", "来文字号", of.record.case.number or (
                of.instance.number if of.instance else "")),
            of.ask("received", "收文日期", _received(of)),
        ),
    )  # fmt: skip
    boxes = tuple(
        (label, f"{given}{SIGNED}" if (given := of.optional(code)) else SIGNED.lstrip("\n"))
        for code, label in BOXES
    )
    return Official(
        title="文件办理单",
        blocks=(
            Block("table", rows=rows, widths=(10, 10, 8)),
            Block("plain", f"事由：{of.suit}"),
            Block("boxes", rows=boxes),
        ),
    )


def _received(of: Dossier) -> str:
    events = of.told.events
    return chinese_day(events[0].occurred_on) if events else ""


KINDS = (
    Kind(
        "supervision_slip", _("督办单"), "O4", supervision_slip, action="E", word="督",
        asks=(
            Ask("duty", _("督办事项"), "duty"), Ask("tier", _("层级"), "tier"),
            Ask("demand", _("办理要求"), "long"),
        ),
    ),
    Kind(
        "handling_slip", _("文件办理单"), "O3", handling_slip, is_numbered=False,
        asks=(
            Ask("sender", _("来文单位"), needed=False),
            Ask("reference", _("来文字号"), needed=False),
            Ask("received", _("收文日期"), needed=False),
            Ask("proposed", _("拟办意见"), "long", needed=False),
        ),
    ),
)  # fmt: skip
