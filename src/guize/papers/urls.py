"""Addresses of papers."""

from django.urls import path

from guize.papers import views

app_name = "papers"
urlpatterns = [
    path("case/<uuid:case>/", views.of_case, name="case"),
    path("case/<uuid:case>/<slug:kind>/", views.make_for_case, name="make-for-case"),
    path("proceeding/<uuid:proceeding>/", views.of_proceeding, name="proceeding"),
    path(
        "proceeding/<uuid:proceeding>/<slug:kind>/",
        views.make_for_proceeding,
        name="make-for-proceeding",
    ),
    path("mine/", views.mine, name="mine"),
    path("templates/", views.templates, name="templates"),
    path("templates/<slug:kind>/withdraw/", views.withdraw, name="withdraw-template"),
    path("follow-ups/", views.follow_ups, name="follow-ups"),
    path("follow-ups/<uuid:follow_up>/receive/", views.receive, name="receive"),
    path("follow-ups/<uuid:follow_up>/close/", views.close, name="close"),
    path("reports/", views.reports, name="reports"),
    path(
        "reports/<slug:kind>/<int:year>/<int:number>/<slug:form>/", views.report_file, name="report"
    ),
    path("<uuid:paper>/", views.paper, name="paper"),
    path("<uuid:paper>/<slug:form>/", views.download, name="download"),
]
