"""The one place where the applications read the day. The core never does."""

from __future__ import annotations

import os
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

BEIJING = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Today in Asia/Shanghai. `GUIZE_TODAY` pins it for tests and demonstrations."""
    pinned = os.environ.get("GUIZE_TODAY")
    return date.fromisoformat(pinned) if pinned else timezone.now().astimezone(BEIJING).date()
