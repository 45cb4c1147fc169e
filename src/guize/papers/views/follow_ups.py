"""Duties followed up: the board, the receipt, the end."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from guize.papers import following_sheets


@login_required
@require_http_methods(["GET", "POST"])
def follow_ups(request: HttpRequest) -> HttpResponse:
    return following_sheets.board(request)


@login_required
@require_POST
def receive(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    return following_sheets.receipt(request, follow_up)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    return following_sheets.closing(request, follow_up)
