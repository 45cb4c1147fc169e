"""The clock process: what must happen because time passes, whether or not anyone looks."""

from __future__ import annotations

import logging
import signal
import threading

import django
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

from guize.ledger import clock

logger = logging.getLogger(__name__)
ROUND = 60  # seconds between two looks at the clock
ROUNDS_A_REFRESH = 60  # a refresh looks at every open case: once an hour, and when the day changes


def run(*, once: bool) -> int:
    """Makes its rounds until it is stopped; a round that fails is made again with the next."""
    django.setup()
    if once:
        refresh()
        return 0
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    rounds, day = 0, None
    while not stop.wait(ROUND if rounds else 0):
        if rounds % ROUNDS_A_REFRESH == 0 or day != clock.today():
            try:
                refresh()
                day = clock.today()
            except DatabaseError:
                logger.exception("this round failed, the next comes in %s seconds", ROUND)
        rounds += 1
    return 0


def refresh() -> None:
    """Duties and stages follow the day and the law; old results of finished tasks are dropped."""
    from guize.cases.services import refresh_stale  # noqa: PLC0415  (needs the applications)
    from guize.organisation.queries import counties  # noqa: PLC0415

    close_old_connections()
    for county in counties():
        refresh_stale(county.id, on=clock.today())
    call_command("prune_db_task_results", verbosity=0)
