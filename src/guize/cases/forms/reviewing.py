"""Names the organ that acts in the justice bureau's place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.cases.forms.amending import Refusing
from guize.ledger import clock


class ReviewerForm(Refusing):
    occurred_on = forms.DateField(
        label=gettext_lazy("确定日期"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reviewer = forms.ChoiceField(
        label=gettext_lazy("审查机关"),
        help_text=gettext_lazy("只列不涉案、且有主要负责人和承办人在任的机关"),
    )
    document_number = forms.CharField(
        label=gettext_lazy("文号"),
        max_length=120,
        help_text=gettext_lazy("县政府确定审查机关的文件"),
    )
    reasons = forms.CharField(
        label=gettext_lazy("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, organs: list[tuple[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["reviewer"].choices = [("", _("请选择")), *organs]
