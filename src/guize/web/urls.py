"""Every address of the product. A test fails for one that the access sweep does not know."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from guize.web import handing, record, views

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
    path("handover/<uuid:appointment>/", handing.handover, name="handover"),
    path("handover/received/<uuid:handover>/", handing.received, name="handover-received"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("regulations/", include("guize.cases.law_urls")),  # before the names of packs
    path("", include("guize.accounts.urls")),
    path("organisation/", include("guize.organisation.urls")),
    path("regulations/", include("guize.regulations.urls")),
    path("cases/", include("guize.cases.urls")),
    path("proceedings/", include("guize.accountability.urls")),
    path("papers/", include("guize.papers.urls")),
]

handler400 = "guize.web.errors.bad_request"
handler403 = "guize.web.errors.forbidden"
handler404 = "guize.web.errors.not_found"
handler500 = "guize.web.errors.server_error"
