"""What is typed at the door: name and password, a new password, the post to act in."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accounts.models import Account
from guize.accounts.queries import OwnAccount
from guize.ledger.clock import today


class SignInForm(forms.Form):
    """Name and password. One message for every cause, so that it tells nobody which names exist."""

    username = forms.CharField(
        label=gettext_lazy("账号"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.request = request
        self.account: Account | None = None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.errors:
            return typed
        account = authenticate(self.request, **typed)
        if account is None or not account.is_usable_on(today()):
            raise forms.ValidationError(self._refusal(typed["username"]))
        self.account = account
        return typed

    def _refusal(self, username: str) -> str:
        if getattr(self.request, "axes_locked_out", False):
            minutes = round(settings.AXES_COOLOFF_TIME * 60)
            return _(
                "失败次数过多,账号已锁定。请 %(minutes)s 分钟后再试,或请系统管理员解除锁定。"
            ) % {"minutes": minutes}
        failures = AxesProxyHandler.get_failures(self.request, {"username": username})
        left = max(0, settings.AXES_FAILURE_LIMIT - failures)
        return _("账号或密码不正确(还可尝试 %(left)s 次)") % {"left": left}


class ChangePasswordForm(forms.Form):
    old = forms.CharField(
        label=gettext_lazy("原密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("新密码"),
        help_text=gettext_lazy("至少 10 个字符,不能全是数字,不能与账号相近。"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("再输一次新密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("两次输入的新密码不一致"))
        return again


class ChoosePostForm(forms.Form):
    """Which of his posts someone acts in: what he records is marked with it."""

    post = forms.ChoiceField(label=gettext_lazy("以哪个岗位办理"), widget=forms.RadioSelect)

    def __init__(self, own: OwnAccount, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["post"].choices = [
            (held.seat.appointment, f"{held.organ} {held.title}") for held in own.posts
        ]
        acting = (held.seat.appointment for held in own.posts if held.is_acting)
        self.fields["post"].initial = next(acting, None)
