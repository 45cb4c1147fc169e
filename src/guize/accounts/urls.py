from __future__ import annotations

from django.urls import path

from guize.accounts import office, views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account", views.account, name="account"),
    path("account/post", views.choose_post, name="choose-post"),
    path("account/password", views.change_password, name="change-password"),
    path("account/confirm", views.confirm_password, name="confirm-password"),
    path("accounts", office.accounts, name="accounts"),
    path("accounts/unlock", office.unlock, name="account-unlock"),
    path("accounts/changes/<uuid:change>", office.change, name="account-change"),
    path("accounts/propose/<slug:kind>", office.propose, name="account-propose"),
]
