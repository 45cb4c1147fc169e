"""The frame of every page: county, reader, menu, versions, and the rulebook of its words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from guize.core.rulebook import Rulebook
from guize.ui import rules


def context(request: HttpRequest) -> dict[str, object]:
    return {"shell": {}}


class RulebookMiddleware:
    """Lets tags and filters look words up in the rulebook of the reader's county."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def find(pack: str) -> Rulebook | None:
            from guize.regulations import queries  # noqa: PLC0415

            tenant = getattr(request.user, "tenant", None)
            return queries.find_rulebook(tenant, pack) if tenant else None

        with rules.using(find):
            return self.get_response(request)
