from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "guize.cases"
    label = "cases"
