"""A version of a rulebook to be installed: a folder as ZIP, or a workbook of an installed one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from guize.core.markdown import Fault, RulebookError
from guize.core.rulebook import Rulebook
from guize.formats.rulebook_folder import PackTexts
from guize.formats.xlsx import MOST_BYTES
from guize.regulations.forms.changing import DAY, SHORT, ChangeForm
from guize.regulations.models import LawChange
from guize.regulations.queries import law, uploads
from guize.ui.wording import is_english

SALT, KEPT_SECONDS = "guize.regulations.upload", 24 * 3600


class RulebookForm(ChangeForm):
    """The file comes once; what was read of it travels on, sealed, to the confirming form."""

    kind = LawChange.Kind.RULEBOOK
    heading = _("安装规则包版本")
    file = forms.FileField(
        label=_("文件"),
        help_text=_("规则包文件夹的 ZIP,或在规则页下载后改好的工作簿(XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".zip,.xlsx"}),
    )
    since = forms.DateField(
        label=_("自何日起"),
        widget=DAY,
        help_text=_("该日以前发生的,仍按原来的文本;更正录入错误的,填施行日期"),
    )
    document_number = forms.CharField(label=_("文件文号"), max_length=120, required=False)
    reason = forms.CharField(label=_("理由"), widget=SHORT)
    sealed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, tenant: UUID | str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("sealed")
        self.tenant = tenant
        self.upload: uploads.Upload | None = None
        self.name = ""
        self.book: Rulebook | None = None
        self.faults: list[tuple[Fault, str]] = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("文件过大"))
        return file

    def clean(self) -> None:
        if self.errors.get("file"):
            return
        try:
            self._receive()
        except RulebookError as error:
            self._refuse(error)
        except signing.BadSignature:
            self.add_error("file", gettext("所传文件已过期,请重新选择"))
        self._keep()

    def _keep(self) -> None:
        """A form that comes back for another field has not lost the file."""
        self.data = self.data.copy()
        self.data["sealed"] = self._sealed()

    def _receive(self) -> None:
        """Raises RulebookError, and BadSignature for a seal that is not ours or too old."""
        if file := self.cleaned_data.get("file"):
            self.name = file.name
            self.upload = uploads.received(self.tenant, file.name, file.read())
        elif sealed := self.cleaned_data.get("sealed"):
            self._unseal(sealed)
        if self.upload is None:
            return
        try:
            since = self.cleaned_data.get("since")
            self.book = uploads.proven(self.tenant, self.upload.texts, since)
        except RulebookError as error:
            raise self.upload.located(error) from error

    def _refuse(self, error: RulebookError) -> None:
        english = is_english()
        self.faults = [(f, (english and f.english) or f.cause) for f in error.faults]
        told = ngettext(
            "文件有 %(n)s 处错误,见下表", "文件有 %(n)s 处错误,见下表", len(self.faults)
        )
        self.add_error("file", told % {"n": len(self.faults)})

    def _sealed(self) -> str:
        if self.upload is None:
            return ""
        texts = self.upload.texts
        told = [texts.manifest, dict(texts.files), dict(texts.scenarios), self.name]
        return signing.dumps(told, salt=SALT, compress=True)

    def _unseal(self, sealed: str) -> None:
        told = signing.loads(sealed, salt=SALT, max_age=KEPT_SECONDS)
        manifest, files, scenarios, self.name = told
        self.upload = uploads.Upload(PackTexts(manifest, files, scenarios))

    def again(self) -> list[tuple[str, str]]:
        return [(name, text) for name, text in super().again() if name != "file"]

    def payload(self) -> dict[str, Any]:
        if self.upload is None or self.book is None:
            raise ValueError("the form is not valid")
        given = self.cleaned_data
        kept = law.version_payload(self.upload.texts, self.book, given["since"])
        return kept | {"file": self.name, "document_number": given["document_number"]}
