from __future__ import annotations

from django.urls import path

from guize.accounts import office
from guize.accounts.views import elsewhere, factors, own, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/second", sign_in.second_factor, name="second-factor"),
    path("sign-in/passkey", sign_in.passkey_sign_in, name="passkey-sign-in"),
    path("sign-in/with/<slug:provider>", elsewhere.leave, name="elsewhere"),
    path("sign-in/with/<slug:provider>/back", elsewhere.back, name="elsewhere-back"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("account", own.account, name="account"),
    path("account/post", own.choose_post, name="choose-post"),
    path("account/password", own.change_password, name="change-password"),
    path("account/confirm", own.confirm_password, name="confirm-password"),
    path("account/security", own.security, name="security"),
    path("account/sessions/end", own.end_sessions, name="sessions-end"),
    path("account/authenticator", factors.authenticator, name="authenticator"),
    path("account/authenticator/qr", factors.authenticator_qr, name="authenticator-qr"),
    path("account/passkey", factors.passkey_add, name="passkey-add"),
    path("account/factors/<uuid:factor>/end", factors.factor_end, name="factor-end"),
    path("account/recovery-codes", factors.recovery_codes, name="recovery-codes"),
    path("accounts", office.accounts, name="accounts"),
    path("accounts/unlock", office.unlock, name="account-unlock"),
    path("accounts/end-sessions", office.end_sessions, name="account-end-sessions"),
    path("accounts/changes/<uuid:change>", office.change, name="account-change"),
    path("accounts/propose/<slug:kind>", office.propose, name="account-propose"),
]
