"""What every test may use.

No TransactionTestCase and no `transactional_db`: the guards refuse the flush.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client, SimpleTestCase
from pytest_django import DjangoDbBlocker

import people
from guize.accounts.sessions import SECOND
from guize.ledger import clock
from guize.web import catalogue

pytest_plugins = ["fixtures_people", "fixtures_cases", "fixtures_proceedings"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --database-only leaves out what cannot differ between SQLite and PostgreSQL."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if asks_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def asks_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    in_class = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return marked or in_class or "db" in getattr(item, "fixturenames", ())


def pytest_configure() -> None:
    catalogue.compile_messages()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Gives each process its own PostgreSQL test database: runs side by side do not meet."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database.setdefault("TEST", {})["NAME"] = f"test_guize_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Founds the county once: a test that founds its own spends a second on it."""
    with django_db_blocker.unblock():
        people.found_once()


@pytest.fixture
def pinned_today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date | str], date]:
    """`pinned_today("2026-10-12")` makes that day today."""

    def pin(day: date | str) -> date:
        monkeypatch.setenv("GUIZE_TODAY", str(day))
        return clock.today()

    return pin


class SigningClient(Client):
    """`client.as_(account)` is a client signed in as that account, with a second factor."""

    def as_(self, account: object, second: str = "totp") -> SigningClient:
        signed = SigningClient()
        signed.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = signed.session
        session[SECOND] = second
        session.save()
        return signed


@pytest.fixture
def client() -> SigningClient:
    return SigningClient()
