"""Addresses of cases."""

from django.urls import path

from guize.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("notes/", views.notes, name="notes"),
    path("notes/<uuid:note>/delete/", views.delete_note, name="delete-note"),
    path("register/", views.register, name="register"),
    path("register/preview/", views.register_preview, name="register-preview"),
    path("reviewers/", views.reviewers, name="reviewers"),
    path("<uuid:case>/reviewer/", views.name_reviewer, name="name-reviewer"),
    path("<uuid:case>/", views.case_file, name="case"),
    path("<uuid:case>/why/", views.why, name="why"),
    path("<uuid:case>/record/", views.types, name="types"),
    path("<uuid:case>/record/<slug:code>/", views.record, name="record"),
    path("<uuid:case>/record/<slug:code>/preview/", views.preview, name="preview"),
    path("<uuid:case>/events/<uuid:event>/correct/", views.correct, name="correct"),
    path("<uuid:case>/events/<uuid:event>/retract/", views.retract, name="retract"),
    path("<uuid:case>/events/<uuid:event>/file", views.attachment, name="attachment"),
    path("<uuid:case>/log/", views.log, name="log"),
    path("<uuid:case>/checks/<slug:fact>/", views.checks, name="checks"),
    path("<uuid:case>/notes/", views.add_note, name="add-note"),
    path("<uuid:case>/amend/", views.amend, name="amend"),
    path("<uuid:case>/instances/", views.add_instance, name="add-instance"),
    path("<uuid:case>/export.json", views.export, name="export"),
    path("<uuid:case>/print/", views.printed, name="print"),
]
