"""Addresses of the organisation."""

from django.urls import path

from guize.organisation import views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("organs/<uuid:organ>/", views.organ, name="organ"),
    path("record/<slug:entry>/", views.record, name="organisation-record"),
]
