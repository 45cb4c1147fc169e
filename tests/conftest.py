"""What every test may use.

No TransactionTestCase and no `transactional_db`: the guards refuse the flush.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from guize.ledger import clock


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Gives each process its own PostgreSQL test database: runs side by side do not meet."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database.setdefault("TEST", {})["NAME"] = f"test_guize_{os.getpid()}"


@pytest.fixture
def pinned_today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date | str], date]:
    """`pinned_today("2026-10-12")` makes that day today."""

    def pin(day: date | str) -> date:
        monkeypatch.setenv("GUIZE_TODAY", str(day))
        return clock.today()

    return pin


class SigningClient(Client):
    """`client.as_(account)` is a client signed in as that account."""

    def as_(self, account: object) -> SigningClient:
        signed = SigningClient()
        signed.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return signed


@pytest.fixture
def client() -> SigningClient:
    return SigningClient()
