from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "guize.accountability"
    label = "accountability"
