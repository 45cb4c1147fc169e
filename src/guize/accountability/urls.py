"""Addresses of accountability."""

from django.urls import path

from guize.accountability import views

app_name = "accountability"
urlpatterns = [
    path("", views.proceeding_list, name="list"),
    path("mine/", views.mine, name="mine"),
    path("mine/<uuid:part>/<slug:code>/", views.own_step, name="own-step"),
    path("case/<uuid:case>/", views.of_case, name="of-case"),
    path("case/<uuid:case>/open/", views.open_one, name="open"),
    path("<uuid:proceeding>/", views.proceeding, name="proceeding"),
    path("<uuid:proceeding>/determination/", views.determination, name="determination"),
    path("<uuid:proceeding>/recusal/", views.recuse, name="recuse"),
    path("<uuid:proceeding>/why/", views.why, name="why"),
    path("<uuid:proceeding>/steps/<slug:code>/", views.step, name="step"),
    path("<uuid:proceeding>/steps/<slug:code>/preview/", views.preview, name="preview"),
    path("<uuid:proceeding>/events/<uuid:event>/correct/", views.correct, name="correct"),
    path("<uuid:proceeding>/events/<uuid:event>/file", views.attachment, name="attachment"),
    path("<uuid:proceeding>/events/<uuid:event>/retract/", views.retract, name="retract"),
]
