from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "guize.ledger"
    label = "ledger"
