from __future__ import annotations

from django.urls import path

from guize.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account", views.account, name="account"),
    path("account/post", views.choose_post, name="choose-post"),
    path("account/password", views.change_password, name="change-password"),
]
