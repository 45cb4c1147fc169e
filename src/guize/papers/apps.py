from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "guize.papers"
    label = "papers"
