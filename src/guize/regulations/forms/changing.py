"""What a change of the law asks: a year's notice, the county's own days, another reading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guize.core.days import Calendar, LocalDay, YearNotice
from guize.core.readings import amount_fen, is_parameter
from guize.core.rulebook import Interpretation, Rulebook
from guize.formats.calendar_files import CalendarFileError
from guize.formats.calendar_text import doubts, read_local_days, read_year_text, year_text
from guize.formats.notice import NoticeError
from guize.ledger.identifiers import new_id
from guize.regulations import mapping
from guize.regulations.models import LawChange
from guize.ui.wording import is_english

DAY = forms.DateInput(attrs={"type": "date"})
LONG = forms.Textarea(attrs={"rows": 12})
SHORT = forms.Textarea(attrs={"rows": 3})
MOST_BYTES = 100_000


def said(error: NoticeError | CalendarFileError) -> str:
    return error.english if is_english() else error.cause


class ChangeForm(forms.Form):
    """A change to be proposed. Subclasses set `kind` and `heading` and give `payload()`."""

    kind: str
    heading: Any
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=128)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"idempotency_key": str(new_id()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    def again(self) -> list[tuple[str, str]]:
        """What the confirming form sends once more: names and texts."""
        return [(name, str(self.data.get(name, ""))) for name in self.fields]


class YearForm(ChangeForm):
    kind = LawChange.Kind.YEAR
    heading = _("录入放假通知")
    text = forms.CharField(
        label=_("通知全文"),
        widget=LONG,
        required=False,
        help_text=_("连标题粘贴国务院办公厅的通知;也可粘贴 JSON 或 TOML"),
    )
    file = forms.FileField(
        label=_("或上传文件"), required=False, help_text=_("JSON、TOML 或纯文本,UTF-8 编码")
    )
    notice = forms.CharField(label=_("文号"), max_length=255, required=False)
    published_on = forms.DateField(label=_("公布日期"), required=False, widget=DAY)
    reason = forms.CharField(
        label=_("理由"),
        widget=SHORT,
        required=False,
        help_text=_("该年已有安排的,须写明改动的理由"),
    )

    def __init__(self, calendar: Calendar, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.year: YearNotice | None = None

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if not upload:
            return ""
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(gettext("文件过大"))
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(gettext("不是 UTF-8 文字")) from None

    def clean(self) -> None:
        text = self.cleaned_data.get("file") or self.cleaned_data.get("text", "")
        if not text.strip():
            self.add_error("text", gettext("请粘贴通知或上传文件"))
            return
        field = "file" if self.cleaned_data.get("file") else "text"
        try:
            self.year = self._told(read_year_text(text))
        except NoticeError as error:
            for each in error.every:
                self.add_error(field, said(each))
        except CalendarFileError as error:
            self.add_error(field, said(error))
        for doubt in doubts(self.year, self.calendar) if self.year else ():
            self.add_error(field, said(doubt))

    def _told(self, read: YearNotice) -> YearNotice:
        """The notice with number and day where the form gives them."""
        given = self.cleaned_data
        return YearNotice(
            year=read.year,
            off=read.off,
            makeup=read.makeup,
            notice=given.get("notice") or read.notice,
            published_on=given.get("published_on") or read.published_on,
            source=read.source,
            names=read.names,
        )

    def payload(self) -> dict[str, Any]:
        if self.year is None:
            raise ValueError("the form is not valid")
        published = self.year.published_on
        fields = mapping.year_fields(self.year) | {"year": self.year.year}
        return fields | {"published_on": published.isoformat() if published else None}

    def again(self) -> list[tuple[str, str]]:
        told = dict(super().again()) | {"text": year_text(self.year) if self.year else ""}
        return [(name, text) for name, text in told.items() if name != "file"]


class CountyDaysForm(ChangeForm):
    kind = LawChange.Kind.COUNTY_DAYS
    heading = _("录入本县放假日")
    text = forms.CharField(
        label=_("日期"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一天:日期、放假或上班、名称,如 2026-12-07 放假 县庆日"),
    )
    notice = forms.CharField(label=_("本县文件文号"), max_length=255)
    reason = forms.CharField(label=_("理由"), widget=SHORT, required=False)
    days: tuple[LocalDay, ...] = ()

    def clean(self) -> None:
        try:
            notice = self.cleaned_data.get("notice", "")
            self.days = read_local_days(self.cleaned_data.get("text", ""), notice)
        except NoticeError as error:
            self.add_error("text", said(error))

    def payload(self) -> dict[str, Any]:
        days = [
            {"day": day.day.isoformat(), "name": day.name, "is_off": day.off} for day in self.days
        ]
        return {"notice": self.cleaned_data["notice"], "days": days}


class ReadingForm(ChangeForm):
    kind = LawChange.Kind.READING
    heading = _("采用其他读法")
    option = forms.ChoiceField(label=_("采用"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("另定数额"),
        max_length=20,
        required=False,
        help_text=_("如 50万元;不填即按所选读法"),
    )
    since = forms.DateField(
        label=_("自何日起"), widget=DAY, help_text=_("该日以前发生的,仍按原来的读法")
    )
    document_number = forms.CharField(label=_("解释文件文号"), max_length=120, required=False)
    reason = forms.CharField(label=_("理由"), widget=SHORT)

    def __init__(self, book: Rulebook, entry: Interpretation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book, self.entry = book, entry
        self.fields["option"].choices = [(option, option) for option in entry.options]
        if not any(amount_fen(value) is not None for value in entry.values):
            del self.fields["value"]

    def clean_value(self) -> str:
        value = str(self.cleaned_data["value"]).strip()
        if value and amount_fen(value) is None:
            raise forms.ValidationError(gettext("请写明数额,如 50万元"))
        return value

    def clean(self) -> None:
        given, since = self.cleaned_data, self.cleaned_data.get("since")
        if since and since < self.book.valid_from:
            self.add_error("since", gettext("不能早于施行日期"))
        if given.get("option") == self.entry.chosen and not given.get("value"):
            self.add_error("option", gettext("现行读法即是这一种"))

    def payload(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "pack": self.book.id,
            "interpretation": self.entry.id,
            "option": given["option"],
            "value": given.get("value", ""),
            "since": given["since"].isoformat(),
            "reason": given["reason"],
            "document_number": given["document_number"],
            "is_parameter": is_parameter(self.entry),
            "before": self.entry.chosen,
        }


class DecisionForm(forms.Form):
    """The opinion of the one who adopts a change or sends it back."""

    reason = forms.CharField(
        label=_("审核意见"), widget=SHORT, required=False, help_text=_("退回的,须写明理由")
    )
