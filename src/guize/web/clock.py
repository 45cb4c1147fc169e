"""The clock process: what must happen because time passes, whether or not anyone looks."""

from __future__ import annotations

import logging
import signal
import threading

import django
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

logger = logging.getLogger(__name__)
ROUND = 60  # seconds


def run(*, once: bool) -> int:
    """Makes its rounds until it is stopped; a round that fails is made again with the next."""
    django.setup()
    stop = threading.Event()
    if once:
        tick()
        return 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while True:
        try:
            tick()
        except DatabaseError:
            logger.exception("this round failed, the next comes in %s seconds", ROUND)
        if stop.wait(ROUND):
            return 0


def tick() -> None:
    """One round: results of finished tasks are dropped once they are old."""
    close_old_connections()
    call_command("prune_db_task_results", verbosity=0)
