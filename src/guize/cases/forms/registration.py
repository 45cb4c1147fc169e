"""Opens a case: what stands on the papers of the court, once, in the order in which it stands
there.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.cases.forms.choices import cited, words
from guize.core import facts
from guize.core.facts import FactError, partial_date
from guize.core.rulebook import Rulebook

# How a case may begin, with our side's usual role in it.
BEGINNINGS = {
    "complaint_served": "defendant",
    "suit_intended": "plaintiff",
    "joinder_notice_served": "third_party",
    "appeal_copy_served": "appellee",
}
OPPOSITE = {
    "defendant": "plaintiff",
    "plaintiff": "defendant",
    "third_party": "plaintiff",
    "appellee": "appellant",
    "appellant": "appellee",
    "compensation_organ": "plaintiff",
}
LEVEL_OF = {"appellant": "second", "appellee": "second"}


# what a field decides, and the tables of the rulebook that say so
HELP = {
    "acting_organ": (gettext_lazy("由它应诉,也以它推算责任身份"), ("应诉承办", "追究")),
    "act_on": (
        gettext_lazy("可只写到月或年:2024-03-05、2024-03、2024;责任身份按当时任职推算"),
        ("追究",),
    ),
    "county_is_party": (gettext_lazy("县政府直接作被告,或者经其复议维持"), ("应诉承办",)),
}


def duplicate_reason() -> forms.CharField:
    """Why a second file is opened under a number that another case has at the same level."""
    return forms.CharField(
        label=gettext_lazy("同一案号另行登记的理由"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("同一案号、同一审级已有案件时才填写"),
    )


class RegistrationForm(forms.Form):
    """Header, matter, first level of court and its two sides. The first event has a form of its
    own.
    """

    kind = forms.ChoiceField(label=gettext_lazy("案件类型"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=gettext_lazy("案号"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("以法院文书为准;尚未立案的留空"),
    )
    court = forms.CharField(label=gettext_lazy("法院"), required=False, max_length=200)
    counterparty = forms.CharField(label=gettext_lazy("对方当事人"), max_length=300)
    title = forms.CharField(
        label=gettext_lazy("案由或争议事项"),
        max_length=300,
        help_text=gettext_lazy("例:某人不服某镇政府拆除决定"),
    )
    acting_organ = forms.ChoiceField(label=gettext_lazy("作出行为的单位"))
    act_kind = forms.ChoiceField(label=gettext_lazy("行为类别"))
    act_on = forms.CharField(
        label=gettext_lazy("行为日期"),
        required=False,
        max_length=10,
    )
    role = forms.ChoiceField(label=gettext_lazy("本方地位"))
    procedure = forms.ChoiceField(label=gettext_lazy("程序"), required=False)
    duplicate_reason = duplicate_reason()
    county_is_party = forms.BooleanField(label=gettext_lazy("县政府同为当事人"), required=False)

    def __init__(
        self,
        book: Rulebook,
        units: list[tuple[str, str]],
        beginning: str,
        data: Any = None,
        *,
        county_organ: str = "",
        **kwargs: Any,
    ) -> None:
        first = {"role": BEGINNINGS[beginning], "kind": "administrative", "procedure": "ordinary"}
        first["act_kind"] = "administrative_act"
        if len(units) == 1:
            first["acting_organ"] = units[0][0]
        super().__init__(data, initial={**first, **kwargs.pop("initial", {})}, **kwargs)
        self.county_organ = county_organ
        for name, (help_text, tables) in HELP.items():
            self.fields[name].help_text = cited(help_text, book, tables)
        self.fields["kind"].choices = words(book, "案件类型")
        self.fields["role"].choices = words(book, "诉讼地位")
        self.fields["procedure"].choices = words(book, "程序")
        self.fields["act_kind"].choices = words(book, "行为类别")
        self.fields["acting_organ"].choices = (
            units if len(units) == 1 else [("", _("请选择")), *units]
        )

    def clean_act_on(self) -> facts.PartialDate | None:
        text = self.cleaned_data["act_on"]
        try:
            return partial_date(text) if text else None
        except FactError as error:
            raise ValidationError(_("日期请写成 2024-03-05、2024-03 或 2024")) from error

    def header(self) -> dict[str, Any]:
        """What `services.open_case` takes."""
        return self._header(self.cleaned_data)

    def header_so_far(self, units: list[tuple[str, str]]) -> dict[str, Any]:
        """The same as far as it is filled in; the first unit stands for one not yet chosen."""
        given = {name: self.initial.get(name, "") for name in self.fields}
        if self.is_bound:
            self.is_valid()
            given |= self.cleaned_data
        unit = next((ref for ref, _name in units if ref), "")
        given["acting_organ"] = given["acting_organ"] or unit
        given["act_on"] = given["act_on"] or None
        return self._header(given)

    def _header(self, given: dict[str, Any]) -> dict[str, Any]:
        role = given["role"]
        level = facts.Instance(
            id="",
            level=LEVEL_OF.get(role, "first"),
            role=role,
            court=given["court"],
            number=given["number"],
            procedure=given["procedure"] or "ordinary",
        )
        matter = facts.Matter(
            "", given["acting_organ"], given["act_kind"], given["act_on"], given["title"]
        )
        return {
            "kind": given["kind"],
            "title": given["title"],
            "units": (given["acting_organ"],),
            "number": given["number"],
            "duplicate_reason": given["duplicate_reason"],
            "matters": (matter,),
            "instances": (level,),
            "parties": self._parties(given),
        }

    def _parties(self, given: dict[str, Any]) -> tuple[facts.Party, ...]:
        role = given["role"]
        ours = [given["acting_organ"]]
        if given["county_is_party"] and self.county_organ:
            ours.append(self.county_organ)
        other = facts.Party(
            id="", instance="", role=OPPOSITE.get(role, "plaintiff"), name=given["counterparty"]
        )
        return (*(facts.Party("", "", role, organ=organ) for organ in ours), other)

    def refuse(self, error: FactError) -> None:
        named = {"units": "acting_organ", "act_on": "act_on"}.get(error.field, error.field)
        self.add_error(named if named in self.fields else None, error.cause)
