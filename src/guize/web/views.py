"""The pages that belong to no app: home by role, watermark, health, the catalogue of components."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guize.ledger.clock import today
from guize.web import catalogue_page
from guize.web import health as parts
from guize.web.home import home_for


@login_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"home": home_for(request.actor, today())})


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Every place of the reader in one list: where the foot of a phone leads to."""
    return render(request, "web/me.html")


@require_safe
@cache_control(private=True, max_age=60)
def watermark(request: HttpRequest) -> HttpResponse:
    """The tile behind every page of a signed-in reader: who sees it, and when."""
    shown = {"at": timezone.now()}
    return render(request, "web/watermark.svg", shown, content_type="image/svg+xml")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    lines = parts.lines()
    status = 200 if all(line.is_well for line in lines) else 503
    return render(request, "web/health.html", {"lines": lines}, status=status)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "web/styleguide.html", catalogue_page.samples(request))
