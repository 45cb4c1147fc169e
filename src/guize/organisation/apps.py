from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "guize.organisation"
    label = "organisation"
