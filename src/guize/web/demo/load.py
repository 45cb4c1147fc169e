"""Loads the demo county: all of it or, where something fails, nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from guize.cases.services import refresh_stale
from guize.ledger import clock
from guize.ledger.services import writing
from guize.organisation.queries import counties
from guize.web.demo import county, people
from guize.web.demo.carrying import Pin, carry_out
from guize.web.demo.docket import SCRIPTS


def is_wanted() -> bool:
    """Checks if no county has been founded here yet."""
    return not counties()


def load_county() -> county.County:
    """Founds the county and runs its scripts, each step with the day pinned to its own."""
    today = clock.today()
    with writing(), _day() as pin:
        pin(today)
        founded = county.found(today, password())
        for number, script in enumerate(SCRIPTS, start=1):
            carry_out(founded, script, number, pin)
        refresh_stale(founded.tenant, on=today)
    return founded


@contextmanager
def _day() -> Iterator[Pin]:
    """Gives what makes a day today for this process, and takes it back at the end."""
    before = os.environ.get("GUIZE_TODAY")
    try:
        yield lambda day: os.environ.__setitem__("GUIZE_TODAY", day.isoformat())
    finally:
        if before is None:
            os.environ.pop("GUIZE_TODAY", None)
        else:
            os.environ["GUIZE_TODAY"] = before


def accounts() -> list[tuple[str, str]]:
    """User name and title of one account a role, where the demo county is loaded."""
    if not any(one.is_demo for one in counties()):
        return []
    return [(name, f"{people.holder(seat)} {title}") for name, seat, title in people.ROLES]


def is_open() -> bool:
    """Whether the demo accounts are let in by their password alone."""
    return settings.DEMO_SIGN_IN != "strict"


def password() -> str:
    """The password of the demo accounts: drawn once for each installation."""
    if given := os.environ.get("GUIZE_DEMO_PASSWORD"):
        return given
    path = settings.DATA / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("guize-" + secrets.token_hex(4))
    return path.read_text().strip()
