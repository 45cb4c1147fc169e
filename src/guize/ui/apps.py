from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "guize.ui"
    label = "ui"
