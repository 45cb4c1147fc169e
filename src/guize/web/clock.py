"""The clock process: what must happen because time passes, whether or not anyone looks."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

from guize.ledger import clock

logger = logging.getLogger(__name__)
ROUND = 60  # seconds between two looks at the clock
ROUNDS_A_REFRESH = 60  # a refresh looks at every open case: once an hour, and when the day changes
ROUNDS_BEFORE_BACKUP = 10  # a system that has just been started has other things to do


def run(*, once: bool) -> int:
    """Makes its rounds until it is stopped; what fails in a round is tried again in the next."""
    django.setup()
    if once:
        take_up()
        refresh()
        check()
        return 0
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    rounds, day = 0, None
    while not stop.wait(ROUND if rounds else 0):
        attempt(take_up)
        if (rounds % ROUNDS_A_REFRESH == 0 or day != clock.today()) and attempt(refresh):
            day = clock.today()
            attempt(check)
        if rounds >= ROUNDS_BEFORE_BACKUP:
            attempt(back_up)
        rounds += 1
    return 0


def attempt(task: Callable[[], None]) -> bool:
    """Does it, or says that it failed."""
    from guize.web.backup.archive import ArchiveError  # noqa: PLC0415

    try:
        task()
    except (DatabaseError, OSError, ArchiveError):
        name = task.__name__
        logger.exception("%s failed, it is tried again in %s seconds", name, ROUND)
        return False
    return True


def take_up() -> None:
    """New entries get their place in the tree, and its head is signed."""
    from guize.ledger.services import sequence  # noqa: PLC0415  (needs the applications)
    from guize.organisation.queries import counties  # noqa: PLC0415

    close_old_connections()
    for county in counties():
        sequence(tenant=county.id)


def check() -> None:
    """Everything once a day, otherwise what was added since the last check."""
    from guize.ledger.queries import checked_on  # noqa: PLC0415
    from guize.ledger.services import check as examine  # noqa: PLC0415
    from guize.organisation.queries import counties  # noqa: PLC0415

    for county in counties():
        is_full = not checked_on(county.id, clock.today())
        report = examine(tenant=county.id, is_full=is_full)
        if report.findings:
            logger.error("the record of %s does not hold: run guize verify", county.id)


def back_up() -> None:
    """Once a day; counted only when it was restored."""
    from guize.web.backup import keeping  # noqa: PLC0415

    newest = next(iter(keeping.proven(keeping.folder())), None)
    if newest is None or newest.at.astimezone(clock.BEIJING).date() < clock.today():
        keeping.back_up(keeping.folder())


def refresh() -> None:
    """Duties and stages follow the day and the law; old results and sessions are dropped."""
    from guize.cases.services import refresh_stale  # noqa: PLC0415  (needs the applications)
    from guize.organisation.queries import counties  # noqa: PLC0415

    close_old_connections()
    for county in counties():
        refresh_stale(county.id, on=clock.today())
    call_command("prune_db_task_results", verbosity=0)
    call_command("clearsessions", verbosity=0)
