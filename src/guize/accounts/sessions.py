"""Sessions that know whose they are, so that their owner sees them and may end them.

Named by SESSION_ENGINE. A session that is ended is gone from the table: its cookie opens nothing,
and a request still under way cannot bring it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

ACTING, SIGNED_IN, SEEN = "acting", "signed_in", "seen"
FIRST, SECOND, BROWSER = "first", "second", "browser"
BROWSERS = {
    "Edg/": "Edge",
    "QIHU": "360",
    "Qaxbrowser": "奇安信",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "UOS", "Linux")


@dataclass(frozen=True, slots=True)
class Listed:
    """A session by a name that opens nothing."""

    name: str
    browser: str
    signed_in_at: datetime | None
    seen_at: datetime | None
    is_this: bool


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with columns for what is listed."""

    @classmethod
    def get_model_class(cls) -> type:
        from guize.accounts.models import Session  # noqa: PLC0415  (settings load before tables)

        return Session

    def create_model_instance(self, data: Mapping[str, object]) -> object:
        row = super().create_model_instance(data)
        row.account = UUID(str(data[SESSION_KEY])) if SESSION_KEY in data else None
        row.signed_in_at, row.seen_at = _instant(data.get(SIGNED_IN)), _instant(data.get(SEEN))
        row.browser = data.get(BROWSER, "")
        return row


def name_of_browser(agent: str) -> str:
    """Browser and system in a few words: `Chrome · Windows`."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return " · ".join(filter(None, (browser, system)))[:120]


def public_name(session_key: str) -> str:
    """What a page may call a session: its key itself would open it."""
    return salted_hmac("guize.session", session_key).hexdigest()[:32]


def of(account: UUID | str) -> QuerySet:
    """Every session of an account, the latest first."""
    rows = SessionStore.get_model_class().objects.filter(account=account)
    return rows.order_by("-signed_in_at", "session_key")


def live(account: UUID | str) -> list:
    """Those that have not ended by themselves."""
    return list(_living(of(account)))


def counted() -> Counter[UUID]:
    """How many live sessions each account has."""
    rows = _living(SessionStore.get_model_class().objects.exclude(account=None))
    return Counter(rows.values_list("account", flat=True))


def listed(account: UUID | str, key: str) -> list[Listed]:
    """The live sessions as their owner reads them; `key` is that of the one he reads it in."""
    return [
        Listed(public_name(row.pk), row.browser, row.signed_in_at, row.seen_at, row.pk == key)
        for row in live(account)
    ]


def end(rows: QuerySet) -> int:
    return rows.delete()[0]


def end_others(account: UUID | str, key: str, name: str = "") -> int:
    """Ends all sessions of an account but this one, or the one of them that is called so."""
    keys = [row.pk for row in of(account) if row.pk != key and name in ("", public_name(row.pk))]
    return end(of(account).filter(pk__in=keys))


def _living(rows: QuerySet) -> QuerySet:
    now = timezone.now()
    since = now - timedelta(seconds=settings.SESSION_IDLE)
    return rows.filter(expire_date__gt=now, seen_at__gt=since)


def _instant(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(float(str(seconds)), UTC) if seconds else None
