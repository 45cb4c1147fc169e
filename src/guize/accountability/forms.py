"""Shapes of input of accountability, beside the one form of any event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accountability.queries import Determination
from guize.cases.forms import entries_field, fen
from guize.core.facts import FactError
from guize.ledger import clock


class Refusing(forms.Form):
    """A form that shows an error of the record at its field, or on top."""

    def refuse(self, error: FactError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.cause)


class OpeningForm(Refusing):
    occurred_on = forms.DateField(
        label=gettext_lazy("启动日期"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reasons = forms.CharField(
        label=gettext_lazy("启动理由"), widget=forms.Textarea(attrs={"rows": 4})
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)


class OwnForm(Refusing):
    """What the person concerned writes."""

    text = forms.CharField(label=gettext_lazy("内容"), widget=forms.Textarea(attrs={"rows": 8}))
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def today(self) -> date:
        return clock.today()


class RecusalForm(Refusing):
    """Who takes no part from now on, and why. It cannot be taken back."""

    person = forms.ChoiceField(label=gettext_lazy("回避人员"))
    reason = forms.CharField(
        label=gettext_lazy("回避理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("例:系涉责人员的近亲属"),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("我知道登记后不能撤回,该人员即看不到本程序,也不能办理")
    )

    def __init__(self, people: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", _("请选择")), *people]


class FindingsForm(Refusing):
    """A state, a subject, reasons and evidence for each item of a step; items left alone stay
    open.
    """

    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, page: Determination, data: Any, *, sequence: int, key: str) -> None:
        super().__init__(data, initial={"sequence": sequence, "key": key})
        self.page = page
        self.items = [_Item(self, item) for item in page.items]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for item in self.items:
            item.check(cleaned)
        if not self.errors and not self.findings():
            raise ValidationError(_("请至少认定一项"))
        return cleaned

    def findings(self) -> list[dict[str, object]]:
        return [item.payload(self.cleaned_data) for item in self.items if item.is_chosen]


class _Item:
    """The fields of one item, by the code of its fact."""

    def __init__(self, form: FindingsForm, item: Any) -> None:
        self.form, self.item, code = form, item, item.fact.code
        self.names = {
            name: f"{name}-{code}"
            for name in ("state", "about", "value", "reasons", "entries", "evidence")
        }
        states = [("", _("不变")), *form.page.states]
        form.fields[self.names["state"]] = forms.ChoiceField(
            label=_("认定"), choices=states, required=False, widget=forms.RadioSelect
        )
        form.fields[self.names["about"]] = forms.ChoiceField(
            label=_("所涉对象"), choices=[("", _("全案")), *form.page.subjects], required=False
        )
        if item.fact.kind == "money":
            form.fields[self.names["value"]] = forms.CharField(label=_("金额(元)"), required=False)
        form.fields[self.names["reasons"]] = _paragraph(_("理由"))
        form.fields[self.names["entries"]] = entries_field(
            form.page.entries, label=_("所据记录"), help_text=_("勾选案卷中作为依据的记录")
        )
        form.fields[self.names["evidence"]] = _paragraph(_("证据"))

    def bound(self, name: str) -> Any:
        return self.form[self.names[name]] if self.names[name] in self.form.fields else None

    @property
    def state(self) -> Any:
        return self.bound("state")

    @property
    def about(self) -> Any:
        return self.bound("about")

    @property
    def value(self) -> Any:
        return self.bound("value")

    @property
    def reasons(self) -> Any:
        return self.bound("reasons")

    @property
    def entries(self) -> Any:
        return self.bound("entries")

    @property
    def evidence(self) -> Any:
        return self.bound("evidence")

    @property
    def is_wrong(self) -> bool:
        return any(name in self.form.errors for name in self.names.values())

    @property
    def is_chosen(self) -> bool:
        return bool(self.form.cleaned_data.get(self.names["state"]))

    def check(self, cleaned: dict[str, Any]) -> None:
        if not self.is_chosen:
            return
        if not cleaned.get(self.names["reasons"]):
            self.form.add_error(self.names["reasons"], _("请写明理由"))
        amount = cleaned.get(self.names["value"])
        if amount:
            try:
                cleaned[self.names["value"]] = fen(amount)
            except ValidationError as error:
                self.form.add_error(self.names["value"], error)

    def payload(self, cleaned: dict[str, Any]) -> dict[str, object]:
        given = {name: cleaned.get(full) for name, full in self.names.items()}
        found = {"fact": self.item.fact.code, "state": given["state"], "reasons": given["reasons"]}
        optional = {"about": given["about"], "value": given["value"]}
        optional |= {"evidence_note": given["evidence"], "relied_on": given["entries"]}
        kept = {name: value for name, value in optional.items() if value not in (None, "", [])}
        return found | kept


def _paragraph(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))
