"""What the catalogue of components shows: invented samples, the same for everyone."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.ui.templatetags.guize import STATES

DAY = date(2026, 9, 29)


class SampleForm(forms.Form):
    """Fields of each shape, two of them in error."""

    served_on = forms.DateField(
        label=gettext_lazy("送达日期"),
        help_text=gettext_lazy("以送达回证上的日期为准。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    method = forms.ChoiceField(
        label=gettext_lazy("送达方式"),
        choices=[("direct", gettext_lazy("直接送达")), ("post", gettext_lazy("邮寄送达"))],
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(label=gettext_lazy("诉请金额(元)"), required=False)
    note = forms.CharField(
        label=gettext_lazy("备注"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def samples(request: HttpRequest) -> dict[str, object]:
    form = SampleForm({"served_on": "2026-02-30", "amount": "300000"})
    form.is_valid()
    return {
        "states": list(STATES),
        "day": DAY,
        "instant": timezone.make_aware(datetime(2026, 9, 29, 9, 12)),  # noqa: DTZ001
        "form": form,
        "steps": _steps(),
        "tabs": [
            {"url": "#tabs", "label": _("时间线"), "is_current": True, "count": None},
            {"url": "#tabs", "label": _("期限"), "count": 9},
            {"url": "#tabs", "label": _("人员与责任"), "count": None},
        ],
        "entries": _entries(),
    }


def _steps() -> list[dict[str, object]]:
    return [
        {"name": _("启动"), "state": "done", "when": date(2026, 7, 1), "who": _("县司法局")},
        {"name": _("处理建议"), "state": "done", "when": date(2026, 8, 3), "who": _("县司法局")},
        {"name": _("党组审批"), "state": "current", "who": _("县政府党组")},
        {"name": _("移送"), "state": "todo"},
        {"name": _("决定"), "state": "todo"},
        {"name": _("报县委"), "state": "todo"},
    ]


def _entries() -> list[dict[str, object]]:
    at = timezone.make_aware(datetime(2026, 9, 29, 9, 12))  # noqa: DTZ001
    return [
        {
            "day": DAY,
            "title": _("向分管副县长报告"),
            "body": _("当面报告,签批单随卷。"),
            "by": _("王芳"),
            "at": at,
            "actions": [{"url": "#timeline", "label": _("更正")}],
        },
        {
            "day": date(2026, 9, 24),
            "title": _("收到起诉状副本"),
            "by": _("王芳"),
            "at": at,
            "is_struck": True,
            "struck_note": _("已更正:送达日期应为 9 月 25 日。"),
        },
    ]
