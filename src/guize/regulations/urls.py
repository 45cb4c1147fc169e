"""Addresses of the law: rulebooks with their articles, calendars."""

from django.urls import path, re_path

from guize.regulations import views

urlpatterns = [
    path("", views.rulebooks, name="rulebooks"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<int:year>/", views.calendar, name="calendar-year"),
    path("differences/", views.differences, name="rulebook-differences"),
    path("what-if/", views.what_if, name="what-if"),
    path("<slug:pack>/", views.articles, name="rulebook"),
    path("<slug:pack>/duties/", views.duties, name="rulebook-duties"),
    path("<slug:pack>/responsibility/", views.responsibility, name="rulebook-responsibility"),
    path("<slug:pack>/coverage/", views.text_coverage, name="rulebook-coverage"),
    path("<slug:pack>/versions/", views.editions, name="rulebook-versions"),
    re_path(
        r"^(?P<pack>[-\w]+)/versions/(?P<version>[-0-9a-f]{36})\.(?P<form>xlsx|zip)$",
        views.download,
        name="rulebook-download",
    ),
    path("<slug:pack>/interpretations/", views.interpretations, name="rulebook-interpretations"),
]
