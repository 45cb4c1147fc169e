"""The door, one's own account, and the post one acts in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guize.accounts import fresh, queries, services
from guize.accounts.forms import ChangePasswordForm, ChoosePostForm, SignInForm
from guize.accounts.middleware import ACTING, actor_of
from guize.core.access import Action, may
from guize.core.facts import FactError

View = Callable[..., HttpResponse]


def require_actor(view: View) -> View:
    """Lets a view be answered for someone signed in; others are asked to sign in first."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    return answer


def require_sight(obj: str) -> Callable[[View], View]:
    """Lets a view be answered for whom the matrix shows an object that belongs to no case."""
    return partial(_only_for_sight, obj)


def _only_for_sight(obj: str, view: View) -> View:
    @require_actor
    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if not may(request.actor, Action.VIEW, obj, "S0").allowed:
            raise Http404
        return view(request, *arguments, **named)

    return answer


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.actor is not None:
        return redirect("home")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form)
    context = {"form": form, "next": _next(request, "")}
    return render(request, "accounts/sign_in.html", context)


def _enter(request: HttpRequest, form: SignInForm) -> HttpResponseRedirect:
    account, before = form.account, form.account.last_login
    login(request, account)
    messages.info(request, _last_sign_in(before))
    if len(actor_of(request).seats) > 1 and not _next(request, ""):
        return redirect("choose-post")
    return HttpResponseRedirect(_next(request, resolve_url("home")))


def _last_sign_in(before: datetime | None) -> str:
    if before is None:
        return _("首次登录。")
    moment = timezone.localtime(before).strftime("%Y-%m-%d %H:%M")
    return _("上次登录:%(moment)s。不是本人操作的,请联系本单位管理员。") % {"moment": moment}


def _next(request: HttpRequest, otherwise: str) -> str:
    """Where to go after signing in: a page of this site, never another site's."""
    target = request.POST.get("next") or request.GET.get("next", "")
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, hosts) else otherwise


def locked_out(request: HttpRequest, page: HttpResponse, credentials: object) -> HttpResponse:
    """What axes answers after too many failures: the page, which says so already, as a 429."""
    page.status_code = 429
    return page


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("已退出。"))
    return redirect("sign-in")


@require_safe
@require_actor
def account(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context = {"own": queries.own_account(actor), "has_office": queries.may_enter(actor)}
    return render(request, "accounts/account.html", context)


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
    return render(request, "accounts/change_password.html", {"form": form})


@never_cache
@sensitive_post_parameters(fresh.FIELD)
@require_http_methods(["GET", "HEAD", "POST"])
@require_actor
def confirm_password(request: HttpRequest) -> HttpResponse:
    following, typed = fresh.target(request), request.POST.get(fresh.FIELD)
    if typed is not None and fresh.confirmed(request, typed):
        return HttpResponseRedirect(following)
    return fresh.page(request, is_wrong=typed is not None, following=following)


def _changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        changed = services.change_password(account=request.user, old=old, new=new)
    except FactError as error:
        form.add_error(error.field, error.cause)
        return False
    update_session_auth_hash(request, changed)
    return True
