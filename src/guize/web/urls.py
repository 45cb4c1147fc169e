"""Every address of the product. A test fails for one that the access sweep does not know."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
