"""Files chosen in a form: kept under their hash at once, so that an error elsewhere loses none.

What was kept comes back as a token signed for the account: a hash alone fetches no one else's file.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.ledger import blobs
from guize.ui.downloads import JPEG, PDF, PNG

LARGEST = 10 * 1024 * 1024
STARTS = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
}
ACCEPTED = ",".join(STARTS.values())
UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f]+")
LONGEST_NAME = 120
KEPT = "_kept"


def media_of(content: bytes) -> str:
    """The media type by the first bytes; empty for what is not accepted."""
    return next((media for start, media in STARTS.items() if content.startswith(start)), "")


def name_of(reference: object) -> str:
    """The file name of a reference `hash/name`."""
    return str(reference).partition("/")[2]


class AttachmentField(forms.FileField):
    """A PDF or picture; cleaned to a reference `hash/name` with the content stored."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(**kwargs, max_length=300, widget=widget)

    def clean(self, data: Any, initial: Any = None) -> str:
        found = super().clean(data, initial)
        return kept(found) if isinstance(found, UploadedFile) else ""


def kept(file: UploadedFile) -> str:
    """Stores a file and gives its reference. Raises `ValidationError`."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("文件超过 10 MB,请压缩后重新选择"))
    content = file.read()
    if not media_of(content):
        raise ValidationError(_("只接受 PDF、JPG、PNG 文件"))
    name = UNSAFE.sub(" ", file.name or "").strip()[-LONGEST_NAME:] or _("附件")
    return f"{blobs.keep(content)}/{name}"


class KeptField(forms.CharField):
    """The token of a file that was chosen before; cleaned to its reference."""

    def __init__(self, account: str) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, max_length=1000)
        self.salt = f"attachment:{account}"

    def clean(self, value: Any) -> str:
        token = super().clean(value)
        if not token:
            return ""
        try:
            return str(signing.loads(token, salt=self.salt))
        except signing.BadSignature as error:
            raise ValidationError(_("附件已失效,请重新选择文件")) from error

    def token(self, reference: str) -> str:
        return signing.dumps(reference, salt=self.salt)


def add_attachment(form: forms.Form, code: str, account: str, shared: dict[str, Any]) -> None:
    """Puts a file field and the token of what was chosen before into a form."""
    form.fields[code] = AttachmentField(**shared)
    token = form.fields[code + KEPT] = KeptField(account)
    if reference := form.initial.get(code):
        form.initial[code + KEPT] = token.token(str(reference))
        _tell(form, code, str(reference))


def take_attachment(form: forms.Form, code: str) -> None:
    """The file chosen now, else the one chosen before; either goes along if the form comes back."""
    reference = form.cleaned_data.get(code) or form.cleaned_data.get(code + KEPT) or ""
    form.cleaned_data[code] = reference
    if reference:
        form.data = form.data.copy()
        form.data[form.add_prefix(code + KEPT)] = form.fields[code + KEPT].token(reference)
        _tell(form, code, reference)


def _tell(form: forms.Form, code: str, reference: str) -> None:
    form.fields[code].help_text = AGAIN % {"name": name_of(reference)}


AGAIN = gettext_lazy("已选择:%(name)s,提交时一并保存。要换一份,请重新选择。")
