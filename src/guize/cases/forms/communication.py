"""Short forms on the case page: a line of the communication log, a check list, a private note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.cases.forms.amending import Refusing
from guize.cases.forms.attachments import add_attachment, take_attachment
from guize.core.checking import CheckList
from guize.core.rulebook import EventType, Rulebook
from guize.ledger import clock
from guize.ui.templatetags.guize import gloss

RESULTS = "核对结论"


class LogForm(Refusing):
    """What kind of contact, with whom, one line on it; today unless another day is chosen."""

    type = forms.ChoiceField(label=gettext_lazy("类型"), widget=forms.RadioSelect)
    participants = forms.CharField(label=gettext_lazy("参加人、对象"), max_length=500)
    note = forms.CharField(label=gettext_lazy("内容"), max_length=500)
    occurred_on = forms.DateField(
        label=gettext_lazy("日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("没有这一天,请核对日期")},
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(
        self, kinds: Sequence[EventType], account: str, data: Any = None, **kwargs: Any
    ) -> None:
        initial = {"occurred_on": clock.today(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["type"].choices = [(kind.code, gloss(kind)) for kind in kinds]
        if kinds:
            self.initial.setdefault("type", kinds[0].code)
        shared = {"label": _("附件"), "required": False, "help_text": _("PDF、JPG、PNG")}
        add_attachment(self, "attachment", account, shared)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        take_attachment(self, "attachment")
        return cleaned

    def payload(self) -> dict[str, object]:
        names = ("participants", "note", "attachment")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


class ChecksForm(Refusing):
    """One check list: for each item done, not done or not applicable, and on what evidence."""

    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, book: Rulebook, of: CheckList, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix=of.of.code, **kwargs)
        self.of = of
        choices = [(word.code, gloss(word)) for word in book.vocabulary(RESULTS)]
        for number, one in enumerate(of.items):
            self.fields[f"result-{number}"] = forms.ChoiceField(
                label=gloss(one.item),
                required=False,
                choices=choices,
                widget=forms.RadioSelect,
                initial=one.result,
            )
            self.fields[f"note-{number}"] = forms.CharField(
                label=_("证据或者说明"), required=False, max_length=500, initial=one.note
            )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each item with its two fields."""
        return [
            (one, self[f"result-{n}"], self[f"note-{n}"]) for n, one in enumerate(self.of.items)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(self.of.items)):
            if cleaned.get(f"note-{number}") and not cleaned.get(f"result-{number}"):
                self.add_error(f"result-{number}", _("请选择已做、未做或者不适用"))
        return cleaned

    def changed(self) -> list[dict[str, object]]:
        """The payloads of the items that now read otherwise than the record does."""
        found = []
        for number, one in enumerate(self.of.items):
            result = self.cleaned_data.get(f"result-{number}", "")
            note = self.cleaned_data.get(f"note-{number}", "")
            if result and (result, note) != (one.result, one.note):
                payload = {"checked_item": one.item.code, "check_result": result}
                found.append(payload | ({"note": note} if note else {}))
        return found


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("笔记"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
