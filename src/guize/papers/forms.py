"""What the author of a document fills in, and a template on its way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.core.facts import FactError
from guize.formats.placeholders import MOST_BYTES, Checked
from guize.ledger import clock
from guize.papers.drafting import LONGEST_MARK
from guize.papers.kinds import KINDS, Ask, Kind
from guize.papers.queries import Candidate, Form

LONGEST, LONGEST_LINE = 20_000, 300
CHOSEN = frozenset({"duty", "tier"})


class PaperForm(forms.Form):
    """The fields of a kind, the mark of the organ, and that blanks are left knowingly."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, kind: Kind, shown: Form, data: Mapping[str, Any] | None, key: str) -> None:
        super().__init__(data, initial={"key": key, "mark": shown.mark})
        self.kind = kind
        for ask in kind.asks:
            self.fields[ask.code] = _field(ask, shown)
        if kind.is_numbered:
            self.fields["mark"] = forms.CharField(label=_("机关代字"), max_length=LONGEST_MARK)
        self.fields["accepts_blanks"] = forms.BooleanField(
            label=_("我知道缺少的内容,留空制作"), required=False
        )

    @property
    def given(self) -> dict[str, str]:
        return {ask.code: str(self.cleaned_data.get(ask.code, "")) for ask in self.kind.asks}

    def refuse(self, error: FactError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.cause)


def _field(ask: Ask, shown: Form) -> forms.Field:
    about = {
        "label": ask.label,
        "required": ask.needed,
        "help_text": ask.help,
        "initial": ask.initial,
    }
    if ask.kind in CHOSEN:
        return forms.ChoiceField(choices=shown.choices[ask.kind], **about)
    if ask.kind == "text":
        return forms.CharField(max_length=LONGEST_LINE, **about)
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), **about)


FAULTS = {
    "not_docx": gettext_lazy("不是可用的 DOCX 文件"),
    "too_large": gettext_lazy("文件过大"),
    "macros": gettext_lazy("含有宏、控件或嵌入对象"),
    "link_out": gettext_lazy("引用了文件以外的内容"),
    "active_field": gettext_lazy("含有会取用外部内容的域"),
    "expression": gettext_lazy("不是单纯的占位符"),
    "left_open": gettext_lazy("占位符的括号不成对"),
}


class TemplateForm(forms.Form):
    """A DOCX with {{ names }}; what the checker finds comes back at the file."""

    kind = forms.ChoiceField(label=gettext_lazy("文书种类"))
    file = forms.FileField(label=gettext_lazy("模板文件"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, kind.name) for code, kind in KINDS.items()]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件过大"))
        return file

    def refuse(self, checked: Checked) -> None:
        for name in checked.unknown:
            self.add_error("file", _("没有这个占位符:%(name)s") % {"name": name})
        for code, found in checked.faults:
            self.add_error("file", f"{FAULTS[code]} {found}".strip())


class FollowUpForm(forms.Form):
    """The duties to follow up, at which tier, what is asked and by when."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("督办事项"), error_messages={"required": gettext_lazy("请至少选择一项")}
    )
    tier = forms.ChoiceField(
        label=gettext_lazy("层级"),
        required=False,
        help_text=gettext_lazy("不选则按每项的建议层级"),
    )
    demand = forms.CharField(
        label=gettext_lazy("办理要求"),
        max_length=LONGEST_LINE,
        initial=gettext_lazy("请及时办理,并在回告期限前书面回告办理情况。"),
    )
    answer_by = forms.DateField(
        label=gettext_lazy("回告期限"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(
        self, found: Sequence[Candidate], tiers: Sequence[tuple[str, str]], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.found = {one.ref: one for one in found}
        self.fields["chosen"].choices = [(ref, ref) for ref in self.found]
        self.fields["tier"].choices = [("", _("按建议")), *tiers]

    def clean_answer_by(self) -> date:
        day = self.cleaned_data["answer_by"]
        if day < clock.today():
            raise forms.ValidationError(_("回告期限不能早于今天"))
        return day

    @property
    def plans(self) -> list[tuple[Candidate, str]]:
        """Each duty chosen with the tier it would get."""
        told = self.cleaned_data["tier"]
        chosen = (self.found[ref] for ref in self.cleaned_data["chosen"])
        return [(one, told or one.tier) for one in chosen]


class ClosingForm(forms.Form):
    """Why a follow-up ends."""

    reasons = forms.CharField(
        label=gettext_lazy("销号理由"),
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写明办理结果和证明材料。"),
    )
