"""What the frame of every page shows: county, reader, menu, versions. Put into each page by the settings."""

from __future__ import annotations

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, object]:
    return {"shell": {}}
