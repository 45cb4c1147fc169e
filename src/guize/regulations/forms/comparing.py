"""What is asked to compare: two versions side by side, an invented case under both."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guize.core.facts import CaseRecord
from guize.core.rulebook import Rulebook
from guize.regulations.forms.changing import DAY
from guize.regulations.queries import versions, whatif
from guize.ui.wording import is_english


class TwoVersions(forms.Form):
    """Two versions to be laid side by side, chosen in the address."""

    before = forms.ChoiceField(label=_("甲"))
    after = forms.ChoiceField(label=_("乙"))

    def __init__(self, tenant: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(version.key, version.label) for version in versions.versions(tenant)]
        self.tenant = tenant
        for name, place in (("before", 0), ("after", 1)):
            self.fields[name].choices = offered
            self.initial.setdefault(
                name, offered[min(place, len(offered) - 1)][0] if offered else ""
            )

    def books(self) -> tuple[Rulebook, Rulebook] | None:
        """Both rulebooks; None where one cannot be read, which is then an error of its field."""
        found = {
            name: versions.find(self.tenant, self.cleaned_data[name])
            for name in ("before", "after")
        }
        for name in (name for name, book in found.items() if book is None):
            self.add_error(name, gettext("这一版本读不出来"))
        before, after = found["before"], found["after"]
        return (before, after) if before and after else None


ROWS = range(1, 7)


class WhatIfForm(TwoVersions):
    """An example case, or up to six events of an invented one."""

    example = forms.ChoiceField(label=_("范例"), required=False)
    kind = forms.ChoiceField(label=_("案件类型"), required=False)
    role = forms.ChoiceField(label=_("诉讼地位"), required=False)
    level = forms.ChoiceField(label=_("审级"), required=False)
    on = forms.DateField(label=_("推演日期"), required=False, widget=DAY)

    def __init__(self, tenant: Any, book: Rulebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(tenant, *args, **kwargs)
        self.book, self.examples = book, whatif.examples(tenant)
        titles = [(key, f"{key} {one.title}") for key, one in self.examples.items()]
        self.fields["example"].choices = [("", "—"), *titles]
        for name, vocabulary in (("kind", "案件类型"), ("role", "诉讼地位"), ("level", "审级")):
            self.fields[name].choices = _words(book, vocabulary)
        self.initial |= {"role": "defendant", "level": "first", "kind": "administrative"}
        for number in ROWS:
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        types = [t for t in self.book.event_types.values() if t.stream == "case"]
        named = [("", "—"), *((t.code, t.english if is_english() else t.label) for t in types)]
        results = [("", "—"), *_words(self.book, "裁判结果")]
        row = {
            "type": forms.ChoiceField(label=_("事件"), choices=named, required=False),
            "day": forms.DateField(label=_("日期"), required=False, widget=DAY),
            "result": forms.ChoiceField(label=_("裁判结果"), choices=results, required=False),
            "named": forms.DateField(label=_("所载日期"), required=False, widget=DAY),
            "amount": forms.DecimalField(label=_("诉请金额(元)"), required=False, min_value=0),
        }
        self.fields.update({f"{name}_{number}": field for name, field in row.items()})

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        names = ("type", "day", "result", "named", "amount")
        return [[self[f"{name}_{number}"] for name in names] for number in ROWS]

    def clean(self) -> None:
        given = self.cleaned_data
        for number in ROWS:
            if given.get(f"type_{number}") and not given.get(f"day_{number}"):
                self.add_error(f"day_{number}", gettext("请填写日期"))
        if not given.get("example") and not self.events():
            self.add_error("example", gettext("请选一个范例,或填写至少一个事件"))

    def events(self) -> list[whatif.Supposed]:
        given = self.cleaned_data
        return [
            whatif.Supposed(
                given[f"type_{n}"],
                given[f"day_{n}"],
                given.get(f"result_{n}") or "",
                given.get(f"named_{n}"),
                int(given[f"amount_{n}"] * 100) if given.get(f"amount_{n}") else None,
            )
            for n in ROWS
            if given.get(f"type_{n}") and given.get(f"day_{n}")
        ]

    def record(self) -> tuple[CaseRecord, date]:
        """The case and the day it is asked about: the last of its events unless one is given."""
        given = self.cleaned_data
        if chosen := self.examples.get(given["example"]):
            return chosen.record, given["on"] or chosen.on
        supposed = self.events()
        header = {name: given[name] for name in ("kind", "role", "level")}
        last = max(each.on for each in supposed)
        return whatif.record_of(header, supposed, self.book), given["on"] or last


def _words(book: Rulebook, vocabulary: str) -> list[tuple[str, str]]:
    return [(w.code, w.english if is_english() else w.label) for w in book.vocabulary(vocabulary)]
