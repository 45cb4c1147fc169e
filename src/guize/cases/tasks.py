"""Work of the clock: duty rows whose inputs changed, or that the passing of days changes."""

from __future__ import annotations

from django_tasks import task

from guize.cases import services
from guize.ledger import clock


@task()
def refresh_stale(tenant: str) -> int:
    """Idempotent: a second run finds nothing to renew but the cases that days can change."""
    return services.refresh_stale(tenant, on=clock.today())
