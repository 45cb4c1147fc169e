"""`guize manage …`: Django's own commands."""

from __future__ import annotations

from django.core.management import execute_from_command_line

from guize.web.commands import with_settings


@with_settings
def forward(words: list[str]) -> int:
    execute_from_command_line(["guize manage", *words])
    return 0
