"""A county with the law that ships with guize."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings

from guize.ledger.identifiers import new_id
from guize.regulations import services

PACKS = ("cn-procedure", "xiuyan-2024")


@pytest.fixture
def tenant(db) -> UUID:
    return new_id()


@pytest.fixture
def law(tenant: UUID) -> UUID:
    """The county with packs and calendars installed."""
    services.install_calendars(tenant=tenant, folder=settings.CALENDARS)
    for pack in PACKS:
        services.install_rulebook(tenant=tenant, folder=settings.RULEBOOKS / pack)
    return tenant
