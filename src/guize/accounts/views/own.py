"""One's own account: what it holds, its password, its sessions, the post acted in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accounts import fresh, passkeys, passwords, policy, queries, services, sessions
from guize.accounts.forms import ChangePasswordForm, ChoosePostForm
from guize.accounts.sessions import ACTING
from guize.accounts.views.guards import require_actor
from guize.core.facts import FactError


@require_safe
@require_actor
def account(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context = {"own": queries.own_account(actor), "has_office": queries.may_enter(actor)}
    return render(request, "accounts/account.html", context)


@never_cache
@require_safe
@require_actor
def security(request: HttpRequest) -> HttpResponse:
    shown = {
        "own": queries.own_security(request.user),
        "sessions": sessions.listed(request.user.id, request.session.session_key),
        "password_due": policy.password_due_at(request.user),
        "why_no_passkey": passkeys.why_not(request),
        "is_needed": policy.needs_second(request.actor),
        "is_exempt": policy.is_exempt(request.user.tenant),
    }
    return render(request, "accounts/security.html", shown)


@require_POST
@require_actor
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends one session by its public name, or all but this one."""
    n = sessions.end_others(
        request.user.id, request.session.session_key, request.POST.get("session", "")
    )
    text = ngettext("已结束 %(n)s 处登录。", "已结束 %(n)s 处登录。", n)
    messages.success(request, text % {"n": n})
    return redirect("security")


@require_http_methods(["GET", "HEAD", "POST"])
@require_actor
def choose_post(request: HttpRequest) -> HttpResponse:
    form = ChoosePostForm(queries.own_account(request.actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[ACTING] = form.cleaned_data["post"]
        return redirect("home")
    return render(request, "accounts/choose_post.html", {"form": form})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require_actor
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("密码已修改。其他设备上的登录已失效。"))
        return redirect("account")
    shown = {"form": form, "is_due": policy.must_change(request.user)}
    shown["rules"] = passwords.what_is_asked()
    return render(request, "accounts/change_password.html", shown)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require_actor
def confirm_password(request: HttpRequest) -> HttpResponse:
    following, is_answered = fresh.target(request), fresh.is_answered(request)
    if is_answered and fresh.confirmed(request):
        return HttpResponseRedirect(following)
    return fresh.page(request, is_wrong=is_answered, following=following)


def _changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        changed = services.change_password(account=request.user, old=old, new=new)
    except FactError as error:
        form.add_error(error.field, error.cause)
        return False
    update_session_auth_hash(request, changed)
    return True
