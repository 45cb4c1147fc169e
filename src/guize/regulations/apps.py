from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "guize.regulations"
    label = "regulations"
