"""What signing in asks of whom: the roles that need a second factor, and how long things hold.

Roles of the justice bureau, the Party group, the discipline body, the organization department and
the three administrators need one anyway (they see proceedings, or could give themselves sight); a
county may ask it of more. The demo county is exempt unless GUIZE_DEMO_SIGN_IN is `strict`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from guize.accounts.models import Account, Demand
from guize.core.access import ROLE_OF_FUNCTION, Actor, Role
from guize.organisation.queries import county

NEEDED = frozenset({Role.SC, Role.SH, Role.PG, Role.DC, Role.OD, Role.AU, Role.SA, Role.SE})
MAY_BE_ASKED = tuple(code for code, role in ROLE_OF_FUNCTION.items() if role not in NEEDED)
ONE_TIME = timedelta(days=7)


def needs_second(actor: Actor) -> bool:
    """Whether one of his posts needs a second factor, here and now."""
    is_needed = actor.roles & NEEDED or actor.roles & demanded(actor.tenant)
    return bool(is_needed) and not is_exempt(actor.tenant)


def demanded(tenant: str | UUID) -> frozenset[Role]:
    """The further roles a county asks it of."""
    return frozenset(ROLE_OF_FUNCTION[code] for code in functions_asked(tenant))


def functions_asked(tenant: str | UUID) -> list[str]:
    row = Demand.objects.filter(tenant=tenant).first()
    return row.functions if row else []


def is_exempt(tenant: str | UUID) -> bool:
    """A demo county whose accounts are to be tried without a telephone."""
    if settings.DEMO_SIGN_IN == "strict":
        return False
    found = county(tenant)
    return bool(found and found.is_demo)


def password_due_at(account: Account) -> datetime | None:
    """When the password must be changed; None: the profile asks no change for its age alone."""
    days = settings.PASSWORD_DAYS
    if not days or account.password_set_at is None or is_exempt(account.tenant):
        return None
    return account.password_set_at + timedelta(days=days)


def must_change(account: Account) -> bool:
    if account.must_change_password:
        return True
    due = password_due_at(account)
    return due is not None and timezone.now() >= due


def is_one_time_over(account: Account) -> bool:
    """A password set by others is good for a week."""
    since = account.password_set_at
    return account.must_change_password and bool(since) and timezone.now() - since > ONE_TIME
