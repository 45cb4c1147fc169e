"""Papers of the body that decides: the measures of articles 13 and 14, the notice, the report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guize.core.facts import Event
from guize.formats.official import Block, Official
from guize.papers.dossier import Dossier, chinese_day, sections, text
from guize.papers.kinds.bureau import BANNER
from guize.papers.kinds.unit import letterhead
from guize.papers.kinds.values import Ask, Kind


def _decided(of: Dossier, *measures: str) -> Event | None:
    """The decision on the subject, where it is of one of these measures."""
    event = of.about("decision_made")
    fits = event is not None and (not measures or event.payload.get("measure") in measures)
    return event if fits else None


def _basis(of: Dossier, event: Event | None, provision: str) -> str:
    number = str(event.payload.get("document_number", "")) if event else ""
    day = chinese_day(event.occurred_on) if event else ""
    decided = of.fact("处理决定", f"{day}{number}" if event else "")
    return f"经查，{of.suit}已审结。根据《{of.book.title}》{provision}和{decided}处理决定，"


def written_admonition(of: Dossier) -> Official:
    event = _decided(of, "13-1")
    whom = of.fact("涉责单位", of.who(of.subject))
    reasons = str(event.payload.get("reasons", "")) if event else ""
    return Official(
        title="书面告诫",
        addressee=whom,
        blocks=text(
            f"{_basis(of, event, '第十三条第（一）项')}现对你单位予以书面告诫。",
            of.ask("reasons", "告诫的事实和理由", reasons),
            f"请于{of.ask('until', '整改期限')}前将整改情况书面报告我单位。",
        ),
        **letterhead(of, of.issuer) | {"mark": of.organ(of.issuer)},
    )


def self_criticism_order(of: Dossier) -> Official:
    event = _decided(of, "13-2", "14-3")
    is_unit = bool(of.organ(of.subject))
    provision = "第十三条第（二）项" if is_unit else "第十四条第（三）项"
    whom = "你单位" if is_unit else "你"
    return Official(
        title="责令作出书面检查通知书",
        addressee=of.fact("涉责对象", of.who(of.subject)),
        blocks=text(
            f"{_basis(of, event, provision)}现责令{whom}作出书面检查。",
            of.ask("reasons", "事实和理由", event.payload.get("reasons", "") if event else ""),
            f"书面检查应当写明事实经过、原因和整改措施，于{of.ask('until', '提交期限')}前提交。",
        ),
        **letterhead(of, of.issuer) | {"mark": of.organ(of.issuer)},
    )


def circular(of: Dossier) -> Official:
    event = _decided(of, "13-3")
    whom = of.fact("涉责单位", of.who(of.subject))
    return Official(
        title=f"关于对{whom}\n给予通报批评的决定",
        addressee="各乡镇（街道），县直各单位",
        blocks=text(
            f"{_basis(of, event, '第十三条第（三）项')}决定对{whom}给予通报批评。",
            of.ask("reasons", "事实和理由", event.payload.get("reasons", "") if event else ""),
            "各单位要引以为戒，严格执行应诉案件报告制度，切实履行应诉职责。",
        ),
        copies=of.optional("copies"),
        printer=of.organ(of.issuer),
        printed=chinese_day(of.on),
        **letterhead(of, of.issuer),
    )


def committee_report(of: Dossier) -> Official:
    rows = tuple(
        (
            of.who(str(event.payload.get("subject", ""))),
            of.measure(event.payload.get("measure")),
            str(event.payload.get("document_number", "")),
            chinese_day(event.occurred_on),
        )
        for event in of.told.of("decision_made")
        if event.payload.get("subject") == of.subject
    )
    table = (Block("table", rows=(("对象", "处理方式", "文号", "决定日期"), *rows),
                   widths=(9, 8, 5, 6)),)  # fmt: skip
    return Official(
        title=f"关于{of.suit}\n责任追究处理情况的报告",
        banner=BANNER,
        approver=of.ask("approver", "签发人"),
        addressee=of.fact("县委", of.body("party_committee")),
        blocks=(
            *text(f"根据《{of.book.title}》第十五条第三款，现将处理情况报告如下："),
            *sections(
                ("处理决定", table if rows else text(of.fact("处理决定", ""))),
                ("送达情况", _served(of)),
            ),
            *text(of.optional("more"), "特此报告。"),
        ),
        copies=f"{of.fact('县政府', of.body('county_government'))}。",
        printer=of.organ(of.issuer),
        printed=chinese_day(of.on),
        **letterhead(of, of.issuer),
    )


def _served(of: Dossier) -> tuple[Block, ...]:
    served = of.about("decision_served")
    if served is None:
        return text("处理决定尚无送达记录。")
    how = of.word("送达方式", served.payload.get("service_method"))
    return text(f"处理决定已于{chinese_day(served.occurred_on)}{how}。")


def decision_notice(of: Dossier) -> Official:
    event = _decided(of)
    whom = of.fact("涉责对象", of.who(of.subject))
    measure = of.measure(event.payload.get("measure")) if event else ""
    number = str(event.payload.get("document_number", "")) if event else ""
    day = chinese_day(event.occurred_on) if event else ""
    return Official(
        title="处理决定及救济途径告知书",
        addressee=whom,
        blocks=(
            *sections(
                (
                    "处理决定",
                    text(
                        f"决定日期：{of.fact('决定日期', day)}。",
                        f"文号：{of.fact('决定文号', number)}。",
                        f"处理方式：{of.fact('处理方式', measure)}。",
                        of.ask("reasons", "事实和理由",
                               event.payload.get("reasons", "") if event else ""),
                    ),
                ),
                ("救济途径", _remedies(of)),
            ),
            *text("申诉期间，责任追究决定不停止执行。"),
        ),
        **letterhead(of, of.issuer) | {"mark": ""},
    )  # fmt: skip


def _remedies(of: Dossier) -> tuple[Block, ...]:
    """What the rulebook opens to this person; where it leaves the way open, the author says it."""
    found = [r for r in of.outcome.remedies if r.subject == of.subject]
    ways = [
        f"{of.word('救济', way.answer.value)}（{way.citation.provision if way.citation else ''}）"
        for remedy in found
        for way in remedy.ways
        if way.answer.is_known
    ]
    told = "；".join(ways)
    return text(
        "你对本决定不服的，可以依法定程序申诉（第十七条）。",
        f"途径和期限：{of.ask('ways', '申诉的途径和期限', told)}。",
    )


REASONS = Ask("reasons", _("事实和理由"), "long", needed=False)
KINDS = (
    Kind(
        "written_admonition", _("书面告诫"), "O10", written_admonition, stream="proceeding",
        word="告诫", about_one=True, is_of_units=True, provision="第十三条第(一)项",
        asks=(REASONS, Ask("until", _("整改期限"))),
    ),
    Kind(
        "self_criticism_order", _("责令作出书面检查通知书"), "O10", self_criticism_order,
        stream="proceeding", word="检查", about_one=True,
        provision="第十三条第(二)项、第十四条第(三)项",
        asks=(REASONS, Ask("until", _("提交期限"))),
    ),
    Kind(
        "circular", _("通报批评"), "O10", circular, stream="proceeding", word="通报",
        about_one=True, is_of_units=True, provision="第十三条第(三)项",
        asks=(REASONS, Ask("copies", _("抄送"), needed=False)),
    ),
    Kind(
        "committee_report", _("向县委的报告"), "O11", committee_report, stream="proceeding",
        word="追报", about_one=True, provision="第十五条第三款",
        asks=(Ask("approver", _("签发人")), Ask("more", _("补充说明"), "long", needed=False)),
    ),
    Kind(
        "decision_notice", _("处理决定及救济途径告知书"), "O10", decision_notice,
        stream="proceeding", word="告知", about_one=True, provision="第十七条",
        asks=(REASONS, Ask("ways", _("申诉的途径和期限"), "long", needed=False)),
    ),
)  # fmt: skip
