"""Slips of the office: 督办单 for a duty, 办理单 with the boxes in which leaders write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guize.core.duties import Duty, DutyState, state_on
from guize.core.signing import KIND, Opinion, OpinionState, opinions
from guize.formats.official import Block, Official
from guize.papers.dossier import Dossier, chinese_day, text
from guize.papers.kinds.unit import OPEN, letterhead
from guize.papers.kinds.values import Ask, Kind

TO_SIGN = "签名：　　　　　　　　年　月　日"
ENTERED = {
    OpinionState.PENDING: "待本人确认",
    OpinionState.CONFIRMED: "本人已确认",
    OpinionState.BY_SCAN: "以签批原件为证",
}
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
    return Official(
        title="文件办理单",
        blocks=(
            Block("table", rows=rows, widths=(10, 10, 8)),
            Block("plain", f"事由：{of.suit}"),
            opinion_boxes(of, "case"),
        ),
    )


def review_slip(of: Dossier) -> Official:
    """The slip of a proceeding: what the officer proposes and the head of the bureau writes."""
    opened = of.last("proceeding_opened")
    rows = (
        ("案件", "涉案单位", "启动日期"),
        (of.suit, of.units, chinese_day(opened.occurred_on if opened else None)),
    )
    return Official(
        title="责任追究办理单",
        blocks=(Block("table", rows=rows, widths=(12, 9, 7)), opinion_boxes(of, "proceeding")),
    )


def opinion_boxes(of: Dossier, stream: str) -> Block:
    """A box for each kind of opinion, empty ones to be signed on paper. What the one whose opinion
    it is has not confirmed says so; what he denied is not his and is left out.
    """
    known = [
        one
        for one in opinions(of.record, of.book)
        if of.book.event_types[one.event.type].stream == stream
        and one.state is not OpinionState.DENIED
    ]
    return Block(
        "boxes",
        rows=tuple(
            (word.label, *_parts(of, [one for one in known if one.kind == word.code]))
            for word in of.book.vocabulary(KIND)
        ),
    )


def _parts(of: Dossier, written: list[Opinion]) -> list[str]:
    """By turns a text and the strokes under it; one's signature stands with the next one's text."""
    parts, open_text = [], ""
    for one in written:
        text_of = one.told("opinion") or ("见签批原件" if one.told("scan") else "")
        parts += ["\n".join(filter(None, (open_text, text_of))), one.told("handwriting")]
        open_text = _signature(of, one) + "\n"
    return [*parts, open_text.strip()] if written else [TO_SIGN]


def _signature(of: Dossier, one: Opinion) -> str:
    """Name, post and day; by whom it was entered, where not by himself."""
    signed = f"签名：{of.name(one.signed_by)}（{of.post(one.signed_by)}）"
    line = f"{signed}　{chinese_day(one.event.occurred_on)}"
    if one.state is OpinionState.OWN:
        return line + ("　以纸质为准" if one.event.payload.get("paper_governs") else "")
    by = of.name(one.entered_by) or "他人"
    return f"{line}\n代录：由{by}录入，{ENTERED[one.state]}"


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
        ),
    ),
    Kind(
        "review_slip", _("责任追究办理单"), "O6", review_slip, is_numbered=False,
        stream="proceeding",
    ),
)  # fmt: skip
