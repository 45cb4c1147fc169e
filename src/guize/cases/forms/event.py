"""The one form of any event: its fields come from the event type of the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.cases.forms.attachments import add_attachment, take_attachment
from guize.cases.forms.choices import Source, choices_of, instances, likely_holder, organs
from guize.cases.forms.money import fen, yuan_text
from guize.core.facts import Event, FactError
from guize.core.rulebook import EventType, Field
from guize.ui.templatetags.guize import gloss

ENVELOPE = ("occurred_on", "instance", "evidence", "reason", "sequence", "key")
CHOSEN = frozenset(
    {"choice", "appointment", "person", "event", "fact", "measure", "instance", "organ", "subject"}
)
Shared = dict[str, Any]
# A choice of at most this many is shown as radio buttons: one press instead of two.
FEW = 5


class EventForm(forms.Form):
    """`occurred_on`, the fields of the event type, evidence; `reason` where an entry is corrected.

    `sequence` is how far the record had come when the form was shown, `key` makes a repeated
    submission the same submission.
    """

    occurred_on = forms.DateField(
        label=gettext_lazy("发生日期"),
        widget=forms.DateInput(attrs={"type": "date", "data-weekday": ""}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("没有这一天,请核对日期")},
    )
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(
        self,
        event_type: EventType,
        source: Source,
        data: Any = None,
        *,
        corrects: Event | None = None,
        account: str = "",
        **kwargs: Any,
    ) -> None:
        initial = {**_first_values(event_type, source, corrects), **(kwargs.pop("initial", {}))}
        super().__init__(data, initial=initial, **kwargs)
        self.event_type = event_type
        self.source = source
        self._add_instance()
        for field in event_type.fields:
            # which of several units it concerns is no question where there is one
            if field.kind == "file":
                add_attachment(self, field.code, account, _shared(field, event_type))
            elif field.kind != "organ" or len(organs(source)) > 1:
                self.fields[field.code] = form_field(field, event_type, source)
        self.fields["evidence"] = forms.CharField(
            label=_("证据"),
            required=False,
            help_text=_("送达回证、签批单等,每行一件"),
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if corrects is not None:
            self.fields["reason"] = forms.CharField(
                label=_("更正理由"), help_text=_("原记录保留,以删除线显示"), max_length=500
            )

    def _add_instance(self) -> None:
        levels = instances(self.source)
        if len(levels) > 1:
            self.fields["instance"] = forms.ChoiceField(label=_("审级"), choices=levels)
            self.initial.setdefault("instance", levels[-1][0])

    def payload(self) -> dict[str, object]:
        """The fields of the event type that were filled in, as the record keeps them."""
        cleaned = {
            field.code: self.cleaned_data.get(field.code) for field in self.event_type.fields
        }
        return {
            code: _kept(value) for code, value in cleaned.items() if value not in (None, "", [])
        }

    def tentative(self) -> dict[str, Any]:
        """Day, fields and level of court as far as they are filled in: what a preview can go by."""
        if self.is_bound:
            self.is_valid()
            day = self.cleaned_data.get("occurred_on")
            return {"occurred_on": day, "payload": self.payload(), "instance": self.instance()}
        first = {field.code: self.initial.get(field.code) for field in self.event_type.fields}
        payload = {code: value for code, value in first.items() if value not in (None, "")}
        day = self.initial.get("occurred_on")
        day = date.fromisoformat(day) if isinstance(day, str) and day else day
        levels = self.source.record.instances
        instance = self.initial.get("instance") or (levels[-1].id if levels else "")
        return {"occurred_on": day or None, "payload": payload, "instance": instance}

    def instance(self) -> str:
        levels = self.source.record.instances
        return self.cleaned_data.get("instance") or (levels[-1].id if levels else "")

    def evidence(self) -> tuple[str, ...]:
        lines = self.cleaned_data.get("evidence", "").splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def refuse(self, error: FactError) -> None:
        """Puts an error of the record at the field it concerns."""
        self.add_error(error.field if error.field in self.fields else None, error.cause)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in self.event_type.fields:
            if field.kind == "file":
                take_attachment(self, field.code)
        if self._value_is_money(cleaned):
            try:
                cleaned["value"] = fen(cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned

    def _value_is_money(self, cleaned: Mapping[str, Any]) -> bool:
        fact = self.source.rulebook.facts.get(str(cleaned.get("fact", "")))
        return bool(fact and fact.kind == "money" and cleaned.get("value"))


class StrokesInput(forms.TextInput):
    """A hidden input that a script fills from a canvas; without scripts it stays empty."""

    template_name = "ui/_strokes_input.html"
    use_fieldset = True


class MoneyField(forms.CharField):
    """Yuan as people write them; cleaned to fen."""

    def to_python(self, value: Any) -> Any:
        return fen(value) if value else None

    def prepare_value(self, value: Any) -> Any:
        return yuan_text(value) if isinstance(value, int) else value


def _shared(field: Field, event_type: EventType) -> Shared:
    return {
        "label": gloss(field),
        "required": field.code in event_type.required,
        "help_text": field.help,
    }


def form_field(field: Field, event_type: EventType, source: Source) -> forms.Field:
    shared = _shared(field, event_type)
    if field.kind == "entries":
        return entries_field(choices_of(field, event_type, source), **shared)
    if field.kind in CHOSEN:
        return _choice_field(choices_of(field, event_type, source), shared)
    return INPUTS.get(field.kind, _line)(shared)


def entries_field(choices: list[tuple[str, str]], **shared: Any) -> forms.MultipleChoiceField:
    """Entries of the case file to tick, as many as there are."""
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, **{**shared, "required": False}
    )


def _line(shared: Shared) -> forms.Field:
    return forms.CharField(**shared, max_length=500)


def _paragraph(shared: Shared) -> forms.Field:
    return forms.CharField(**shared, widget=forms.Textarea(attrs={"rows": 3}))


def _drawn(shared: Shared) -> forms.Field:
    return forms.CharField(**shared, widget=StrokesInput)


def _day(shared: Shared) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(**shared, widget=widget)


def _money(shared: Shared) -> forms.Field:
    return MoneyField(**shared, widget=forms.TextInput(attrs={"inputmode": "decimal"}))


def _number(shared: Shared) -> forms.Field:
    return forms.IntegerField(**shared, min_value=0)


def _yes_no(shared: Shared) -> forms.Field:
    return forms.BooleanField(**{**shared, "required": False})


INPUTS: dict[str, Callable[[Shared], forms.Field]] = {
    "long_text": _paragraph,
    "list": _paragraph,
    "strokes": _drawn,
    "date": _day,
    "money": _money,
    "number": _number,
    "yes_no": _yes_no,
}


def _choice_field(choices: list[tuple[str, str]], shared: dict[str, Any]) -> forms.ChoiceField:
    if shared["required"] and len(choices) <= FEW:
        return forms.ChoiceField(**shared, choices=choices, widget=forms.RadioSelect)
    return forms.ChoiceField(**shared, choices=[("", _("请选择")), *choices])


def _first_values(
    event_type: EventType, source: Source, corrects: Event | None
) -> dict[str, object]:
    if corrects is not None:
        first = {**corrects.payload, "occurred_on": corrects.occurred_on}
        return first | {"instance": corrects.instance, "evidence": "\n".join(corrects.evidence)}
    first = {"occurred_on": source.on}
    for field in event_type.fields:
        if field.kind == "appointment" and (likely := likely_holder(field, source)):
            first[field.code] = likely
        elif field.kind == "event" and (told := choices_of(field, event_type, source)):
            first[field.code] = told[0][0]
    return first


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
