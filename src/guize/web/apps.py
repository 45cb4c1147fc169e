from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guize.web"
    label = "web"
