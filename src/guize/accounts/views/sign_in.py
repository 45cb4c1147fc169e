"""The door: name and password, then the second factor, or a passkey in place of both."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guize.accounts import door, passkeys, policy, providers, queries
from guize.accounts.forms import SecondForm, SignInForm
from guize.accounts.models import Account, Factor
from guize.ledger.clock import today


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.actor is not None:
        return redirect("home")
    form, following = SignInForm(request, request.POST or None), door.following(request)
    if request.method == "POST" and form.is_valid():
        return door.admit(request, form.account, first=form.first, following=following)
    shown = {"form": form, "next": following, "has_passkeys": not passkeys.why_not(request)}
    shown["services"] = providers.configured()
    return render(request, "accounts/sign_in.html", shown)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    account = None if request.actor else door.half_way(request)
    if account is None:
        return redirect("home" if request.actor else "sign-in")
    if not (kinds := {row.kind for row in queries.factors(account)}):
        return redirect("authenticator")
    form = SecondForm(request, account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return door.finish(request, account, form.taken)
    return _asking(request, account, form, kinds)


def _asking(
    request: HttpRequest, account: Account, form: SecondForm, kinds: set[str]
) -> HttpResponse:
    has_passkey = Factor.Kind.PASSKEY in kinds and not passkeys.why_not(request)
    question = passkeys.question(request, account) if has_passkey else ""
    shown = {"form": form, "question": question, "clock": timezone.localtime()}
    return render(request, "accounts/second_factor.html", shown)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey alone: it has verified its user, so that it is both factors."""
    if request.actor is not None or passkeys.why_not(request):
        return redirect("home" if request.actor else "sign-in")
    following, status = door.following(request), 200
    if request.method == "POST":
        account = passkeys.signer(request, request.POST.get("passkey", ""))
        if account and account.is_usable_on(today()) and not policy.is_one_time_over(account):
            how = {"first": door.PASSKEY, "second": door.PASSKEY, "following": following}
            return door.enter(request, account, **how)
        status = 422
    shown = {"question": passkeys.question(request), "next": following, "is_wrong": status != 200}  # noqa: PLR2004
    return render(request, "accounts/passkey_sign_in.html", shown, status=status)


def locked_out(request: HttpRequest, page: HttpResponse, credentials: object) -> HttpResponse:
    """What axes answers after too many failures: the page, which says so already, as a 429."""
    page.status_code = 429
    return page


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("已退出。"))
    answer = redirect("sign-in")
    answer["Clear-Site-Data"] = '"cache"'
    return answer
