"""Small forms: filters of the list, reason of a retraction, court numbers, another level of
court.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.cases.forms.choices import words
from guize.cases.forms.registration import OPPOSITE, duplicate_reason
from guize.core import facts
from guize.core.facts import CaseRecord, FactError
from guize.core.rulebook import Rulebook


class Refusing(forms.Form):
    """A form that shows an error of the record at its field, or on top."""

    def refuse(self, error: FactError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.cause)


class FilterForm(forms.Form):
    """What the list can be narrowed by; each field stands in the address."""

    q = forms.CharField(label=gettext_lazy("案号、当事人、单位"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("审级"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("本方地位"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("期限"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("排序"), required=False)

    def __init__(self, book: Rulebook, filters: Any) -> None:
        super().__init__({name: getattr(filters, name) for name in self.base_fields})
        every = [("", _("全部"))]
        self.fields["kind"].choices = every + words(book, "案件类型")
        self.fields["level"].choices = every + words(book, "审级")
        self.fields["role"].choices = every + words(book, "诉讼地位")
        self.fields["due"].choices = [*every, ("overdue", _("有逾期")), ("soon", _("七日内到期"))]
        self.fields["sort"].choices = [("opened", _("最近登记")), ("due", _("最近到期"))]


class RetractionForm(Refusing):
    reason = forms.CharField(
        label=gettext_lazy("撤回理由"),
        max_length=500,
        help_text=gettext_lazy("原记录保留,以删除线显示"),
    )


class AmendForm(Refusing):
    """Number, court and title, as the papers of the court now give them."""

    title = forms.CharField(label=gettext_lazy("案由或争议事项"), max_length=300)
    number = forms.CharField(label=gettext_lazy("案号"), required=False, max_length=120)
    court = forms.CharField(label=gettext_lazy("法院"), required=False, max_length=200)
    duplicate_reason = duplicate_reason()

    def __init__(self, known: CaseRecord, data: Any = None) -> None:
        self.last = known.instances[-1] if known.instances else None
        first = {"title": known.case.title, "number": known.case.number}
        if self.last:
            first |= {"number": self.last.number, "court": self.last.court}
        super().__init__(data, initial=first)

    def changes(self) -> dict[str, Any]:
        given = self.cleaned_data
        changed: dict[str, Any] = {"title": given["title"]}
        if self.last is None:
            return changed | {"number": given["number"]}
        level = {"number": given["number"], "court": given["court"]}
        return changed | {"instances": {self.last.id: level}}


class InstanceForm(Refusing):
    """Another level of court, with the sides of the one before."""

    level_code = forms.ChoiceField(label=gettext_lazy("审级"), initial="second")
    role = forms.ChoiceField(label=gettext_lazy("本方地位"), initial="appellee")
    court = forms.CharField(label=gettext_lazy("法院"), required=False, max_length=200)
    number = forms.CharField(label=gettext_lazy("案号"), required=False, max_length=120)
    duplicate_reason = duplicate_reason()

    def __init__(self, book: Rulebook, data: Any = None) -> None:
        super().__init__(data)
        self.fields["level_code"].choices = words(book, "审级")
        self.fields["role"].choices = words(book, "诉讼地位")

    def level(self, known: CaseRecord) -> tuple[facts.Instance, tuple[facts.Party, ...]]:
        given = self.cleaned_data
        level = facts.Instance(
            "", given["level_code"], given["role"], given["court"], given["number"]
        )
        last = known.instances[-1].id if known.instances else ""
        sides = [party for party in known.parties if party.instance == last]
        theirs = OPPOSITE.get(given["role"], "appellant")
        return level, tuple(
            facts.Party("", "", given["role"] if side.organ else theirs, side.organ, side.name)
            for side in sides
        )
