"""Second factors of one's own: set up an authenticator or a passkey, end one, make new codes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accounts import enrolling, passkeys, queries, services
from guize.accounts.forms import AddAuthenticatorForm, AddPasskeyForm
from guize.accounts.models import Account
from guize.accounts.views.guards import require_actor, require_own
from guize.core.facts import FactError


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require_own
def authenticator(request: HttpRequest, account: Account) -> HttpResponse:
    form = AddAuthenticatorForm(request.POST or None, initial={"name": _("手机")})
    if form.is_valid() and enrolling.by_code(request, account, form):
        return _added(request, account, "totp")
    shown = {"form": form, "clock": timezone.localtime(), "is_half": request.actor is None}
    shown["why_no_passkey"] = passkeys.why_not(request)
    shown |= enrolling.shown(request, account)
    return render(request, "accounts/authenticator.html", shown, status=422 if form.errors else 200)


@never_cache
@require_safe
@require_own
def authenticator_qr(request: HttpRequest, account: Account) -> HttpResponse:
    return HttpResponse(enrolling.picture(request, account), content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_own
def passkey_add(request: HttpRequest, account: Account) -> HttpResponse:
    if why := passkeys.why_not(request):
        messages.warning(request, why)
        return redirect("security" if request.actor else "authenticator")
    form = AddPasskeyForm(request.POST or None)
    if form.is_valid() and enrolling.by_passkey(request, account, form):
        return _added(request, account, "passkey")
    shown = {"form": form, "question": passkeys.creation(request, account)}
    return render(request, "accounts/passkey_add.html", shown, status=422 if form.errors else 200)


def _added(request: HttpRequest, account: Account, second: str) -> HttpResponse:
    """The first factor brings ten codes with it, shown this once; who was half way is in."""
    codes = () if queries.codes_left(account) else services.make_recovery_codes(account=account)
    onward = enrolling.finished(request, account, second)
    messages.success(request, _("两步验证已设置。下次登录须输入。"))
    if not codes:
        return redirect(onward)
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": onward})


@require_POST
@require_actor
def factor_end(request: HttpRequest, factor: UUID) -> HttpResponse:
    try:
        ended = services.end_factor(account=request.user, factor=factor)
        messages.success(request, _("已删除:%(name)s") % {"name": ended.name})
    except FactError as refused:
        messages.error(request, refused.cause)
    return redirect("security")


@never_cache
@require_POST
@require_actor
def recovery_codes(request: HttpRequest) -> HttpResponse:
    if not queries.factors(request.user):
        messages.error(request, _("请先添加验证器或通行密钥。"))
        return redirect("security")
    codes = services.make_recovery_codes(account=request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})
