"""What is typed at the door: name and password, a code, a new password, the post to act in."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accounts import checking, door, passkeys, policy
from guize.accounts.models import Account
from guize.accounts.queries import OwnAccount
from guize.ledger.clock import today

ONCE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class Knocking(forms.Form):
    """A form at the door: what is wrong is told with the tries that are left."""

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.request = request

    def refused(self, username: str, what: str) -> forms.ValidationError:
        if checking.is_locked(self.request):
            minutes = round(settings.AXES_COOLOFF_TIME * 60)
            text = _("失败次数过多,账号已锁定。请 %(minutes)s 分钟后再试,或请安全管理员解除锁定。")
            return forms.ValidationError(text % {"minutes": minutes})
        failures = AxesProxyHandler.get_failures(self.request, {"username": username})
        left = max(0, settings.AXES_FAILURE_LIMIT - failures)
        tries = _("%(what)s(还可尝试 %(left)s 次)") % {"what": what, "left": left}
        return forms.ValidationError(tries)


class SignInForm(Knocking):
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
    account: Account | None = None
    first = door.PASSWORD

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.errors:
            return typed
        account = checking.by_password(self.request, **typed)
        if account is None or not account.is_usable_on(today()):
            raise self.refused(typed["username"], _("账号或密码不正确"))
        self.first = getattr(account, "let_in_by", door.PASSWORD)
        if self.first == door.PASSWORD and policy.is_one_time_over(account):
            raise forms.ValidationError(_("一次性密码已过期,请系统管理员重新办理。"))
        self.account = account
        return typed


class SecondForm(Knocking):
    """The code of an authenticator, a recovery code, or the answer of a passkey."""

    code = forms.CharField(
        label=gettext_lazy("验证码"),
        help_text=gettext_lazy("验证器显示的六位数字,或一个恢复码。每个只能用一次。"),
        max_length=40,
        widget=forms.TextInput(attrs=ONCE),
    )
    passkey = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-passkey-answer": ""})
    )
    taken = ""

    def __init__(
        self, request: HttpRequest, account: Account, *arguments: Any, **named: Any
    ) -> None:
        super().__init__(request, *arguments, **named)
        self.account = account
        self.fields["code"].required = not self.data.get("passkey")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("passkey"):
            if passkeys.signer(self.request, typed["passkey"], self.account) is None:
                raise forms.ValidationError(_("通行密钥没有通过核对,请重试"))
            self.taken = door.PASSKEY
            return typed
        if self.errors:
            return typed
        found = checking.by_code(self.request, self.account, typed["code"])
        if found is None:
            wrong = self.refused(self.account.username, _("验证码不正确、已用过或已过时"))
            raise forms.ValidationError({"code": wrong})
        self.taken = found.taken
        return typed


class AddAuthenticatorForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("验证器显示的六位数字"),
        max_length=20,
        widget=forms.TextInput(attrs={**ONCE, "inputmode": "numeric"}),
    )
    name = forms.CharField(
        label=gettext_lazy("名称"),
        help_text=gettext_lazy("有几部手机的,用名称区分。"),
        max_length=60,
    )


class AddPasskeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("名称"),
        help_text=gettext_lazy("写明是哪部手机、电脑或安全钥匙。"),
        max_length=60,
    )
    passkey = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-passkey-answer": ""})
    )

    def clean_passkey(self) -> str:
        if not self.cleaned_data["passkey"]:
            raise forms.ValidationError(_("浏览器没有给出通行密钥,请重试"))
        return self.cleaned_data["passkey"]


class ChangePasswordForm(forms.Form):
    old = forms.CharField(
        label=gettext_lazy("原密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("新密码"),
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
