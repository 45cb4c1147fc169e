"""The pages of the record: is it whole, where does a document stand in it, who has read what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from guize.accounts.queries.office import lines
from guize.accounts.views import require_actor, require_sight
from guize.core.access import Action, Actor, Object, Verdict, may
from guize.core.ledger import ProofError, check_code
from guize.ledger import blobs, clock, exporting, queries, services

CAUSES = {
    "gap": gettext_lazy("缺少记录"),
    "broken_link": gettext_lazy("与前一条不衔接"),
    "altered_envelope": gettext_lazy("记录被改动"),
    "altered_body": gettext_lazy("内容被改动"),
    "missing_body": gettext_lazy("内容被移除"),
    "unknown_algorithm": gettext_lazy("摘要算法不明"),
    "head_differs": gettext_lazy("末条与卷首登记不符"),
    "missing_entry": gettext_lazy("已签署的记录不见了"),
    "rewritten_entry": gettext_lazy("已签署的记录被改写"),
    "broken_tree": gettext_lazy("与已签署的检查点不符"),
    "tree_cut": gettext_lazy("库外的检查点所见更多"),
    "forged_checkpoint": gettext_lazy("检查点的签名不是本系统的"),
    "damaged_file": gettext_lazy("数据库文件损坏"),
    "unreadable": gettext_lazy("数据库无法读取"),
}
OBJECTS = {
    "O1": gettext_lazy("案件"),
    "O6": gettext_lazy("追责程序"),
    "O6n": gettext_lazy("拟认定事实告知"),
    "O8": gettext_lazy("移送材料"),
    "O10": gettext_lazy("处理决定"),
}
MOST = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """A line of the read log with the reader's name."""

    at: datetime
    name: str
    object: str
    object_id: str
    is_denied: bool


class ReadersForm(forms.Form):
    """Whose reading, of what, and when; all may stay empty."""

    file = forms.UUIDField(required=False, label=gettext_lazy("案件或程序的标识"))
    account = forms.CharField(required=False, max_length=64, label=gettext_lazy("账号"))
    since = forms.DateField(required=False, label=gettext_lazy("自"))
    until = forms.DateField(required=False, label=gettext_lazy("至"))


def sight(actor: Actor) -> Verdict:
    return may(actor, Action.VIEW, Object.AUDIT, "S0")


def require_all(actor: Actor, action: str = Action.VIEW) -> None:
    """404 for whom the record is hidden, 403 for whom this part of it is."""
    if not may(actor, action, Object.AUDIT, "S0").allowed or sight(actor).part:
        if sight(actor).visible:
            raise PermissionDenied
        raise Http404


@require_safe
@require_sight(Object.AUDIT)
def verification(request: HttpRequest) -> HttpResponse:
    """One big line, the last checkpoint, and where a document stands."""
    actor = request.actor
    typed = "" if sight(actor).part else request.GET.get("code", "").strip()
    shown = {
        "state": queries.state(actor.tenant),
        "findings": findings(actor),
        "is_all": not sight(actor).part,
        "may_export": may(actor, Action.EXPORT, Object.AUDIT, "S0").allowed,
        "typed": typed,
        **found_by(actor.tenant, typed),
    }
    return render(request, "web/verification.html", shown)


def findings(actor: Actor) -> list[tuple[int, str]]:
    last = queries.state(actor.tenant).last
    found = last.findings if last and not sight(actor).part else []
    return [(one["number"], CAUSES.get(one["cause"], one["cause"])) for one in found]


def found_by(tenant: str, typed: str) -> dict[str, object]:
    """The entry of a check code or hash, or whether a file with this hash is kept."""
    place = queries.place_of(tenant, typed) if typed else None
    if not typed or place:
        return {"place": place, "code": check_code(place.hash) if place else ""}
    try:
        blobs.content(typed.lower())
    except blobs.BlobFault:
        return {"is_file": False}
    return {"is_file": True}


@require_POST
@require_actor
def check(request: HttpRequest) -> HttpResponse:
    require_all(request.actor)
    services.sequence(tenant=request.actor.tenant)
    report = services.check(tenant=request.actor.tenant, is_full=True)
    said = {"n": report.entries, "waiting": report.waiting}
    text = ngettext("已校验 %(n)s 条记录。", "已校验 %(n)s 条记录。", report.entries) % said
    (messages.error if report.findings else messages.success)(request, text)
    return redirect("record")


@require_safe
@require_actor
def sheet(request: HttpRequest) -> HttpResponse:
    """The checkpoint of a day, to be printed, signed and kept on paper."""
    require_all(request.actor)
    asked = request.GET.get("day", "")
    try:
        day = date.fromisoformat(asked) if asked else clock.today()
    except ValueError as fault:
        raise Http404 from fault
    head = queries.head_of(request.actor.tenant, day)
    code = check_code(f":{head.root}") if head else ""
    return render(request, "web/sheet.html", {"day": day, "head": head, "code": code})


@require_safe
@require_actor
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The record without its content, for the offline verifier."""
    require_all(request.actor, Action.EXPORT)
    made = exporting.lines(request.actor.tenant)
    answer = StreamingHttpResponse(made, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="guize-record.jsonl"'
    return answer


@require_safe
@require_actor
def growth(request: HttpRequest) -> HttpResponse:
    """What a witness is sent who saw `since` entries last."""
    require_all(request.actor, Action.EXPORT)
    asked = request.GET.get("since", "0")
    try:
        text = queries.growth_since(request.actor.tenant, int(asked or "0"))
    except (ProofError, ValueError):
        messages.error(request, _("还没有这么多条记录,请核对见证机构上次所见的条数。"))
        return redirect("record")
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="guize-growth.txt"'
    return answer


@require_safe
@require_sight(Object.READ_LOG)
def readers(request: HttpRequest) -> HttpResponse:
    """Who has read what, and what was refused to whom."""
    form = ReadersForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = {"form": form, "rows": looked(request.actor, asked), "most": MOST}
    return render(request, "web/readers.html", shown)


def looked(actor: Actor, asked: dict) -> list[Looked]:
    names = {str(line.account.id): line for line in lines(actor, clock.today())}
    wanted = [key for key, line in names.items() if asked.get("account") in (
        "", None, line.account.username, line.name)]  # fmt: skip
    rows = queries.looked_at(
        actor.tenant,
        object_id=str(asked.get("file") or ""),
        accounts=wanted if asked.get("account") else None,
        since=_start(asked.get("since")),
        until=_start(asked.get("until"), days=1),
    )[:MOST]
    return [
        Looked(
            at=row.at,
            name=_named(names.get(row.account), row.account),
            object=str(OBJECTS.get(row.object, row.object)),
            object_id=row.object_id,
            is_denied=row.outcome == "denied",
        )
        for row in rows
    ]


def _named(line, account: str) -> str:
    return f"{line.name}({line.account.username})" if line else account


def _start(day: date | None, days: int = 0) -> datetime | None:
    if day is None:
        return None
    begin = datetime.combine(day + timedelta(days=days), time())
    return timezone.make_aware(begin, clock.BEIJING)
