"""Every address of the product. A test fails for one that the access sweep does not know."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from guize.web import record, views

APPS = {
    "": "accounts",
    "ledger/": "ledger",
    "organisation/": "organisation",
    "regulations/": "regulations",
    "cases/": "cases",
    "proceedings/": "accountability",
    "papers/": "papers",
}
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("me", views.me, name="me"),
    path("language", set_language, name="set-language"),
    path("watermark.svg", views.watermark, name="watermark"),
    path("health", views.health, name="health"),
    path("record/", record.verification, name="record"),
    path("record/check", record.check, name="record-check"),
    path("record/sheet", record.sheet, name="record-sheet"),
    path("record/export", record.export, name="record-export"),
    path("record/growth", record.growth, name="record-growth"),
    path("record/readers", record.readers, name="readers"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("regulations/", include("guize.cases.law_urls")),  # before the names of packs
    *(
        path(prefix, include(f"guize.{name}.urls"))
        for prefix, name in APPS.items()
        if find_spec(f"guize.{name}.urls")
    ),
]

handler400 = "guize.web.errors.bad_request"
handler403 = "guize.web.errors.forbidden"
handler404 = "guize.web.errors.not_found"
handler500 = "guize.web.errors.server_error"
