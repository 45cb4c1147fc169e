from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "guize.accounts"
    label = "accounts"
