"""Addresses at which the law is changed. They lie here, since they show what it does to cases."""

from django.urls import path

from guize.cases.views import law

urlpatterns = [
    path("changes/", law.listed, name="law-changes"),
    path("changes/<uuid:change>/", law.change, name="law-change"),
    path("changes/<uuid:change>/decide/", law.decide, name="law-change-decide"),
    path("changes/<uuid:change>/withdraw/", law.withdraw, name="law-change-withdraw"),
    path("upload/", law.upload_rulebook, name="rulebook-upload"),
    path("calendar/import/", law.import_year, name="calendar-import"),
    path("calendar/county-days/", law.county_days, name="calendar-county-days"),
    path(
        "<slug:pack>/interpretations/<slug:entry>/",
        law.choose_reading,
        name="interpretation-choose",
    ),
]
